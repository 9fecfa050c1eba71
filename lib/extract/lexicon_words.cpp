// Written by test/extract/extract_train.cpp; do not edit. Words by tenths of log-odds, learnt from 1529 hosts
// of the page sets named in block_model_weights.cpp, November 2026.
#include <array>

#include "lexicon.h"

// clang-format off
namespace webclip::extract {
namespace {

constexpr std::array<WordsOfOdds, 49> names{{
    {-38,
     "copyright login subscribe"},
    {-37,
     "complementary respond"},
    {-36,
     "textwidget"},
    {-35,
     "popup signup"},
    {-33,
     "modal"},
    {-32,
     "colophon commentform footer"},
    {-31,
     "contentinfo cookie"},
    {-30,
     "bio cookies"},
    {-29,
     "form subscription"},
    {-28,
     "consent follow"},
    {-27,
     "akismet foot"},
    {-26,
     "browser call pinterest previous utility"},
    {-25,
     "byline checkbox disclaimer notice submenu subnav"},
    {-24,
     "authors buttons error input jetpack logo register trending"},
    {-23,
     "comments megamenu nocontent pop youtube"},
    {-22,
     "email gwiv inverted job popover robots sharedaddy srt sublabel widgettitle zk"},
    {-21,
     "auth bar cta download fields flyout gfield honeypot legal menus nhmvt privacy socials switcher"},
    {-20,
     "biography disabled dropdown fdl feedback gform prompt required subscriptions toolbar topbar visually widgets yeh"},
    {-19,
     "address author banner byuser dek fu likes overlay published registration search searchform slogan submit tooltip validation"},
    {-18,
     "bva channel comment contact contributor egz ellipsis kdgcq logged lw menu mwbum nav notes ow policy qt related relatedposts request shape social "
     "timestamp url whatsapp"},
    {-17,
     "alert ancestor btn bypostauthor commenting ctas demo fade fp gdpr help invisible ixi labels navbar newsletter opacity partners pinned pointer prev "
     "profile qr reddit sign signin tagline touch videos weather xplw"},
    {-16,
     "affiliate archives asset burger captcha comm credit date gravatars hamburger hours inactive info justified listbox mission notices notification "
     "subscriber terms textfield thankyou topnav unloaded uppercase vjz zd"},
    {-15,
     "abaz aside btns cancel captioned communities confirm credits desc disclosure dm dme dotdash exit extra ginput gov guest headline hed mega message msg "
     "navigation opt programs recommended reply rg rz rzmkn searchbar selector settings share suggestions tf thread toggle tumblr universal validate wpcf"},
    {-14,
     "alignright below blurb bottom byy cart controller dateline dialog discussion djyq done dot embed fail flair gravity init initialized jn lastmod "
     "lazyload leftnav license loading lq menubar navi oc pager picker playlist popmake prefooter print pum pv reactions recommendation sharing signed "
     "sponsored sublist survey te thank transform tz ugd username votes wmx yarpp yo zi ztukr"},
    {-13,
     "action archive breadcrumb breadcrumbs breaker bx bylines calendar chrome close combination contains dates datetime divide divider dvrm eh extrabold "
     "extras fj floating folder gsy half hint hover individual insert interest intrinsic kz links listitem locations logout lv member menuitem meta "
     "newsletters official orange pagination podcasts preamble promo rec reduce reviewed rules semibold series sidenav slick spinner sr stretch submitted "
     "success svg taglist tags tel unauth vf visibility vote warning wf wpd ws xsmall xv yk zh"},
    {-12,
     "ajax announcement ask backdrop branding button caption cfc checkboxes confirmation controls cookielawinfo creator delete depth descr donate dz excerpt "
     "ext firefox fv gchoice guidance icons jf libpto loaded localization lz masthead med messenger mfp modals navs networks nl pn powered qd qk qzu radio "
     "rating recent resized rgba rn rss sd searches sep separator sitemap slug sn subs subtext sz tabbable tagcloud topper totals translate unanswered "
     "update votecell vv window wpdiscuz yes yr yv yx"},
    {-11,
     "account ade age answered bold btm capitalize careers cbd cfb children condition copyrights corral cube description dno document drawer empty er "
     "exposed face fake figcap forgot gecko gift gps grey guidelines hide homepage hp inset italic jax jump kx lightbox like loginform lower ly mainmenu "
     "mainnav mc metadata minor newline nocomments notify opposite orbital ov persistent plain policies preview prod qp qrcode reader recentcomments recirc "
     "refresh remember saved screenreader secondary sidebarwidget standfirst subfooter subgroup subitem switch tex textarea thanks third title toast upload "
     "upper upvote webform welcome widget wmn wpml xoxo yg zg"},
    {-10,
     "absolute accessible actionbar aef alt anywhere attribution audience bds bloc bn bubble carbon cars coupon cover crp custom daily digest dp edd enabled "
     "end enews entertainment entries ep equal ex filter fourth framework grayscale hat headlines headroom icl image important int invalid inverse keys leaf "
     "legacy lf linkbox mlb modified navgroup navmenu nudge optin overline password path peer places popular quicklinks rbox recaptcha release reveal rights "
     "rubric sale sans searchable sel shipping sidebar sk slideout suggestion tc teaser tight timer trend trial try uc unknown visible vu wc wpdcom xf yd ye "
     "youarehere zx zy"},
    {-9,
     "actions admin aligncenter aligned alignleft allowed anon attention autocomplete autor award badges bba bef beige between bluesky bo bu caps cce ceb "
     "ced chips choices clp cmt combined coming commentmetadata commons contentc continue count counts createaccount created daf dbe dbf ddf delay dn dots "
     "dw dy dyn eaa ebook editors fed feed fieldset figcaption fine fixer forms freemium gate give hatnote hdg head header headerbar helper helpful href hz "
     "iframe inherit initial inline joined kw ky lab layer layers lc lighter loose lstyle lx mainnavigation matter mob mobile mobilenav myr newest nowrap "
     "object outbrain owl owner paging phone pingback placeholder player posted posts pretty qi qm rate rhs rock rr sb scheme send sf short shortcuts "
     "shortlink show shows sidepanel silver sitename skin smallest sns solid sort sorting splash sponsor stackexchange statement sticky strip subheader "
     "submission subtitle subtotal suggest syndicated ta tablet teal thumbs tp tracked truncated tx vj wishlist wpdiscuzuniqueid wt ww yl zf"},
    {-8,
     "activity add adjacent advert advice align alternate aria askstack attributes autoplay backlinks bag beta bookmarks box branch bt bw captions capture "
     "carousel cate choice clamp cli color companies countdown deal desk desktop dir dis discarded dismiss distribution dx ebb emoji engine english entities "
     "es events exp expanded feb ffffff folded front function gallery gender globalnav gnav gplus gpu handler hdn headerstyles hero hgroup hoverable icon "
     "identity ignore ih inputs ios jet jg jy kids ku label le listing lj lu markets media metabar mini minicart mixed moduletable multimedia nstab odd "
     "pages pagetitle partial particle peek pend photo photos pkq pos prices publisher ratings redirect res resize revamp ri sas savings scrollbar scrolled "
     "second sections server shares signature sitewide speech staff sub subcat support supports temp threads tmpl tool toplevel trc tt ultimate ultra "
     "underlined undo unread updated uq us uz vb visitor volume vw weibo wid wider winter zj"},
    {-7,
     "about actnbr ads advancedbtn animation astra backlink banners bbd bc bcm bdrs bdw bhf bj bl black blur btf career ccc ccpa class colored compact "
     "company context contextual cookiestatement copy cursor cybersecurity dac discourse drilldown dynamic eae even excludable facebook fc fde fifth figure "
     "flash flat flb float flyouts footerstyles foto fs fullscreen fw gf glow grandchild gray groups grow hfs hidden hints hlist hm hor ia jx light line "
     "linklist ll loader log mainpage map marquee mask me membership micro mobileview must muted navlink notifications nowraplinks num only opaque opinion "
     "padded paddle partner payments plugin pm po portable portal position prefix printfooter promotion quantity ra recentchanges recentchangeslinked right "
     "rl rv shell sig size skiplinks slide specialpages sq stage strapline string struct su subhead subsections taboola thumbnails time toggleable topmenu "
     "tracking true un usa user vcard verified voting wd whatlinkshere wo xc xfbml xk xt xw yp yy"},
    {-6,
     "accent ada articles base bcc bordered cats center contributors ctrl current details discount div dt eight en ev explore featured ghost if ip jm kh "
     "landscape lede linkedin locked loop more pe point pq relaxed se session shortcode small stacked static supported tertiary tos tray trigger txt va "
     "views vt wa wm wq xs"},
    {6,
     "accessories act against anti based begin cac cap catlinks ccl cross electronics financial hiring just laptops look maintenance messaging operations "
     "org oz postbody prism publish seamless south uncustomized watch"},
    {7,
     "ace admonition automation baby bbc bcd beginner cee dad dcb dfa disc early eba eca gadgets getting have hentry innovation interactive internet "
     "javascript know knowledge life lost mj multiple over performance platforms practical pro process properties real security sku software spec storage "
     "strong summer trends yb"},
    {8,
     "agent an bash build businesses cab cameras catalog claude commands do extend flc for functions furniture glossary go growth lightweight listen may "
     "microsoft planning plans recipe risk secure sortable starts states step steps styling tagdiv tbody used we write"},
    {9,
     "async available avoid bodytext built buying certificate commerce costs different experiences future gl heec hosting nature nodes nz output "
     "requirements set sqs strategy superlative your"},
    {10,
     "beyond challenges customize financing graf ik longform looking making mental methods parser plan running rust specs tablist territory use zoho"},
    {11,
     "arabic are benefits budget building checklist comparison dependencies deployment diy environment experience management mso nds own package prose still "
     "tested their thoughts together understand understanding when works you"},
    {12,
     "best choose decimal decision growing human installation introduction makes much need problem syntax systems takeaways than the these times vs"},
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

constexpr std::array<WordsOfOdds, 37> texts{{
    {-28,
     "copyright reserved 版权"},
    {-27,
     "权所"},
    {-26,
     "Δ"},
    {-24,
     "commons icp llc"},
    {-23,
     "sep"},
    {-22,
     "cookies kommentare"},
    {-21,
     "newsletter rights trademark"},
    {-20,
     "abbrechen attribution beiträge consent tumblr unsubscribe 举报"},
    {-19,
     "adresse agree inc ltd trademarks uncategorized Ähnliche"},
    {-18,
     "advertisement inbox substackget 图片 查看 系我 邮箱"},
    {-17,
     "akismet clicking impressum interessieren obituaries registered subscribing Â© 点击"},
    {-16,
     "classifieds commissions deine editorials footer kommentar policyterms subscribe 可证 息举 您的 收藏 网安 良信 隐私"},
    {-15,
     "adchoices artikel breadcrumb columnists commission flipboard hockey slavery 公网 安备 未经"},
    {-14,
     "crossword exclusives lanka submitting 友情 告服 声明 情链 新媒"},
    {-13,
     "affiliate cookie enjoys informative licensed marked tel 房产 打印 正文 登录 表评 首页"},
    {-12,
     "affiliates bitte cancel dec fri journalism wp writer 浏览 违法"},
    {-11,
     "anytime associates ave categorized earn erhalten nov passionate please rechte respective sitemap ste suggestion turner 转载"},
    {-10,
     "accordance articles avenue clarification contents email enthusiast entrepreneur insightful loves lt mail marketer newsletters oops pm policy privacy "
     "rev sorry teilen unchanged unserem unseren 授权 来源 法和 许可"},
    {-9,
     "advertising advisory affiliated agreeing antwort blogger browser celebrates datenschutz diagnosis disclaimer educator getty informationen mon newsroom "
     "permitted published purposes reply sa seite site spam subscriber unlocked 传播 作者 广告 资讯"},
    {-8,
     "acknowledge adviser antworten ba cached foto fox freelance links reader receive respected santa submission vacuums wales yours 协议 所有 账号"},
    {8,
     "accommodations actually adequate adipisicing adopting advances affect affordable afternoon ages aligns alt although approach architectures assignments "
     "attention attracts attribute automatically backing basically bedroom beginning benchmarks beneficial bizarre blur bother branches breath brick "
     "brighter brought bullet cache coding compatibility completion containers containing contract costly creating cumbersome currencies darf databases "
     "demands demonstrate depending detail develop dictate difference difficulty dort dual dump effectiveness embedding emphasizing entire exactly examine "
     "excel expect expenses explicit exposed expression exterior extra extras fabric faqs fiber files filtering flexible foot frage furthermore generate "
     "granted graph grounded grund happens harness hasn hatte hone ihren illustrates im implicit inference infinite influencing intense intentional "
     "introduction investment invisible iron jeden juggle key lack layout lb leaning let leverage linen localized longer machen magna majority many matter "
     "means memory mesh mess migrate mix modular motivate native nearly needs newer numerous nun option overlap oversight paced parallel period physical "
     "pointer points poor position prefer preference prevent priority programmers propose proposition protecting prototype proved proves put quarters rare "
     "recap reduction refers rely remains renovations rich rule sagt sauce schön scope seeking selecting setting sharp sheet shoe shortage shorts sibling "
     "sich signals simple single so somewhat spaces specifics spices struggling styles suggests supportive surprisingly syntax taking tempting "
     "transformative true tweak upper usability variables versus visually warning warnings when workflow workload younger 一年 不同 主任 事情 其实 "
     "出的 到的 区的 响。 回到 度的 建设 式的 挑战 更大 条件 核心 正确 比较 的中 的主 的人 的作 的是 的最 的那 "
     "竞争 简单 精神 能够 自己 自由 表现 还有 进的 那些 重要 难以 需求 面对"},
    {9,
     "abandoned able accelerating according actively acts actual adapt addition adjustable affects aim aiming algorithm alien aliqua along ambient annually "
     "appeals arbitrary assets atmosphere backend baked barry bear because behave behavior belief bells bereich billion bis bite blocks border boundaries "
     "bridges broke brush built bulk busy but calculating calling came capture carefully challenging charger charming checks chin classification cleanup "
     "closer combination combine combined communicate compatible competitive completing complicated composed compromise concentrate concepts concerned "
     "conclusions configured confusion consensus consider conspiracy constraints context contracts coordinated cornerstone creation crisp criticism crowd "
     "cuts cutting dazu decades declining despite didn dietary diff differ differentiate dip diverse documented drawback drawer dress duis dynamics earlier "
     "easier easily economies edges efficiency efficient element elevating embracing emerged encountered endless engines enhancing ensures equipped "
     "essentially estimates even everybody evolves expects experiencing experiment experiments explicitly exports extend extremely facilitate factor factory "
     "falling final fixed floating floors foam focused fold forbes forgiving formats foundational frame gaps gathered gemacht generates given globe hadn "
     "handled handles happened hat hell highly hitting hold honest hungry ibm important imports incentives incididunt includes incremental inevitably "
     "inherent innen inspect instantly integrate intensive isolation issued iterative itself jahr kann knew knife kommt labels labore lange lays lbs lean "
     "letzten likely limits lines logic lose lucky maintain maple markup meaningful menschen mentioning mid mirror myself notable nut nutzen objects "
     "occasionally offering opened operation organizers overnight ownership packaged packages partial partnering patience payload perfectly phase pipe pixel "
     "plays plethora portfolios ports ppc precisely predictive presented projected promised punch purpose quarter rank rarely ratio readily realm recordings "
     "recycled reflection regular relatively reliably relied remain removing repeating replaced representing requested resolved response responsive rewrite "
     "roadmap rooms root rubber sacrificing said salt satisfied scalable scenes scheduling screenshots sectors securing seem segmentation sehen sends sense "
     "sentence settled setups several shifted shots shouldn significance situation skill skilled slip slow some sophisticated sorting sound spanning "
     "specialize specifying specs spread stairs standalone standard stayed steel steps stops strengthen stretch surface surprised surprises swap sweat "
     "switch tables tall tapping tear technique tells tempor terminal that them themselves there thorough though throwing ties timelines timing tool "
     "touchscreen toward transformed trend trigger trip ts tutoring twitch two typical türkçe upgrading urged useless utilizing ux various visible visuals "
     "wasser waste way wenig were while wiring workloads workspaces worthy wrapped yourself zudem zusammen 上了 不仅 不是 不能 中有 中的 也在 "
     "也就 也是 人员 人类 他们 以来 会发 传统 关系 决定 出来 到了 动的 努力 去了 只有 增长 大部 好。 就不 展的 "
     "应的 当然 很快 得了 快的 性。 所在 指数 方法 时候 是这 标准 概念 深入 独立 现了 的发 的同 的学 的方 的民 "
     "的角 相当 缺乏 而且 能。 获得 这一 进一 适合 长的 限制 题。 风险"},
    {10,
     "ability accessible accommodate accountants acquired advantage advantages agile allowing alone among analysts apart approachable aren arm attract "
     "automate autonomy avoid avoiding backwards bamboo bases beaches besteht bins blends bodies boosted breathable brings buttons cardio caused "
     "characteristics cheapest cleaned closely clouds codebase colour combines comfy common competent complex conducted conservative controls corners "
     "credentials credibility criteria cursor daher dass dataset debris decline deeper defined defining demonstrated demonstrating denn dense dependencies "
     "desire different digging disk doesn dolore draw drawbacks einmal eliminates emotions emphasize enabling encouraged engaged established example exceeds "
     "exclusively existing experimental expose factors fat felt fest few findings fixtures flavors foliage following fonts friction geared gives glasses "
     "goal gonna gorgeous grab grains grasp groceries handed handle handling hassle higher hundreds identified identifies identifying implemented "
     "implementing importance improving increases influences initial integrated integration interpret introduces invaluable isn itinerary justify klar "
     "kleine labeled later layouts length less levels leveraging lightly limitations lined literal lot louisiana lässt macos makes manner meals measured "
     "measures milestone minded mood much naturally neck nodes nowadays nutrient nuts oktober once ongoing operate organizational organized organizing "
     "outlook pair palette passive patch pattern periodically placement plate pointed polished popping portability possibility powerhouse premise "
     "prioritization prioritizing proactive proficiency progress pros prospects publicly rack recht reduced reputable responsiveness resulting retrieved "
     "rice rivers robust rotation same saturated schon seated segments sequence shallow shoulders shy simplest simplifies sing sit sitting situations "
     "skipping smbs soil solving specific squeeze stands staples stick strategically stripe structure sturdy such suggesting surfaces surveys syncing tabs "
     "tackle talented texture thermostats they throughout tofu topped traditional treated underlying unhealthy very viel volume volumes watson wet wichtig "
     "wooden worry zones 。一 。从 。他 。其 一些 也没 了一 事实 们的 作出 例如 分析 及其 可以 各种 因为 国有 多数 "
     "定的 家庭 就可 已经 并非 强烈 性的 成立 执行 改革 是由 显示 普通 最终 有人 满足 生的 的前 的实 的形 的思 "
     "的目 的资 确的 程中 程的 经验 能力 行了 超过 过程 这些 这是 造成 都是 间的 领域 首先"},
    {11,
     "achievement advancements appealing armed array aside aspects assemble assessing assured aware backups bacteria baseline basis baskets behaviors billed "
     "blob both boundary calorie capabilities centered centralized cheaper chemical clean clever comes compact compile compromised confusing consistency "
     "consistent consistently consuming continuously convention correct dabei datasets demanding departure deployed determine determined dig distant "
     "dramatically each edits either elevated emotional enhances enough ensuring erste establish evaluations excessive excluding execute execution exists "
     "expected expecting exploration exposure extends facilitates fitting formed frontier fruits gained grows große harder hd hourly however hung hyper "
     "ideally implementation implications improved inches include inconsistent indeed indicating integer interacting interface intimidating iteration "
     "judgment lacking lag largely lastly learns legally letting lie lifting lower mean meaning measurable minimal minimizes modeling moderate mold multiple "
     "nail nuances nulla nvidia offline ones overwhelmed paths patterns played poorly possibilities priorities proper protein protocol prototypes pulling "
     "puts quickly recognizing remarkably responded rounded saying seine separate serious sheer significantly simplicity sleek slot smaller socks somewhere "
     "soy specification stability stacks statt steady strengths stretching structural substantial sugar switching talked terminology textures then "
     "thoroughly three throughput tl tokens tons transparent tricky triggered triggers tune upfront usually vetted warmer weak widespread wildly 、中 "
     "。但 。当 一种 上。 两个 中。 之一 人都 以为 价值 体的 保持 其中 分别 受到 变化 复杂 外的 多的 好的 它的 "
     "年龄 很大 心的 思想 情况 按照 改变 有所 正是 然后 物的 理的 用的 的信 的天 的时 的研 的自 的问 而是 虽然 "
     "许多 进入 除了 面的"},
    {12,
     "achieving additionally adjust adopt aesthetics aligned alignment allow asleep assess assigned attracting balances begin between breathing budgets "
     "builds calories carried collaboration commonly competitor component conf consideration considerations converted customizable cycles decide depends "
     "discipline distinctive diving doch elements emerges enables encourages enim entirely equivalent er evaluating evolved executed expanding expensive "
     "familiar fits flying foods fostering frustrated ganz geo granular habe holds ideal immediately impressive incorporating instead integrating intention "
     "involves jedoch jim landscapes lasts layers lengthy lets logs macht measurements mere merged minor occur often onto organize overall performs pieces "
     "possibly priced prioritizes producing pull pushing regardless relying replacing require rows schedules separately shifts sized slightly slower soft "
     "solid somebody sometimes stable stainless starters stays tackling technically temporary tend thereby timeline token tone tones undoubtedly uploaded "
     "upon waren wasn whose wider worried zeit 一、 下的 作为 作用 只要 在一 有了 本的 每一 水平 理解 的不 的两 的话 这样 "
     "速度 采访"},
    {13,
     "allows angle anticipate argue assuming axis balancing besonders bones compares completely compound concentration concise cons creates curve deciding "
     "density deshalb differently distribute divided eines encryption enormous especially etwas fabrics flows focuses footprint fortunately frequent "
     "generous handful highlighting identify importantly increasingly introduce mechanisms momentum motivated motivation needing nisi obtain obvious oils "
     "opposed opting overwhelming particular passing penny produces protects quietly regularly replacements represent resilient routines runs sei seinen "
     "sensitivity shame shifting showed significant sliding steeper tasks tends toilet toothbrush verdict vor vulnerabilities worrying 。因 下来 产生 "
     "具有 因此 基础 学的 并不 当时 成了 才能 接受 提出 有的 来。 法。 的原 的情 的结 记者 都会 随着"},
    {14,
     "accurately adjusting align alternatively anticipated attendees automations breadth chest clearer clearly compared compression conscious consequences "
     "coordination counts culpa cupidatat darauf define detect disadvantages drawn ebenfalls effectively energie entity entwickelt eventually evolving exist "
     "expectations extract finished flexibility focusing gaining gerade herbs hopefully improves inputs intuitive laid larger layered logical mature mindset "
     "mistake mitte modest niche reducing refine remind removes schema showcasing steep strict suffer superior thus tidy tiered touches typically 体系 "
     "几乎 利益 完全 有什 来的 要的"},
    {15,
     "adaptability adapted adapts adhering affordability afraid backward begins breaches broader capable caution chemicals collaborating concurrent "
     "conducting consciousness converts delicate denen desired dimensional distinct distinguish encompassing encourage exposes extraction feels firmware "
     "flavor follows fronts führen gather generally greatly ihres immense imperative imperfections incorporate individually inefficient initially "
     "instruction introduced lacks latency liegt limitation mainly maßnahmen moreover motivating nichts noticeably nutrients nächsten openly outdated paar "
     "permanently plugged refinement relies reproduce requiring revealing risky scattered separated simultaneously smallest soll sollte sounded staple "
     "stellar streamlined suitable task tasted thumb tight toothpaste trajectory unauthorized utf verschiedenen wages weaker wegen whenever 。对 一句 "
     "业。 业的 为自 之外 会。 制度 力。 化。 同的 实际 对此 小的 尽管 并没 整个 时期 有可 有着 果。 生。 的动 "
     "的政 的经 的表 的要 认为 说是 达到 阶段 高度"},
    {16,
     "accepting altogether assign beispiel beneath bereits berries bietet combining complexities contributes conveniently curl dafür daunting deliberately "
     "dependency differs distractions erst evenly excepteur experimentation familiarity favored fundamentally ging heißt hood immersive incur integrates "
     "intensity latter limiting maintaining markers minimizing obstacles occaecat output paradigm reaching render repeatedly repository requires reshape "
     "searchable sieht sogar sommer sowohl steadily stems stood surroundings synchronization tendency toast unreliable wurden zeigt 。所 会的 入了 "
     "况下 十分 反应 句话 大多 年以 无论 是他 是要 最好 本身 由于 的理 的过 符合 自身 要求 际上"},
    {17,
     "accomplished addressed adjustments aligning attractive aufgrund aute avoids bisher bundled caters ceilings cillum cluttered commitments communicating "
     "comparable complexity compromising consume crucial evolve extent finishing gauge infused interfaces irure iterate necessity noisy notably outputs "
     "overhead prevents prioritize profound qui reasonable remarkable repeated reprehenderit salaries scenarios shines specialized stressful structured "
     "thankfully tolerate unnecessary utilize versatile willingness zwar 。在 。这 化的 形成 指出 时的 点。 然而 现象 的产 的意 程度 "
     "认识 集中"},
    {18,
     "amounts angles annoying arrange conclusion coordinate fingers fugiat implements pariatur popularity reduces scripts slight smoother straightforward "
     "takeaways tiers urls velit voluptate 不少 为这 力的 动。 同样 就会 的基 过去"},
    {19,
     "aliquip consequat consumed dominated esse exercitation frustrating gradually instance laboris minim nostrud quicker reusable sondern stakeholders "
     "traditionally ullamco unsure veniam wer whom wrapping 充分 的重"},
    {20,
     "adaptable alter drastically primarily strongest unlike während 行的"},
    {21,
     "rewarding standout timer unclear widely"},
    {22,
     "allem committing elegant emphasizes parameters suddenly"},
    {24,
     "equally"},
    {25,
     "involve"},
}};

}  // namespace

const std::span<const WordsOfOdds> name_words(names);
const std::span<const WordsOfOdds> text_words(texts);

}  // namespace webclip::extract
