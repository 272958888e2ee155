// The word lists behind words.h. Written by hand for news English; add a word to the class it
// belongs to, nothing else needs to change.
#include <array>

#include "english/words.h"

namespace polyvocal::english {

namespace {

constexpr std::array kLists = std::to_array<WordList>({
    {kDeterminer,
     "the a an this these those some any each every both all another either several many few most "
     "other such own certain various half"},
    {kDeterminer | kNegator, "no neither"},
    {kPossessive, "his her its their"},
    {kPossessive | kFirstPerson, "my our"},
    {kPossessive, "your whose"},
    {kPronoun | kThirdPerson, "he she they"},
    {kPronoun,
     "him them it itself himself herself themselves you one others everyone everybody someone "
     "somebody anyone anybody something anything everything this these those who whom theirs"},
    {kPronoun, "all some many most few several both each any another either half"},
    {kPronoun | kNegator, "nobody nothing none"},
    {kPronoun | kFirstPerson, "i we me us myself ourselves mine ours"},
    {kPreposition,
     "of in on at by for with from about into onto over under against between among amid across "
     "through throughout during within without toward towards near behind beyond above below "
     "beneath beside besides inside outside off upon via per versus around along alongside past "
     "amongst like unlike regarding concerning following including excluding than except despite "
     "notwithstanding as until till up down out since after before"},
    {kBe,
     "be is are was were been being am 's 're 'm isn't aren't wasn't weren't ain't he's she's "
     "it's they're we're i'm you're that's there's"},
    {kHave, "have has had having 've haven't hasn't hadn't i've we've they've you've"},
    {kDo, "do does did don't doesn't didn't"},
    {kModal,
     "will would can could may might must shall should ought 'll 'd won't wouldn't can't cannot "
     "couldn't mightn't mustn't shan't shouldn't needn't he'll she'll they'll we'll i'll it'll "
     "you'll he'd she'd they'd we'd i'd"},
    {kPronoun | kThirdPerson, "he's she's they're he'll she'll they'll he'd she'd they'd they've"},
    {kPronoun | kFirstPerson, "i'm i've i'll i'd we're we've we'll we'd"},
    {kPronoun, "it's it'll you're you've you'll"},
    {kTo, "to"},
    {kNegator,
     "not never no neither nor without nobody nothing none cannot hardly barely scarcely rarely "
     "seldom isn't aren't wasn't weren't ain't haven't hasn't hadn't don't doesn't didn't won't "
     "wouldn't can't couldn't mightn't mustn't shan't shouldn't needn't n't"},
    {kCoordinator, "and or nor &"},
    {kContrast, "but yet however nonetheless nevertheless"},
    {kSubordinator,
     "while although though whereas because since when whenever until till unless if once after "
     "before as so whether lest provided wherever"},
    {kConcession, "although though despite notwithstanding"},
    {kCondition, "if unless"},
    {kRelative, "who whom whose which where"},
    {kThat, "that"},
    {kQuestion, "whether how what why when where which who"},
    {kAdverb,
     "also too very just even still already now then again ever once often always soon later "
     "earlier recently so far only almost nearly quite rather really perhaps maybe instead "
     "meanwhile moreover furthermore therefore thus hence today yesterday tomorrow tonight ago "
     "here there together apart away back forward more most less least much further not never "
     "long well abroad twice indeed otherwise simply further ahead yet however elsewhere somewhat "
     "afterwards afterward thereby alone"},
    {kAlsoNoun, "family ally reply supply assembly anomaly monopoly bully belly jelly"},
    {kTime,
     "monday tuesday wednesday thursday friday saturday sunday january february march april may "
     "june july august september october november december week weeks month months year years day "
     "days hour hours minute minutes morning afternoon evening night nights weekend today "
     "yesterday tomorrow tonight decade decades summer winter spring autumn century mon tue wed "
     "thu fri sat sun jan feb mar apr jun jul aug sept oct nov dec overnight"},
    {kOffice,
     "official officials spokesman spokeswoman spokesperson spokesmen spokespeople minister "
     "ministers ministry premier president presidents presidency government governments cabinet "
     "administration authorities parliament army forces military police navy troops command "
     "commander commanders general generals diplomat diplomats ambassador ambassadors embassy "
     "envoy "
     "envoys delegation delegate delegates representative representatives mission office "
     "secretary chief chairman chairwoman chair head speaker leader leaders leadership side camp "
     "statement communique bulletin unit council committee agency department bureau campaign team "
     "adviser advisers advisor advisors aide aides lawyer lawyers lawmaker lawmakers senator "
     "senators congressman congresswoman representative deputy deputies governor mayor judge "
     "prosecutor prosecutors regime faction bloc alliance coalition movement party "
     "officer officers fighters militants rebels brigade brigades judiciary kremlin press "
     "website television channel newspaper daily magazine broadcaster network radio station "
     "director manager negotiator negotiators counsel attorney attorneys lieutenant colonel "
     "brigadier "
     "marshal admiral captain major sergeant prince king queen emir sheikh"},
    {kSourceNoun,
     "source sources official officials resident residents witness witnesses eyewitness "
     "eyewitnesses activist activists analyst analysts expert experts observer observers reporter "
     "reporters journalist journalists correspondent correspondents medic medics doctor doctors "
     "survivor survivors relative relatives insider insiders critic critics supporter supporters "
     "opponent opponents historian historians scholar scholars researcher researchers professor "
     "economist economists pundit pundits people person man woman men women protester protesters "
     "villager villagers fighter fighters soldier soldiers refugee refugees media outlet outlets "
     "report reports study survey poll document documents statement newspaper agency channel "
     "organisation organization group "
     "author authors editor editors"},
    {kPerson,
     "diplomat minister president premier general commander spokesman spokeswoman spokesperson "
     "chief official envoy ambassador speaker lawmaker senator congressman congresswoman governor "
     "mayor chairman chairwoman officer marshal colonel prince king queen secretary head deputy "
     "adviser advisor lawyer attorney analyst professor source witness resident activist "
     "man woman men women leader leaders politician politicians father mother son daughter wife "
     "husband brother sister nephew cousin candidate nominee businessman businesswoman billionaire "
     "strongman warlord dictator diplomat veteran citizen citizens voter voters expert"},
    {kAdjective,
     "former new old young senior top local foreign military political national international "
     "regional western eastern northern southern central main major key rival armed internal "
     "external public private chief high low big small large long short first second third last "
     "next recent late early current previous deputy acting interim civil civilian economic "
     "diplomatic official common same different possible likely unlikely able unable many strong "
     "good bad great little own free full open clear real important necessary ready close "
     "consulting ruling governing leading neighboring neighbouring existing ongoing outgoing "
     "incoming remaining emerging developing trading lending accounting engineering marketing "
     "responsible available familiar special several numerous heavy federal conservative liberal "
     "democratic "
     "republican presidential anonymous unnamed unidentified best worst better worse"},
    {kNumber,
     "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds "
     "thousand thousands million millions billion first second third"},
    {kLinking,
     "seem seems seemed seeming appear appears appeared appearing remain remains remained "
     "remaining become becomes became becoming look looks looked looking prove proves proved "
     "proving sound sounds sounded feel feels felt stay stays stayed"},
    {kSpeech,
     "said told added noted warned argued claimed insisted stated declared announced reported "
     "explained suggested believed thought stressed acknowledged admitted tweeted replied wrote "
     "confirmed asserted testified remarked commented maintained contended hoped feared vowed "
     "pledged promised agreed decided asked urged demanded predicted recalled"},
    {kCatenative,
     "try tries tried trying seek seeks sought seeking want wants wanted wanting hope hopes hoped "
     "hoping continue continues continued continuing begin begins began beginning begun start "
     "starts started starting plan plans planned planning need needs needed intend intends "
     "intended intending aim aims aimed aiming agree agrees agreed agreeing vow vows vowed vowing "
     "promise promises promised promising pledge pledges pledged pledging attempt attempts "
     "attempted attempting manage manages managed managing help helps helped helping prepare "
     "prepares prepared preparing decide decides decided deciding expect expects expected fail "
     "fails failed failing refuse refuses refused refusing decline declines declined declining "
     "threaten threatens threatened threatening tend tends tended going able unable used order "
     "ready likely unlikely set"},
});

// Common verbs of news, cue verbs and conflict verbs included.
constexpr std::string_view kVerbs =
    "abandon abduct abet abide abolish absorb abstain abuse/n accept access/n accompany accomplish "
    "accord/n account/n accuse achieve acknowledge acquire act/n adapt add address/n adhere adjust "
    "admire admit adopt advance/n advise advocate/n affect affirm afford aggravate agree aid/n "
    "aim/n "
    "alarm/n alert/n alienate align allege alleviate allocate allow alter amass ambush/n amend "
    "amplify analyze anger/n announce annex annihilate answer/n anticipate apologize apologise "
    "appeal/n appear applaud apply appoint appreciate approach/n approve argue arise arm/n arouse "
    "arrange arrest/n arrive ask aspire assail assassinate assault/n assemble assert assess assign "
    "assist associate/n assume assure attach attack/n attain attempt/n attend attract attribute/n "
    "authorize authorise avenge avert avoid await award/n back/n backfire balance/n ban/n bar/n "
    "bargain/n base/n batter battle/n bear beat become befriend beg begin behave behead believe "
    "belittle belong benefit/n berate besiege bet betray blame/n blast/n block/n blockade/n blow/n "
    "bluff/n boast/n "
    "bolster bomb/n bombard boost/n border/n borrow bother boycott/n brand/n brandish break/n "
    "breach/n "
    "brief/n bring broadcast/n broker/n brush build bully/n burn/n bury butcher/n buy calculate "
    "call/n "
    "calm cancel capture/n care/n carry cast/n catch caution/n cause/n cease celebrate cement/n "
    "center/n "
    "challenge/n champion/n change/n chant/n characterize characterise charge/n chase cheat "
    "cheer/n "
    "choose circulate cite claim/n clarify clash/n clear climb clinch cling close coerce "
    "collaborate "
    "collapse/n collect combat/n combine come comfort/n command/n commend comment/n commit "
    "communicate "
    "compare compel compete complain complete complicate comply compliment/n compromise/n con/n "
    "concede "
    "conceive concentrate concern/n conclude concur condemn conduct/n confess confirm confiscate "
    "confront confuse congratulate connect conquer consider consolidate conspire constitute "
    "construct "
    "consult consume contact/n contain contend contest/n continue contribute control/n convene "
    "convert "
    "convey convict/n convince cooperate coordinate cope correct corrupt cost/n counsel/n count/n "
    "counter cover/n crack/n crash/n create credit/n cripple criticize criticise cross/n crush/n "
    "cry/n "
    "curb/n cut/n damage/n dare/n date/n deal/n debate/n debunk decapitate deceive decide declare "
    "decline/n decorate decrease/n decry dedicate deem defame defeat/n defect/n defend define "
    "defraud defuse defy degrade delay/n deliver demand/n demean demilitarize demolish demonize "
    "demonstrate denounce deny depart depend depict deploy deport depose deprive derail deride "
    "describe desert/n deserve design/n designate destabilize destabilise destroy detail/n detain "
    "detect deter deteriorate determine detest detonate devastate develop devote dictate die "
    "differ "
    "diminish direct disagree disappear disappoint disarm disavow discharge/n discipline/n "
    "disclose "
    "discourage discover discredit discriminate discuss disdain/n dismantle dismiss disobey "
    "disparage "
    "displace display/n dispatch/n dispute/n disregard/n disrupt dissolve distance/n distort "
    "distribute "
    "disturb divide/n document/n dominate donate double doubt/n down downplay draft/n drag drain/n "
    "draw/n dread/n dream/n dress/n drift/n drive/n drop/n drown dub dump ease eat echo/n edit "
    "educate "
    "elaborate elect elevate eliminate embark embarrass embolden embrace emerge emphasize "
    "emphasise "
    "employ empower enable enact encircle encounter/n encourage end/n endanger endorse endure "
    "enforce "
    "engage enhance enjoy enlist enrage enrich ensure entail enter entrench envisage envision "
    "equip "
    "eradicate erode erupt escalate escape/n espouse establish estimate/n evacuate evade evaluate "
    "evict evolve exacerbate exaggerate examine exceed exchange/n excite exclude excoriate "
    "excuse/n "
    "execute exercise/n exhibit/n exhort exile/n exist exit/n expand expect expel experience/n "
    "explain "
    "explode exploit/n explore export/n expose express extend exterminate extort extract/n extol "
    "face/n "
    "facilitate fail/n fall/n falsify fan/n favor/n favour/n fear/n feature/n feed feel fight/n "
    "figure/n "
    "fill finalize finance/n find/n fine/n finish fire/n fit/n fix/n flatten flaunt flee float "
    "flock/n "
    "flout flow/n fly focus/n foil/n follow force/n forecast/n foresee forge forget forgive form/n "
    "formulate foster free/n freeze/n frighten frustrate fuel/n fulfil fulfill function/n fund/n "
    "gain/n "
    "galvanize gather generate get give glorify go govern grab/n grant/n grapple greet grip/n grow "
    "guarantee/n "
    "guard/n guess/n guide/n hail/n halt/n hamper hand/n handle hang happen harass harbor/n "
    "harbour/n "
    "harm/n hasten hate/n have head/n heal hear heighten help/n herald/n hide highlight/n hijack/n "
    "hinder hint/n hire hit/n "
    "hold/n honor/n honour/n hope/n host/n humiliate hunt/n hurt/n identify ignite ignore "
    "illustrate "
    "imagine impeach impede implement implicate implore imply import/n impose imprison improve "
    "inaugurate incite include "
    "increase/n incriminate incur indicate indict inflame inflict influence/n inform infuriate "
    "inhabit "
    "initiate injure innovate inquire insinuate insist inspect inspire install instigate instruct "
    "insult/n integrate intend intensify intercept interfere interpret interrogate interrupt "
    "intervene "
    "interview/n intimidate introduce invade invest investigate invite invoke involve isolate "
    "issue/n jail/n "
    "jeopardize join joke/n judge/n jump/n justify keep kick/n kidnap kill/n know label/n lack/n "
    "lag "
    "lambast lambaste lament/n land/n last launch/n laud laugh/n launder lead/n leak/n lean learn "
    "leave/n "
    "lecture/n legalize legitimize lend let level/n liberate lie/n lift/n light/n like liken "
    "limit/n line/n "
    "link/n list/n listen live load/n loathe lobby/n locate lock/n look/n loot/n lose love/n lower "
    "lure/n "
    "maim maintain make malign manage mandate/n manipulate march/n mark/n marginalize marginalise "
    "marry "
    "mask/n massacre/n master/n match/n matter/n mean measure/n meddle mediate meet mention/n "
    "mentor/n "
    "menace/n mind/n minimize mislead misrepresent miss/n mistreat mobilize mobilise mock model/n "
    "modernize monitor/n mourn move/n murder/n muster name/n narrate narrow near need/n neglect/n "
    "negotiate nominate "
    "note/n notice/n notify nurture obey object/n oblige observe obstruct obtain occupy occur "
    "offend "
    "offer/n open operate opine oppose oppress opt order/n organize organise orchestrate oust "
    "outlaw/n "
    "outline/n outrage/n overcome overrun override oversee overstate overthrow owe own paint/n "
    "panic/n "
    "pardon/n parrot/n part/n participate partner/n pass/n patrol/n pause/n pave pay/n perceive "
    "perform permit/n "
    "perpetrate persecute persist persuade pick/n place/n plague/n plan/n plant/n play/n plead "
    "please "
    "pledge/n plot/n plunder/n plunge/n point/n poison/n polarize poll/n pose position/n possess "
    "post/n "
    "postpone pound/n pour praise/n pray preach predict prefer prepare present/n preserve press/n "
    "pressure/n presume pretend prevail prevent proceed process/n proclaim procure produce profess "
    "profile/n profit/n prohibit project/n prolong promise/n promote prompt/n pronounce propose "
    "prosecute prosper protect protest/n prove provide provoke publicize publish pull/n pummel "
    "punish "
    "purchase/n purge/n pursue push/n put qualify quarrel/n quash quell query/n question/n quip/n "
    "quit "
    "quote/n raid/n rail/n raise/n rally/n ransack rape/n rate/n ratify ravage rave reach/n react "
    "read "
    "reaffirm realize realise reassure rebel/n rebuff/n rebuild rebuke/n rebut recall/n "
    "recapture/n "
    "receive reckon recognize recognise recommend reconcile record/n recount recover recruit/n "
    "reduce "
    "refer reflect reform/n refrain refuse refute regain regard/n register/n regret/n regroup "
    "reinforce reiterate reject relate relay/n release/n relinquish rely remain/n remark/n "
    "remember "
    "remind remobilize remove renew renounce repair/n repeal repeat repel replace reply/n report/n "
    "represent repress "
    "reprimand/n reproach/n request/n require rescue/n research/n resent resign resist resolve/n "
    "respect/n respond rest/n restart restore restrain restrict result/n resume retain retake "
    "retaliate "
    "retire retort/n retract retreat/n return/n reunite reveal revere reverse/n review/n revile "
    "revive "
    "revoke revolt/n reward/n ridicule/n rip rise/n risk/n rival/n rob rock/n rout/n ruin/n rule/n "
    "run/n "
    "rush/n sabotage/n sack/n sacrifice/n safeguard/n salute/n sanction/n satisfy save say "
    "scapegoat/n "
    "scare/n scatter schedule/n scold score/n scorn/n scrap/n scream/n scuttle seal/n search/n "
    "secure see "
    "seek seem seize select sell send sense/n separate serve set/n settle shake/n shame/n shape/n "
    "share/n "
    "shatter shed shell/n shelter/n shield/n shift/n shock/n shoot show/n shrink shun shut side/n "
    "siege/n "
    "sign/n signal/n silence/n sink sit slam slander/n slap/n slaughter/n slay slide/n slip/n slow "
    "smash "
    "smear/n smile/n smuggle snub/n solve sound/n spark/n speak specify speculate speed/n spend "
    "split/n spill/n "
    "sponsor/n spread/n spur/n spy/n squander stab/n stage/n stall/n stand/n start/n starve "
    "state/n stay/n steal "
    "stem step/n stifle stir stockpile/n stop/n store/n storm/n strain/n strengthen stress/n "
    "strike/n strip/n "
    "strive struggle/n study/n subdue submit subsidize subvert succeed sue suffer suggest suit/n "
    "summarize summon supervise supply/n support/n suppose suppress surge/n surprise/n surrender/n "
    "surround survey/n survive suspect/n suspend sustain swear sweep/n swing/n sympathize tackle/n "
    "tail "
    "take talk/n target/n taunt/n tax/n teach tear/n tease tell tend terminate terrify terrorize "
    "test/n "
    "testify thank/n think threaten throw thwart tie/n tolerate topple torch/n torment/n torture/n "
    "tout "
    "trace/n track/n trade/n train/n transfer/n transform transmit transport/n trap/n travel/n "
    "treat "
    "tremble trick/n trigger/n triumph/n trouble/n trust/n try/n turn/n tweet/n twist/n undergo "
    "undermine "
    "underline underscore understand undertake undo unify unite unleash unveil update/n upgrade/n "
    "uphold "
    "uproot upset/n urge/n use/n usurp utter vandalize vanish vanquish vent/n venture/n veto/n "
    "view/n "
    "vilify vindicate violate visit/n voice/n volunteer/n vote/n vow/n wage/n wait/n walk/n wander "
    "wane "
    "want warm warn waste/n watch/n weaken wear weigh welcome/n whip/n widen win/n wipe wish/n "
    "withdraw withhold "
    "withstand witness/n wonder/n work/n worry/n worsen worship/n wound/n wreck/n write yell "
    "yield/n "
    "rain ramp reel relieve rename render reopen reposition reshape retweet roll/n ruffle sail/n "
    "sap scale/n scour "
    "shore slash/n sow spearhead splinter stoke streamline stumble surpass swap/n swell switch/n "
    "sleep/n sing drink/n swim/n wake dance/n cook/n breathe kiss/n sneak sob spin/n sprint/n "
    "stare/n "
    "suck swallow wrap yawn bounce/n chop crawl float/n hum kneel lick mix/n nod/n peel plug/n "
    "pop/n "
    "rub scratch/n sigh/n skip/n snap/n soak squeeze stretch/n tap/n taste/n tug/n weep whisper/n "
    "zip "
    "tighten tilt/n "
    "topple tour/n trail/n undercut unearth vie vouch wield wrest zero";

}  // namespace

std::span<const WordList> function_words() { return kLists; }

std::string_view verb_lemmas() { return kVerbs; }

}  // namespace polyvocal::english
