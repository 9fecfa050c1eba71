// Written by test/extract/extract_train.cpp; do not edit. Words by tenths of log-odds, learnt from 1529 hosts
// of the page sets named in block_model_weights.cpp, November 2026.
#include <array>

#include "lexicon.h"

// clang-format off
namespace webclip::extract {
namespace {

constexpr std::array<WordsOfOdds, 50> names{{
    {-38,
     "copyright login subscribe"},
    {-37,
     "complementary respond"},
    {-36,
     "textwidget"},
    {-35,
     "popup signup"},
    {-34,
     "cookie"},
    {-33,
     "modal"},
    {-32,
     "colophon commentform consent footer"},
    {-31,
     "contentinfo cookies"},
    {-30,
     "bio"},
    {-29,
     "form subscription"},
    {-28,
     "follow notice"},
    {-27,
     "akismet foot"},
    {-26,
     "browser call pinterest previous utility"},
    {-25,
     "byline checkbox disclaimer logo submenu subnav"},
    {-24,
     "authors buttons error input jetpack onetrust register sdk trending"},
    {-23,
     "comments megamenu nocontent policy pop youtube"},
    {-22,
     "alertdialog email gwiv inverted job popover privacy robots sharedaddy srt sublabel zk"},
    {-21,
     "auth bar cta download fields flyout gfield honeypot legal menus nhmvt opt socials switcher widgettitle"},
    {-20,
     "banner biography disabled dropdown fdl feedback gform prompt required subscriptions toolbar topbar visually widgets yeh"},
    {-19,
     "address author byuser dek desc dpd fade fu grpcntr grpdesc iab likes overlay published registration search searchform slogan submit timestamp tooltip "
     "validation"},
    {-18,
     "bva channel comment contact contributor egz ellipsis flat gdpr kdgcq logged lw menu mwbum nav notes ow qt related relatedposts request shape social "
     "url whatsapp"},
    {-17,
     "alert ancestor btn bypostauthor commenting config ctas demo floating fp grp help invisible ixi labels navbar newsletter opacity partners pinned "
     "pointer prev profile qr reddit revoke scrollbar sel sign signin tagline touch videos weather xplw"},
    {-16,
     "affiliate archives asset burger captcha comm credit date dialog gravatars hamburger hours inactive info justified listbox message mission notices "
     "notification ot subscriber terms textfield thankyou topnav unloaded uppercase vjz zd"},
    {-15,
     "abaz aside bottom btns cancel captioned communities confirm credits disclosure dm dme dotdash exit extra ginput gov guest hed law mega msg navigation "
     "programs recommended reply rg rz rzmkn searchbar selector settings share suggestions tf thread toggle tumblr tz universal validate"},
    {-14,
     "alignright below blurb byy cart chkbox controller dateline discussion djyq done dot embed fail flair gravity headline init initialized jn lazyload "
     "leftnav loading lq lst menubar navi oc opts pager picker playlist popmake prefooter print pv reactions recommendation sharing signed sponsored sr "
     "sublist survey te thank transform ugd username votes warning wmx wpcf yarpp yo zi ztukr"},
    {-13,
     "action archive breadcrumb breadcrumbs breaker bylines calendar chrome close combination contains dates datetime divide divider dvrm eh extrabold "
     "extras fj fltr folder gsy half hide hint hostcntr hover individual insert interest intrinsic kz lastmod license licntr lightbox links listitem "
     "locations logout lv member menuitem meta newsletters official optin orange pagination podcasts preamble promo pum rec reduce rules scrlcnt selall "
     "series sidenav slick spinner submitted success svg taglist tags tel tgl unauth vencntr vf visibility vote wf window wpd ws xsmall xv yk zh"},
    {-12,
     "ajax announcement ask backdrop branding button bx caption cfc checkboxes confirmation controls cookielawinfo creator delete depth descr description "
     "document donate dz excerpt ext firefox fv gchoice guidance hosts icons jf libpto loaded localization lz masthead messenger mfp modals navs networks nl "
     "pn powered qd qk qzu radio rating recent resized reviewed rgba rn rss sd searches semibold sep separator sitemap slug sn stretch subhdr subs subtext "
     "sz tabbable tagcloud third topper totals translate unanswered update votecell vv wpdiscuz yes yr yv yx"},
    {-11,
     "acc account ade age answered bold btm capitalize careers cbd cfb children cn condition copyrights corral cube dno drawer eight empty er exposed face "
     "fake figcap forgot gecko gift gps grey guidelines hdr homepage hp infobar inset italic jax jump kx like loginform lower ly mainmenu mainnav mc med "
     "metadata minor newline nocomments notify opposite orbital ov persistent plain policies preview prod qp qrcode reader recentcomments recirc refresh "
     "remember saved scheme screenreader secondary sidebarwidget standfirst statistics subfooter subgroup subitem switch tex textarea thanks title toast "
     "upload upper upvote webform welcome widget wmn wo wpml xoxo yg zg"},
    {-10,
     "absolute accessible actionbar aef alt always anywhere aria audience bds bloc bn bubble carbon cars ccpa coupon cover crp custom daily digest dp edd "
     "enabled end enews entertainment entries ep equal ex fieldset filter fourth framework grayscale hat headlines headroom icl image important int invalid "
     "inverse keys leaf legacy lf linkbox mlb modified navgroup navmenu nine nudge overline password path peer places popular quicklinks rbox recaptcha "
     "release reveal rights rubric sale sans searchable shipping show sidebar sk slideout suggestion tc teaser tight timer trend trial try uc unknown "
     "visible vu wc wpdcom xf yd ye youarehere zx zy"},
    {-9,
     "actions admin align aligncenter aligned alignleft anon attention attribution autocomplete autor award badges bba bef beige between blk bluesky bo bu "
     "caps cce ceb ced chips choices clp cmt combined coming commentmetadata commons contentc continue count counts createaccount created daf dbe dbf ddf "
     "delay dn dots dy dyn eaa ebook editors fed feed figcaption fine fixer forms freemium gate give handler hatnote hdg head header headerbar helper "
     "helpful href hz iframe inherit initial inline joined kw ky lab layer layers lc lighter loose lstyle lx mainnavigation matter mob mobile mobilenav myr "
     "newest object outbrain owl owner paging phone pingback placeholder player position posted posts pretty qi qm rate rhs rock rr sb send sf short "
     "shortcuts shortlink shows sidepanel silver sitename skin smallest sns solid sort sorting splash sponsor stackexchange statement sticky strip subheader "
     "submission subtitle subtotal suggest syndicated ta tablet teal thumbs tp tracked truncated tx txt vj wishlist wpdiscuzuniqueid wt ww yl zf"},
    {-8,
     "abt activity add adjacent advert advice allowed alternate askstack attributes autoplay backlinks bag beta black bookmarks box bt bw captions capture "
     "carousel cat cate choice cli cnt color companies context countdown deal desk desktop dir dis discarded dismiss distribution dw dx ebb emoji engine "
     "english entities es events exp expanded feb ffffff folded front function gallery gender globalnav gnav gplus gpu hdn headerstyles hero hgroup host "
     "hoverable icon identity ignore ih inputs ios jet jg jy kids ku label le listing lj lu markets media metabar mini minicart mixed moduletable multimedia "
     "nowrap nstab odd only pages pagetitle partial particle peek pend photo photos pkq pos prices publisher ratings redirect res resize revamp ri sas "
     "savings scrolled second sections server shares signature sitewide speech staff sub subcat support supports temp threads tmpl tool toplevel trc tt "
     "ultimate ultra underlined undo unread updated uq us uz vb visitor volume vw weibo wid wider winter zj"},
    {-7,
     "about actnbr ads advancedbtn animation astra backlink banners bbd bc bcm bdrs bdw bhf bj bl blur bootstrap branch btf career ccc clamp class cntr "
     "colored compact contextual cookiestatement copy cursor cybersecurity dac discourse drilldown dynamic eae even excludable fc fde fifth figure flash flb "
     "float flyouts footerstyles foto fs fullscreen fw gf glow grandchild gray groups grow hfs hidden hints hlist hor ia jx light line linklist ll loader "
     "log mainpage map marquee mask me membership micro mobileview must muted navlink notifications nowraplinks num opaque opinion padded paddle partner "
     "payments plugin pm po portable portal prefix printfooter promotion qo quantity ra recentchanges recentchangeslinked right rl rv shell sig size "
     "skiplinks slide specialpages sq strapline string struct su subhead subsections taboola thumbnails time toggleable topmenu tracking true un usa user va "
     "vcard verified voting wd whatlinkshere xfbml xk xw yp yy"},
    {-6,
     "ada articles base bcc bordered cats center cg company contributors ctrl current details discount div dt en ev explore facebook featured ghost group hm "
     "if ip jm landscape lede locked loop more pe point pq se session shortcode small stacked stage static supported tertiary tos tray trigger twelve views "
     "vt wa wm wq xc xt"},
    {6,
     "accessories act against anti based begin cac cap catlinks ccl cross electronics financial format hiring it just laptops look maintenance messaging "
     "operations org oz postbody prism publish seamless south uncustomized watch"},
    {7,
     "ace admonition automation baby bbc bcd beginner cee dad dcb dfa disc early eba eca gadgets getting have hentry innovation interactive internet "
     "javascript know life lost mj multiple over performance platforms practical process properties real security sku software spec storage strong summer "
     "trends yb"},
    {8,
     "agent an bash build businesses cameras catalog claude commands do extend flc for functions furniture glossary go growth knowledge lightweight listen "
     "may microsoft planning plans pro recipe risk secure starts states step steps styling tagdiv tbody used we"},
    {9,
     "async avoid bodytext built buying cab certificate commerce costs different experiences future gl heec hosting nature nodes nz output requirements set "
     "sortable sqs strategy superlative tablist write your"},
    {10,
     "available beyond challenges customize financing graf ik longform looking making mental methods parser plan running rust specs territory use zoho"},
    {11,
     "arabic are benefits budget building checklist comparison dependencies deployment diy environment experience management mso nds own package prose still "
     "tested their thoughts together understand understanding when works you"},
    {12,
     "best choose decimal decision growing human installation introduction makes much need problem syntax systems takeaways than the these times"},
    {13,
     "addons apis cite consider considerations cost define documentation easy setup through uhf where why"},
    {14,
     "alternatives blockquote can configuration factors key nbsp salesforce types"},
    {15,
     "does examples markdown practices run variables what"},
    {16,
     "changes faqs references reflist strike testing"},
    {17,
     "that tocsection using"},
    {18,
     "should"},
    {19,
     "how ingredients"},
    {23,
     "toclevel"},
    {24,
     "concealed cons pros"},
    {26,
     "conclusion"},
}};

constexpr std::array<WordsOfOdds, 36> texts{{
    {-28,
     "copyright reserved 版权"},
    {-27,
     "cookies 权所"},
    {-26,
     "Δ"},
    {-24,
     "commons icp llc"},
    {-22,
     "kommentare sep"},
    {-21,
     "clicking consent newsletter rights trademark"},
    {-20,
     "abbrechen attribution beiträge tumblr unsubscribe 举报"},
    {-19,
     "adresse agree inc ltd trademarks uncategorized"},
    {-18,
     "advertisement footer inbox substackget Ähnliche 图片 查看 系我 邮箱"},
    {-17,
     "akismet impressum interessieren obituaries registered remembering subscribing Â© 点击"},
    {-16,
     "classifieds commissions editorials kommentar policyterms subscribe 可证 息举 您的 收藏 网安 良信 隐私"},
    {-15,
     "adchoices artikel breadcrumb columnists commission cookie deine flipboard hockey slavery 公网 安备 未经"},
    {-14,
     "crossword exclusives ids lanka submitting 友情 告服 声明 情链 新媒"},
    {-13,
     "affiliate affiliates enjoys informative legitimate licensed marked tel 房产 打印 正文 登录 表评 首页"},
    {-12,
     "accordance bitte cancel dec fri journalism wp writer 浏览 违法"},
    {-11,
     "advertising anytime associates ave categorized erhalten lt nov passionate please privacy rechte respective sitemap ste suggestion turner 转载"},
    {-10,
     "articles avenue browser clarification contents earn email enthusiast insightful mail newsletters oops pm policy purposes rev site sorry subscriber "
     "teilen unchanged unserem unseren 授权 来源 法和 许可"},
    {-9,
     "acknowledge advertisements advisory affiliated agreeing analyze antwort blogger celebrates diagnosis disclaimer educator entrepreneur getty "
     "informationen loves marketer mon newsroom permitted published reply sa seite spam 传播 作者 资讯"},
    {-8,
     "adviser anonymous antworten ba datenschutz foto fox links reader santa submission unlocked vacuums website yours 广告 账号"},
    {8,
     "able accommodations accountant achieved adequate adipisicing adopting advances aesthetic afternoon ages aligns allow also alt another approach "
     "architectures areas assignments attracts attribute automatically average backing basically becomes bedroom bekannt benchmarks beware bother branches "
     "breach breath brick brighter butter carries catering charging chip clunky coding collaborative collecting compatibility compatible completion "
     "considered consolidation construct consultants contract controlled controls core cost currencies databases decent demonstrate depending deployed "
     "describe designers detail deutschen develop developing dictate difference difficulty diverse drivers dual dump durable eine einem einer emoji "
     "emphasizing entire entities ersten establishing exactly examine excel excellent expenses explicit expression exterior extras fabric facial faqs fiber "
     "figured files filtering flexible focus foot formal graph grounded grund hand happens hard harness hasn hone illustrates im inbound increased "
     "increasing inference influencing installed investment investments iso jenny juggle kein key layer layout lb lead leaning leaves let leverage linen "
     "literacy localized locally magna majority matter meal means meat mesh mess migrate minimize mix modular motivate movement myriad native natively "
     "needed needs newer nun optimized overlap paced parallel physical placement pointer points pose position potentially presence pretty preventing "
     "priority probably programmers propose proposition prototype proved proves rapid rare recap reduction refers repairs represents resistant rich sagt "
     "sauce schön seamlessly seeking serving sets shaped sheet shift shortage shortcut shorts sich signals simple single six spaces spectrum spices "
     "sunlight supportive surprisingly sustained takes taking tens than thirty transformative true tweak ultimately unserer upper usability variables "
     "versatility versus walking walls warning when worn zweiten 一年 不同 出了 出的 动力 响。 回到 工业 应用 度的 建设 往往 感受 "
     "既然 是对 更大 核心 正确 比较 的中 的主 的人 的作 的是 的最 的那 真正 竞争 简单 精神 能够 自己 自由 表现 "
     "身体 里的 重要 难以 需求 面对"},
    {9,
     "abandoned accelerating according actively acts actual actually adapt addition adjustable affects affordable aim algorithm alone along although ambient "
     "annually appeals atmosphere attention backend baked barry bear because beginning behave belief bells beneficial bereich billion bis bizarre blocks "
     "blur border broke brought brush built bullet busy but calculating calling came capture carefully charger charming checks classification cleanup closer "
     "combination competitive completing complicated composed compromise concepts concerned conclusions configured confusion consensus consider conspiracy "
     "containers containing context coordinated cornerstone costly creating creation criticism crowd cumbersome cuts cutting darf dazu decades declining "
     "demands despite didn dietary diff differ differentiate dip distinguish documented dort drawback drawer dress dynamics earlier easier easily edges "
     "efficiency efficient element elevating embedding embracing emerged endless ensures equipped essentially estimates even everybody evolves expects "
     "experiencing experiment experiments exports exposed extra facilitate factory falling final fixed floating floors foam focused fold forbes forgiving "
     "formats foundational frage frame furthermore gaps gathered gemacht generates globe granted hadn handles happened hat hatte hell highly hold honest "
     "hungry ibm ihren implicit important imports incentives includes incremental infinite inherent inspect instantly integrate intense intensive "
     "intentional introduction invisible iron isolation issued iterative jahr jeden kann knew knife kommt labels lack lays lbs lean letzten likely limits "
     "lines logic longer lose lucky machen maintain many maple markup meaningful mechanisms memory mid mirror myself nearly numerous nut nutzen objects "
     "offering opened operation organizers oversight ownership packaged packages partial partnering payload perfectly period phase pipe plethora poor "
     "portfolios ports ppc precisely predictive prefer presented projected promised protecting punch put quarter quarters rank rarely ratio readily realm "
     "recycled reflection regular reliably relied rely remains removing renovations repeating representing resolved responsive rewrite roadmap rooms root "
     "rubber rule sacrificing salt satisfied scalable scope screenshots sectors securing seem segmentation sehen sei sends sense sentence separately settled "
     "several sharp shifted shoe shots sibling situation skill skilled slip slow some somewhat sophisticated sound spanning specialize specifics specs "
     "spread stairs standalone standard stayed steel steps stops strengthen stretch struggling styles suggests surface surprised sweat switch syntax tables "
     "tall tapping tear technically technique tells tempor tempting terminal that them they thorough though throwing ties timelines timing token tool "
     "trigger trip ts tutoring twitch two türkçe upgrading urged useless usually utilizing ux various visible visually visuals warnings waste way wenig "
     "were while wiring workflow workload workloads workspaces worthy wrapped younger yourself zudem zusammen 不仅 不是 不能 中有 中的 主任 "
     "也在 也就 也是 事情 人员 人类 会发 传统 关系 其实 决定 出来 到了 到的 动的 努力 区的 去了 只有 增长 展的 "
     "应的 式的 当然 得了 快的 性。 所在 指数 挑战 方法 时候 是这 条件 标准 概念 深入 独立 现了 的同 的学 的方 "
     "的民 的角 相当 而且 能。 获得 还有 这一 进一 进的 适合 那些 长的 题。 风险"},
    {10,
     "ability accepting accessible accommodate accountants acquired adjust advantage advantages aiming alien aliqua allowing approachable arbitrary arm "
     "assets attract automate avoid aware backwards bamboo bases beaches besteht bins bite blends boosted boundaries breathable bridges brings bulk buttons "
     "capabilities cardio caused challenging cheapest chin cleaned closely clouds codebase colour combined combines comfy common communicate competent "
     "complex concentrate conducted consequences conservative constraints contracts corners credentials credibility crisp criteria daher dass dataset "
     "decline deeper defined defining demonstrated demonstrating denn dense desire different digging disk doesn dolore draw drawbacks duis economies einmal "
     "eliminates emotions emphasize enabling encountered encouraged engines enhancing established example exceeds experimental expose extend extremely "
     "factor factors fat fest few findings fixtures flavors foliage following friction geared given glasses goal gonna gorgeous grab grains grasp groceries "
     "handed handled handling hassle hitting hundreds identifies implemented implementing importance improving incididunt increases inevitably influences "
     "initial innen integrated integration interpret introduces invaluable itself justify klar kleine labeled labore lange later layouts length less lightly "
     "limitations lined literal lot louisiana macos makes manner meals measured measures menschen mentioning milestone minded mood much neck nodes notable "
     "nowadays nutrient nuts oktober once ongoing operate organizational organized organizing outlook overnight pair passive patch patience pattern performs "
     "periodically plays pointed polished portability possibility powerhouse premise prioritization prioritizing proactive proficiency progress proper pros "
     "prospects publicly rack recht recordings reduced relatively remain replaced reputable responsiveness rice rivers robust rotation said same saturated "
     "scenes scheduling scripts seated segments sequence setups shallow shoulders shouldn shy significance simplest simplifies sing sitting situations "
     "skipping smbs soil solving sorting specific specifying squeeze stands staples stick stripe structure sturdy suggesting surfaces surprises surveys swap "
     "syncing tabs tackle talented texture themselves there thermostats throughout tofu topped touchscreen toward traditional transformed treated trend "
     "typical underlying unhealthy very volume volumes wasser watson wet wooden worry zones 。一 。从 。他 。其 一些 上了 也没 了一 事实 "
     "他们 以来 们的 作出 例如 分析 及其 可以 因为 多数 大部 好。 定的 家庭 就不 就可 已经 并非 强烈 很快 性的 "
     "成立 执行 改革 是由 显示 普通 最终 满足 的前 的发 的实 的形 的思 的目 的资 确的 程中 程的 经验 缺乏 能力 "
     "行了 超过 过程 这些 这是 造成 都是 间的 限制 首先"},
    {11,
     "achievement advancements agile among analysts apart appealing aren array aside aspects assemble assessing assured autonomy avoiding backups bacteria "
     "baseline basis baskets behaviors billed blob bodies both boundary calorie capable centered centralized characteristics chemical clean clever comes "
     "compact compile compromised confusing consistency consistent consistently consuming continuously convention correct cursor dabei datasets debris "
     "departure dependencies determine determined dig distant dramatically each edits either emotional engaged enhances ensuring erste establish evaluations "
     "excessive excluding execute execution existing exists expecting exploration exposure extends facilitates felt fitting fonts formed frontier fruits "
     "gained gives grows große handle harder hd higher hourly however hung hyper ideally identified identify implementation implications improved inches "
     "include inconsistent indicating integer intimidating isn iteration itinerary judgment lacking lag largely lastly learns legally letting levels "
     "leveraging lie lifting lower lässt mean meaning measurable minimizes modeling moderate mold multiple nail naturally nuances nulla nvidia offline ones "
     "palette paths patterns plate played poorly popping possibilities protein protocol prototypes pulling puts remarkably responded resulting rounded schon "
     "serious sheer significantly simplicity sit sleek slot socks somewhere specification stability stacks statt steady strategically strengths stretching "
     "substantial sugar switching talked terminology textures then tl tokens transparent triggered triggers tune upfront vetted viel warmer weak wichtig "
     "widespread wildly 。但 。当 上。 两个 中。 之一 人都 以为 价值 体的 保持 分别 受到 变化 各种 国有 复杂 外的 多的 "
     "它的 年龄 很大 心的 思想 情况 按照 改变 有人 有所 正是 然后 物的 理的 生的 用的 的信 的天 的时 的研 的自 "
     "的问 而是 虽然 许多 进入 除了 领域"},
    {12,
     "achieving additionally adopt aesthetics alignment armed asleep assess assigned attracting balances begin between breathing budgets builds calories "
     "carried cheaper collaboration commonly competitor component conf consideration customizable cycles decide demanding depends distinctive diving doch "
     "elements elevated emerges enim enough entirely er evaluating evolved executed expanding expected expensive familiar fits flying foods fostering "
     "frustrated ganz geo granular habe holds ideal incorporating indeed instead integrating intention interacting interface involves jedoch jim landscapes "
     "lasts layers lengthy logs macht measurements mere merged minimal minor occur often onto overall overwhelmed particular pieces priced priorities "
     "prioritizes producing pull pushing quickly recognizing regardless regularly replacing require rows saying schedules seine separate shifts sized "
     "slightly slower smaller soft solid soy stainless starters stays structural tackling temporary thereby thoroughly three throughput timeline tone tones "
     "tons tricky undoubtedly uploaded upon wasn wider worried zeit 、中 一、 一种 下的 作为 作用 其中 只要 在一 好的 有了 每一 "
     "水平 理解 的不 的两 的话 这样 速度 采访 面的"},
    {13,
     "aligned allows angle anticipate assuming axis balancing besonders bones compares completely compound concentration concise cons considerations "
     "converted curve deciding density deshalb differently discipline distribute divided enables encourages encryption enormous equivalent especially etwas "
     "fabrics flows focuses footprint fortunately frequent generous handful immediately importantly impressive increasingly introduce lets motivated "
     "motivation needing nisi obtain obvious oils opposed opting organize overwhelming passing penny possibly produces quietly relying replacements "
     "resilient routines runs seinen sensitivity shame shifting showed significant sliding somebody sometimes stable steeper tasks tend tends toilet "
     "toothbrush vor waren worrying 。因 下来 产生 具有 因此 基础 学的 并不 当时 成了 才能 接受 提出 有的 本的 来。 法。 "
     "的原 的结 记者 都会 随着"},
    {14,
     "accurately adjusting align argue attendees automations breadth chest clearer clearly compared compression conscious coordination counts creates culpa "
     "cupidatat darauf define detect disadvantages drawn ebenfalls effectively eines energie entity entwickelt eventually evolving exist expectations "
     "extract finished focusing gaining gerade herbs highlighting hopefully inputs intuitive laid larger layered logical mistake modest momentum niche "
     "protects refine removes represent schema showcasing steep strict suffer superior thus tidy tiered typically verdict vulnerabilities 利益 有什 "
     "来的 的情 要的"},
    {15,
     "adaptability adapted adapts adhering affordability afraid alternatively anticipated backward begins breaches broader caution chemicals collaborating "
     "concurrent conducting consciousness converts delicate denen distinct encompassing encourage exposes feels firmware flavor flexibility follows fronts "
     "führen gather generally greatly ihres immense imperative imperfections improves incorporate inefficient initially instruction lacks latency liegt "
     "limitation mainly mature maßnahmen mindset mitte motivating nichts noticeably nutrients nächsten openly outdated paar permanently plugged reducing "
     "refinement relies remind reproduce requiring revealing risky scattered separated simultaneously soll sollte sounded staple stellar streamlined "
     "suitable task tasted thumb tight toothpaste touches trajectory unauthorized utf verschiedenen wages weaker wegen whenever 一句 业。 业的 为自 "
     "之外 会。 体系 几乎 力。 化。 同的 完全 实际 对此 小的 尽管 并没 整个 时期 有可 有着 果。 的动 的经 的表 "
     "的要 认为 说是 达到 阶段"},
    {16,
     "altogether assign beispiel beneath bereits berries bietet combining complexities contributes conveniently curl dafür daunting dependency desired "
     "differs dimensional distractions evenly excepteur experimentation extraction familiarity favored fundamentally ging heißt hood immersive incur "
     "individually integrates intensity introduced latter limiting markers minimizing moreover obstacles occaecat output paradigm reaching render repeatedly "
     "repository requires reshape searchable sieht smallest stems stood surroundings synchronization tendency toast unreliable wurden zeigt 。对 。所 "
     "会的 入了 况下 制度 十分 反应 句话 大多 年以 无论 是他 是要 最好 本身 生。 的政 的理 的过 符合 自身 要求 "
     "际上 高度"},
    {17,
     "accomplished addressed adjustments aligning attractive aufgrund aute avoids bundled caters ceilings cillum cluttered commitments communicating "
     "comparable complexity compromising consume crucial deliberately erst extent finishing gauge infused irure iterate maintaining necessity noisy notably "
     "outputs overhead prevents prioritize profound qui remarkable repeated reprehenderit salaries scenarios shines sogar sommer sowohl specialized steadily "
     "stressful structured thankfully tolerate utilize versatile willingness zwar 。在 。这 化的 形成 指出 时的 点。 现象 由于 的产 "
     "的意 程度 认识 集中"},
    {18,
     "amounts angles annoying arrange bisher conclusion coordinate evolve fingers fugiat implements interfaces pariatur popularity reasonable reduces slight "
     "smoother straightforward takeaways unnecessary urls velit voluptate 不少 为这 力的 动。 同样 就会 然而 的基 过去"},
    {19,
     "aliquip consequat consumed dominated esse exercitation frustrating gradually laboris minim nostrud quicker reusable sondern stakeholders tiers "
     "traditionally ullamco unsure veniam wer whom wrapping 充分 的重"},
    {20,
     "adaptable alter drastically instance primarily strongest während 行的"},
    {21,
     "rewarding standout timer unclear unlike widely"},
    {22,
     "allem committing elegant emphasizes parameters suddenly"},
    {24,
     "equally"},
    {26,
     "involve"},
}};

}  // namespace

const std::span<const WordsOfOdds> name_words(names);
const std::span<const WordsOfOdds> text_words(texts);

}  // namespace webclip::extract
