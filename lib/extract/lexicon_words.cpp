// Written by test/extract/extract_train.cpp; do not edit. Words by tenths of log-odds, learnt from 1529 hosts
// of the page sets named in block_model_weights.cpp, November 2026.
#include <array>

#include "lexicon.h"

// clang-format off
namespace webclip::extract {
namespace {

constexpr std::array<WordsOfOdds, 51> names{{
    {-38,
     "login subscribe"},
    {-36,
     "copyright respond"},
    {-35,
     "signup textwidget"},
    {-34,
     "modal"},
    {-33,
     "cookie popup"},
    {-32,
     "colophon commentform consent"},
    {-31,
     "cookies"},
    {-30,
     "bio complementary contentinfo"},
    {-29,
     "footer"},
    {-28,
     "follow form"},
    {-26,
     "akismet browser call pinterest subscription utility"},
    {-25,
     "disclaimer foot notice"},
    {-24,
     "authors buttons byline jetpack onetrust register sdk trending"},
    {-23,
     "comments error input pop youtube"},
    {-22,
     "alertdialog checkbox gwiv inverted job previous sharedaddy srt sublabel zk"},
    {-21,
     "auth biography flyout gfield honeypot legal nhmvt nocontent opt popover submenu subnav switcher widgettitle"},
    {-20,
     "cta disabled fdl feedback gform notes policy privacy prompt required socials subscriptions tagline toolbar yeh"},
    {-19,
     "address author banner download dpd email fields gdpr grpcntr grpdesc iab megamenu prev registration robots searchform slogan submit timestamp "
     "validation visually widgets"},
    {-18,
     "bar bva byuser channel comment contributor desc egz ellipsis fade fu kdgcq likes logged mwbum overlay request social tooltip topbar whatsapp"},
    {-17,
     "alert config contact credit ctas dek demo floating grp help ixi labels logo lw newsletter orange partners profile published quantity reddit related "
     "relatedposts revoke search sel sign signin touch videos weather xplw"},
    {-16,
     "affiliate asset btn btns bypostauthor captcha comm commenting date dropdown inactive info message mission notices ot subscriber terms textfield "
     "thankyou topnav unloaded vjz"},
    {-15,
     "abaz archives bottom captioned cart communities confirm credits dialog disclosure dm dme dotdash exit fail ginput gov gravatars hours justified law "
     "listbox modified notification opacity ow recommended rg ru rz rzmkn searchbar settings suggestions thread tumblr tz uppercase validate"},
    {-14,
     "alignright blurb byy cancel chkbox controller dateline djyq dot embed flair gravity guest initialized jn lastmod lazyload license lq lst menu msg navi "
     "opts pager picker pinned popmake prefooter print pum reply selector shape share sharing signed sponsored stretch survey te thank ugd votes warning "
     "wpcf yarpp yo ztukr"},
    {-13,
     "below breaker burger bylines calendar chrome combination contains controls dates discussion done dvrm eh extras fj fltr fp gsy hint hostcntr interest "
     "intrinsic invisible leftnav licntr lightbox loading locations logout lv menus nav newsletters oc official optin playlist podcasts preamble programs "
     "reactions rec reviewed rules scrlcnt selall series slick spinner submitted success tgl transform unauth url username vencntr vf window wmx wpd ws "
     "xsmall xv zh"},
    {-12,
     "action ajax announcement archive backdrop button bx caption cfc checkboxes close cn confirmation cookielawinfo creator datetime delete depth descr "
     "description divide divider document donate excerpt ext extrabold gchoice guidance headers headline hed hosts icons init libpto loaded localization med "
     "mega menubar messenger meta mfp modals networks nl pointer policies qd qzu recommendation reduce resized rgba rss sd searches sep subhdr subs svg sz "
     "tabbable tel third totals unanswered update visibility wpdiscuz yes yr yv zd"},
    {-11,
     "acc account ade age answered aside avatar bold btm careers cbd cfb copyrights corral cube dno drawer dz eight end er exposed extra face fake figcap "
     "flat forgot gecko gift gps guidelines half hdr hide homepage hot hover hp individual infobar initial jax listitem loginform mainnav mc metadata minor "
     "navbar navigation navs nocomments notify opposite pagination persistent photo plain powered promo qr radio rating recent recentcomments recirc refresh "
     "remember saved scheme screenreader scrollbar secondary sidebarwidget slug sr standfirst statistics subfooter tex thanks translate upload vote votecell "
     "vv webform welcome wmn wo wpml xoxo yg yk zg"},
    {-10,
     "accessible actionbar ada aef afa alt always anywhere aria ask attribution bds bloc bn carbon cars coupon crp daily edd empty enabled enews equal ex "
     "fieldset fourth framework grayscale headlines href icl image important insert inset int invalid italic keys leaf like linkbox lower ly mainmenu "
     "masthead mlb navgroup navmenu newline nine orbital overline password path peer places preview prod quicklinks rbox reader recaptcha release reveal "
     "rights rubric sale searchable semibold shipping short shows switch tags tc tertiary textarea tight timer toast topper trial try unknown upper upvote "
     "vu wc wf widget wpdcom xf yd ye youarehere zx"},
    {-9,
     "about activity adjacent admin aligncenter aligned alignleft allowed anon attention audience autor award badges bba bef blk bluesky breadcrumb bright "
     "bubble caps cce ccpa ceb ced choices clp cmt combined coming commentmetadata commons contentc continue counts createaccount daf dbf ddf delay dn dp dy "
     "eaa ebook editors es fed feed filter fine fixer forms freemium fv gate give handler hatnote head headerbar helper helpful hz icon jf joined ky lab "
     "lede legacy lf lighter links lj loose lstyle lx mainnavigation matter mob mobilenav myr newest odd outbrain ov owl owner pagetitle pingback position "
     "posted pretty rate rhs rock sans separator sf shortcuts shortlink sidepanel silver sitename slideout smallest sns sorting splash sponsor stackexchange "
     "statement strip subgroup subitem submission subtitle subtotal suggest syndicated ta teal teaser title tp tracked trc tx txt uc wishlist wt yl"},
    {-8,
     "absolute abt actions add advice align alternate askstack autoplay backlinks bag banners beta between bo bookmarks box bt bw captions carousel cate "
     "children chips choice cli cnt companies context contextual countdown cover created dbe deal dir dis discarded distribution dots dw dx dyn eae engine "
     "english entities events exp fc fde feb function gallery globalnav gnav gplus grey hdg hdn hgroup host identity ignore ih images inline inputs inverse "
     "ios jg kids kw layers lc le lu markets media member menuitem metabar minicart mobile moduletable multimedia nowrap nstab nudge opinion pages paging "
     "partial particle peek phone photos popular posts prices publisher redirect res revamp sas sb scrolled send server shares show sidebar sitewide solid "
     "sort speech staff static strapline subheader subtext suggestion support tagcloud threads thumbs ticker time tmpl toggle toplevel ultimate underlined "
     "universal unread us uz variation vb visible visitor weibo wid wider winter wpdiscuzuniqueid zf zi zj"},
    {-7,
     "actnbr ads advancedbtn advert astra attributes bbd bdrs bdw bhf bj black blur bootstrap branch branding breadcrumbs btf career cat cats class cntr "
     "collapsed color colored compact contributors cookiestatement copy count custom dac desk details ebb emoji entertainment even excludable facebook "
     "ffffff fifth figcaption flash flb float footerstyles foto four front fullscreen gender gf glow gpu gray groups header headerstyles headroom hero hfs "
     "hidden hints hor hoverable ia label linkedin linklist listing log lost lz mainpage mask membership micro mixed mobileview mono must navlink object "
     "only opaque options padded paddle partner payments pe pend placeholder plugin portal pos printfooter recentchanges recentchangeslinked reverse rl rr "
     "savings second shell shortcode sig signature sitemap size skin skiplinks slide sn specialpages sq stars stock strike struct subcat subsections "
     "supported supports tablet taboola temp thumbnails toggleable trend tt un undo updated uq usa user va vcard vj volume vw wd whatlinkshere wpp ww xfbml "
     "yp"},
    {-6,
     "animation articles baseline bc bcc bfc bolder bordered center company condition deals duration en ev expanded eyebrow fcc fs grow gsx hm holder "
     "inherit jx kz layer loader locked marquee me more notifications num overview part player portable prefix publication qk qo qt relaxed rem resize right "
     "se sections session shrink stage sub tool topmenu tos true truncated twelve ut vt wq xk xt"},
    {6,
     "accessories against anti automation cap catlinks ccl components cross dcb electronics financial getting git guide hiring launch maintenance mo null "
     "operations org oz picks prism pro publish roundup south storage strong summer takeaways transportation uncustomized zs"},
    {7,
     "ace act admonition apis baby bbc beginner beginners bi cameras cee challenges commands cybersecurity dad early go gt have hentry innovation "
     "interactive internet javascript kadence know knowledge life mj multiple of performance platforms postbody practical process properties real rust "
     "security smooth styling table tagdiv trends we write yb zoho"},
    {8,
     "agent an avoid bash build bullets businesses cab claude commerce dfa do eba extend flc for functions furniture gadgets glossary growth heec hn "
     "lightweight look may nature nodes over planning recipe risk sqs starts step steps used"},
    {9,
     "addons async available bcm bodytext buying certificate costs different experiences factors financing future gl listen nbsp nz output plans pu run set "
     "software sortable states strategy your"},
    {10,
     "arabic beyond checklist dependencies disc examples experience graf ik longform looking management mental parser plan prose running tablist territory "
     "through use where"},
    {11,
     "are best budget building catalog changes counter deployment diy environment growing key making mso nds own package still tested their together types "
     "understand understanding when works you"},
    {12,
     "benefits decimal decision human makes much need problem secure systems testing than the these times uhf"},
    {13,
     "alternatives choose cite comparison configuration consider considerations cost define documentation easy installation references what why"},
    {14,
     "blockquote can faqs markdown practices salesforce setup"},
    {15,
     "conclusion does toc variables"},
    {16,
     "reflist should"},
    {17,
     "ez ingredients that using"},
    {18,
     "tocsection"},
    {19,
     "how"},
    {20,
     "concealed"},
    {21,
     "strikethrough"},
    {22,
     "pros"},
    {23,
     "cons"},
    {24,
     "toclevel"},
    {27,
     "hierarchy"},
}};

constexpr std::array<WordsOfOdds, 38> texts{{
    {-28,
     "cookies reserved 版权"},
    {-27,
     "copyright 权所"},
    {-25,
     "Δ"},
    {-24,
     "commons icp"},
    {-23,
     "llc"},
    {-22,
     "kommentare sep trademark"},
    {-21,
     "clicking consent newsletter rights"},
    {-20,
     "abbrechen attribution beiträge tumblr unsubscribe 举报"},
    {-19,
     "adresse agree inc ltd trademarks uncategorized 系我"},
    {-18,
     "advertisement footer inbox substackget Ähnliche 图片 查看 邮箱"},
    {-17,
     "akismet impressum interessieren obituaries registered remembering subscribing Â© 点击"},
    {-16,
     "classifieds commissions cookie deine editorials kommentar policyterms subscribe 可证 息举 您的 收藏 网安 良信 隐私"},
    {-15,
     "adchoices artikel breadcrumb columnists commission flipboard slavery 公网 安备 未经"},
    {-14,
     "campbell crossword exclusives ids legitimate submitting 友情 告服 声明 情链 新媒"},
    {-13,
     "affiliate affiliates enjoys informative marked 房产 打印 正文 表评 首页"},
    {-12,
     "accordance advertising ave bitte cancel dec fri journalism licensed passionate privacy sitemap tel wp writer 浏览 登录 违法"},
    {-11,
     "anytime associates browser categorized erhalten lt please policy rechte respective ste suggestion turner 转载"},
    {-10,
     "advisory anonymous articles avenue ba clarification earn email enthusiast entrepreneur glad informationen insightful loves mail marketer newsletters "
     "newsroom nov oops pm purposes rev site sorry subscriber teilen unchanged unserem unseren 授权 来源 法和 许可"},
    {-9,
     "acknowledge advertisements affiliated agreeing analyze antwort celebrates contents datenschutz diagnosis disclaimer educator getty mon published reply "
     "sa seite spam unlocked 传播 作者 广告 资讯"},
    {-8,
     "adviser antworten blogger cached cc cleveland footnotes foto fox freelance links ny reader receive replies santa strictly submission telephone vacuums "
     "ventures wales website wed yours 协议 所有 账号"},
    {8,
     "actively actually addition adipisicing adopting advances affects affordable afternoon ages aggressively aligns allow along alternate although annually "
     "another appeals approach architectures assignments attracts attribute bear bedroom beginning benchmarks beneficial bizarre blur bother branches breath "
     "brick bridges brighter brought bullet charging cheapest cleanup coding compatible completion considered construct constructed containers containing "
     "contract costly crowd cumbersome currencies cutting darf defining demands deployed describe dictate didn diff difference documented dort dump durable "
     "einem embedding entire establishing estimates exactly examine expenses explicit exposed expression exterior extra extras faqs fiber filtering final "
     "fixed flexible focused foot frage furthermore granted graph grounded grund happens harness hatte hone ihren illustrates im implicit includes "
     "inefficient inference infinite influencing instantly intense intentional invisible iron jeden jenny juggle knew labels lack landscapes lbs leaning "
     "likely localized longer lose machen magna majority many memory mesh mess migrate nearly needs notable numerous nun objects offering optimizations "
     "overlap oversight parallel partnering payload perfectly period phase physical placement plays pointer points portfolios position potentially "
     "predictive prefer priority propose proposition protecting proteins proved put quarters rare reduction refers reflection rely remains renovations "
     "resistant rule sagt scalable schön scope seeking sends several sharp shoe shortage shorts shots sibling sich signals simple six skill smbs somewhat "
     "spaces specialize stairs steps stick struggling styles supportive surprisingly switch syntax tables taking tasting tempting triggering tutoring tweak "
     "twitch two understands upper usability variables versus visually vulnerable warning warnings when workflow workload workloads younger 一年 不同 "
     "不能 中有 主任 事情 人类 其实 出的 到的 区的 响。 度的 建设 式的 挑战 更大 条件 核心 正确 的主 的人 的作 "
     "的是 竞争 精神 能够 自己 还有 进的 那些 重要 难以"},
    {9,
     "abandoned accelerating accepting accommodate according acquire acts actual adapt adjustable aim aiming algorithm alien aliqua alone ambient analysts "
     "arbitrary aside assets atmosphere backend backing baked barry because behave belief bells bereich billion bis boosted boundaries broke brush built "
     "bulk busy but buttons calculating calling came capture carefully challenging charger charming checks chin classification closer combination "
     "communicate competitive completing complicated composed compromise concentrate concepts concerned configured confusion consensus consequences consider "
     "conspiracy constraints contracts controls coordinated cornerstone correct creating creation credentials crisp criticism cuts dazu decades declining "
     "deeper despite dietary differ differentiate dip distinguish drawback drawer dress duis dynamics earlier easier easily economies edges efficiency "
     "efficient elevating embracing emerged encountered endless engines enhancing ensures equipped essentially even everybody evolves expects experiencing "
     "experiment experimental experiments exports extend extremely facilitate factor falling floating floors foam fold following forbes forgiving formats "
     "foundational gaps gathered gemacht given globe hadn handled handles happened hat highly hold hourly hungry ibm identify important imports inbound "
     "incentives incididunt incremental inevitably inherent innen inspect integrate intensive invaluable isolation issued iterative itself jahr kann knife "
     "kommt labore lange later lays lean letzten leverage limits lines logic lucky macos maintain markup meaningful mechanisms menschen mentioning mid "
     "modular myself nuts nutzen ongoing opened operation overnight ownership paced packaged packages patch patience pattern performs pipe plethora poor "
     "possibility precisely presented priced programmers progress projected promised punch quarter rarely ratio readily realm recordings regular relatively "
     "reliably relied remain removing repeating replaced representing resolved responsive rewrite rooms root sacrificing said salt same satisfied scenes "
     "scheduling screenshots sectors securing seem sehen sei sense sentence separately settled setups shifted shouldn significance sitting situation skilled "
     "slip slow soil solving some sophisticated sorting sound spanning specification spread standalone standard stayed steel steeper stops strengthen "
     "stretch suggests sunlight surface surprised surprises surveys swap sweat tall tapping tear technically technique tells tempor terminal that them "
     "themselves there they thorough though throughout throwing ties timelines timing token tool touchscreen toward transformative transformed trend trigger "
     "trip typical türkçe underlying upgrading uploaded urged useless usually utilizing visible visuals wasser waste way webcam wenig were while wiring "
     "workspaces worthy wrapped yourself zudem zusammen 上了 不仅 不是 中的 也在 也就 也是 人员 他们 以来 会发 传统 关系 决定 "
     "出来 到了 动的 努力 去了 只有 增长 大部 好。 就不 展的 应的 当然 很快 得了 快的 性。 所在 指数 改革 方法 "
     "时候 是由 是这 标准 深入 满足 独立 现了 的发 的同 的学 的方 的民 的目 的角 相当 缺乏 而且 能。 自由 获得 "
     "这一 这样 进一 适合 造成 长的 限制 题。 风险 首先"},
    {10,
     "ability accessible accountants acquired adjust advantage advantages agile allowing among apart approachable aren arm assemble attract automate "
     "autonomy avoid avoiding aware backwards bamboo bases beaches besteht bins blends blocks bodies both brings capabilities cardio caused characteristics "
     "cleaned closely clouds codebase combined combines comfy common competent compile complex conclusions conducted conservative context corners "
     "credibility criteria cursor daher dass dataset debris decline defined demonstrated demonstrating denn dense desire different digging disk doesn dolore "
     "draw drawbacks einmal element eliminates emotions emphasize enabling encouraged engaged established example exceeds existing exists expose factors fat "
     "felt fest few findings fixtures flavors foliage fonts frontier geared generates gives glasses goal gonna gorgeous grab grains grasp groceries handed "
     "handle handling hassle hell higher honest hundreds identified identifies implementation implemented implementing importance improving inches include "
     "increases influences initial integrated integration interface interpret introduces itinerary justify klar kleine labeled layouts length less levels "
     "lightly limitations lined literal lot lässt makes manner meals measured measures milestone minded minimizes modeling mood much neck nodes nowadays "
     "nulla nutrient oktober once operate organizational organized organizing outlook pair palette passive periodically plate pointed polished popping "
     "portability ports powerhouse premise prioritization prioritizing proactive proficiency proper prospects publicly rack recht reduced reps reputable "
     "responsiveness rice rivers robust rotation rows saturated schedules schon scripts seated segmentation segments sequence shallow sheer shoulders shy "
     "simplest simplifies sing sit situations skipping specific specified specifying squeeze stands staples strategically strengths stripe structure sturdy "
     "suggesting surfaces syncing tabs tackle talented texture then thermostats tofu topped traditional treated triggered triggers unhealthy verdict very "
     "viel volume volumes watson wet wichtig wooden worry zones 。一 。从 。他 。其 一些 也没 了一 事实 产生 们的 作出 例如 分析 "
     "及其 可以 各种 因为 国有 多数 定的 家庭 就可 已经 并非 强烈 性的 成立 执行 按照 显示 普通 最终 有人 生的 "
     "的前 的实 的形 的思 的资 确的 程中 程的 经验 能力 行了 超过 过程 这些 这是 都是 间的 除了 领域"},
    {11,
     "achievement advancements appealing armed array aspects assessing assured backups bacteria baseline basis baskets behaviors billed blob boundary "
     "breathable breathing calorie capable centered centralized chemical clean clever comes compact compromised confusing cons considerations consistency "
     "consistent consistently consuming continuously convention dabei datasets decide demanding departure dependencies determine determined dig distant "
     "dramatically each edits either elevated emoji emotional enhances enough ensuring erste establish evaluations excessive excluding execute execution "
     "expected expecting exploration exposure extends fitting formed friction fruits gained geo grows große harder however hung hyper ideally implications "
     "improved inconsistent indeed indicating instead integer interacting intimidating isn iterate iteration judgment lacking lag largely lastly learns "
     "legally letting lie lifting lower mean meaning measurable minimal moderate mold motivation multiple nail naturally nuances nvidia offline overall "
     "overwhelmed paths patterns poorly possibilities priorities prioritizes protein protocol prototypes pulling puts quickly recognizing regularly "
     "remarkably responded resulting rounded saying seine separate serious significantly simplicity sleek slot slower smaller socks soft somewhere stability "
     "stacks statt steady steep stretching structural substantial sugar switching talked terminology textures thoroughly three throughput tokens tons "
     "transparent tune upfront vetted warmer weak widespread wildly 、中 。但 。当 一种 上。 两个 中。 之一 人都 以为 价值 体的 "
     "保持 其中 分别 受到 变化 只要 复杂 外的 多的 好的 它的 年龄 很大 心的 思想 情况 改变 有所 正是 然后 物的 "
     "理的 用的 的信 的天 的时 的研 的自 的问 而是 虽然 许多 进入 面的"},
    {12,
     "achieving additionally adopt aesthetics aligned allows angle anticipate assess assigned attracting balances begin between budgets builds calories "
     "carried cheaper collaboration commonly competitor completely component conf consideration converted curve customizable cycles depends detect "
     "discipline distinctive diving doch elements emerges enables encryption enim entirely equivalent er evaluating evolved executed expanding expensive "
     "facilitates familiar fits flying foods fostering frustrated ganz granular habe holds ideal immediately impressive incorporating integrating intention "
     "involves jedoch jim lasts layers lengthy leveraging logs macht measurements mere merged minor nisi occur often ones onto opposed organize particular "
     "pieces played producing pull pushing regardless relying replacing require shifts showed sized slightly solid somebody sometimes starters stays "
     "tackling temporary tend thereby timeline tone tones tricky undoubtedly upon wasn wider worried zeit 下的 作为 作用 在一 有了 本的 每一 "
     "水平 法。 理解 的不 的两 的原 的话 速度 采访"},
    {13,
     "align alignment asleep assuming axis balancing besonders bones compares compound concise conscious deciding density deshalb differently disadvantages "
     "distribute divided eines encourages enormous especially etwas exist fabrics flows focuses footprint fortunately generous handful highlighting "
     "hopefully importantly increasingly introduce lets momentum motivated needing obtain obvious oils opting overwhelming passing penny possibly produces "
     "protects quietly replacements represent resilient routines runs seinen sensitivity shame shifting significant sliding stable stainless tasks tends "
     "toilet toothbrush typically vor waren worrying 。因 一、 下来 具有 因此 基础 学的 并不 当时 成了 才能 接受 提出 有的 "
     "来。 的情 的结 记者 都会 随着"},
    {14,
     "accurately adaptability adjusting adverse alternatively anticipated argue attendees automations breadth chest clearer clearly compared compression "
     "conclusion coordination counts creates culpa cupidatat darauf drawn ebenfalls effectively energie entity entwickelt eventually evolving expectations "
     "extract finished flavor flexibility focusing frequent gaining gerade herbs improves inputs instruction intuitive laid larger layered logical mature "
     "mindset mistake mitte modest niche refine remind removes schema simultaneously strict suffer suitable superior thus tidy tight toothpaste "
     "vulnerabilities wages wrapping 体系 几乎 利益 完全 有什 来的 要的"},
    {15,
     "adapted adapts adhering affordability afraid apparent backward begins breaches broader caution chemicals collaborating concentration concurrent "
     "conducting consciousness conveniently converts define denen dimensional distinct encompassing encourage exposes extraction feels firmware follows "
     "fronts führen gather generally greatly ihres immense imperfections incorporate individually initially introduced lacks latency liegt limitation "
     "limiting mainly maßnahmen motivating nichts noticeably nutrients nächsten openly outdated outputs paar permanently plugged prioritize reducing "
     "refinement relies reproduce requiring revealing risky scattered sealed separated showcasing smallest soll sollte sounded staple stellar stems "
     "streamlined task tasted thumb tiered touches trajectory unauthorized utf versatile verschiedenen weaker wegen whenever 。对 一句 业。 业的 "
     "为自 之外 会。 制度 力。 化。 同的 实际 对此 小的 尽管 并没 整个 时期 最好 有可 有着 果。 生。 的动 的政 "
     "的经 的表 的要 认为 说是 达到 阶段 高度"},
    {16,
     "altogether assign beispiel beneath bereits berries bietet combining complexities contributes curl dafür daunting delicate dependency differs "
     "distractions erst evenly excepteur experimentation familiarity favored fundamentally ging heißt hood immersive imperative incur integrates intensity "
     "latter maintaining markers minimizing moreover obstacles occaecat output paradigm prevents reaching render repeatedly repository requires reshape "
     "searchable sieht sommer sowohl steadily stood structured surroundings synchronization takeaways tendency toast unreliable wurden zeigt 。所 会的 "
     "入了 况下 十分 反应 句话 大多 年以 无论 是他 是要 本身 由于 的理 的过 程度 符合 自身 要求 际上"},
    {17,
     "accomplished addressed adjustments aligning amounts annoying attractive aufgrund aute avoids bisher bundled caters ceilings cillum cluttered "
     "commitments communicating comparable complexity compromising consume crucial deliberately desired extent finishing gauge infused interfaces irure "
     "necessity noisy notably overhead popularity profound qui reduces remarkable repeated reprehenderit salaries scenarios shines sogar specialized "
     "stressful thankfully tolerate unnecessary urls utilize willingness zwar 。在 。这 化的 形成 指出 时的 点。 然而 现象 的产 的意 "
     "认识 集中"},
    {18,
     "aliquip angles arrange consequat coordinate evolve exercitation fingers fugiat implements laboris minim nostrud pariatur reasonable slight smoother "
     "straightforward tiers ullamco velit voluptate 不少 为这 力的 动。 同样 就会 的基 过去"},
    {19,
     "consumed dominated esse frustrating gradually quicker reusable sondern stakeholders traditionally unsure veniam wer whom 充分"},
    {20,
     "adaptable alter drastically instance primarily standout strongest unlike während 的重 行的"},
    {21,
     "rewarding timer unclear widely"},
    {22,
     "allem elegant emphasizes parameters suddenly"},
    {23,
     "committing"},
    {24,
     "equally"},
    {26,
     "involve"},
}};

}  // namespace

const std::span<const WordsOfOdds> name_words(names);
const std::span<const WordsOfOdds> text_words(texts);

}  // namespace webclip::extract
