#include <array>

#include "stance/rules/tables.h"

namespace polyvocal::scoring::tables {

namespace {

constexpr std::array kFrames = std::to_array<Frames>({
    // name, agent, patient, relation, regard
    {"atrocity", -1.0, 0.1, -1, -0.4,
     "massacre;slaughter;butcher;torture;rape;behead;lynch;starve;exterminate;annihilate;terrorize;"
     "terrorise;persecute;plunder;loot;pillage;ransack;maim;mutilate;enslave"},
    {"killing", -0.8, 0.1, -1, -0.4, "kill;murder;assassinate;execute;poison;gun down"},
    {"attack", -0.5, 0.0, -1, -0.4,
     "attack;assault;bomb;bombard;shell;raid;ambush;besiege;invade;storm;strike;pound;shoot;fire "
     "on;"
     "target;torch;devastate;destroy;demolish;flatten;wound;injure;march on;advance on"},
    {"seizure", -0.2, 0.0, -1, -0.2,
     "occupy;seize;capture;annex;overrun;usurp;confiscate;hijack;encroach on"},
    {"abduction", -0.7, 0.1, -1, -0.4, "abduct;kidnap;disappear"},
    {"coercion", -0.4, 0.1, -1, -0.4,
     "threaten;intimidate;harass;blackmail;coerce;bully;blockade;crush;suppress;repress;silence;"
     "censor;menace;subjugate;displace;evict;uproot;strangle;punish;extort;stifle;quash;quell;"
     "crack on"},
    {"custody", -0.1, -0.3, -1, -0.4,
     "arrest;detain;jail;imprison;indict;convict;prosecute;charge;sue;impeach;exile;deport;expel"},
    {"wrongdoing", -0.7, 0.0, 0, 0.0,
     "violate;breach;flout;steal;embezzle;lie;mislead;deceive;cheat;smuggle;launder;falsify;"
     "defraud;"
     "betray;abuse;exploit;mistreat;bribe;discriminate;conspire;collude;distort;fabricate;"
     "desecrate;"
     "squander;trample;marginalize;marginalise;misrepresent;rob;swindle;scapegoat;vandalize"},
    {"disruption", -0.5, 0.0, 0, 0.0,
     "sabotage;undermine;destabilize;destabilise;provoke;incite;inflame;escalate;exacerbate;worsen;"
     "aggravate;endanger;jeopardize;derail;obstruct;hinder;hamper;impede;thwart;disrupt;meddle;"
     "interfere;poison;ruin;wreck;bungle;mishandle;botch;foment;stoke;fuel"},
    {"failure", -0.5, 0.0, 0, 0.0, "fail;falter;blunder;neglect;backfire;renege;flounder;stumble"},
    {"evasion", -0.3, 0.0, 0, 0.0,
     "ignore;evade;dodge;shirk;abandon;flee;conceal;hide;downplay;stall;exaggerate;overstate;rant;"
     "rail;gloat;bluster"},
    {"rescue", 0.6, 0.0, 1, 0.3,
     "liberate;free;rescue;save;protect;safeguard;shelter;shield;heal;feed;evacuate"},
    {"repair", 0.5, 0.0, 0, 0.0,
     "restore;rebuild;reconcile;mediate;broker;unify;reunite;unite;stabilize;stabilise;improve;"
     "modernize;strengthen;resolve;solve;settle;pacify;defuse;alleviate;ease;demilitarize;"
     "de-escalate;eradicate;overcome;facilitate;foster;uphold;preserve;revive;reform"},
    {"achievement", 0.4, 0.0, 0, 0.0,
     "achieve;accomplish;succeed;excel;triumph;prosper;thrive;flourish;earn;deserve;inspire;"
     "contribute;cooperate;collaborate;pioneer;innovate"},
    {"help", 0.3, 0.0, 1, 0.3,
     "help;assist;aid;donate to;provide for;comfort;relieve;reassure;encourage;empower"},
    {"support", 0.0, 0.0, 1, 0.6,
     "support;back;endorse;promote;sponsor;bolster;side with;ally "
     "with;arm;fund;finance;equip;bankroll;"
     "champion;embrace;defend;vouch for;rally behind;stand with;stand by;stand behind;befriend;"
     "vote for;campaign for;recognize;recognise;prop;favor;favour;subsidize;reinforce;align with;"
     "cooperate with;coordinate with;collaborate with;join;train;supply;pledge to"},
    {"praise", 0.0, 0.0, 1, 0.7,
     "praise;laud;applaud;commend;hail;congratulate;thank;salute;honor;honour;admire;respect;trust;"
     "love;like;extol;glorify;celebrate;compliment;cheer;welcome;appreciate;revere;esteem;credit;"
     "reward;decorate;acclaim"},
    {"opposition", 0.0, 0.0, -1, -0.5,
     "oppose;reject;fight;confront;battle;combat;clash with;resist;challenge;counter;rebuff;spurn;"
     "shun;snub;boycott;sanction;repel;defy;disobey;protest;protest against;rebel against;turn on;"
     "turn against;break with;split with;distance from;fight against;fight with;vie with;"
     "campaign against;compete with;disagree with;quarrel with;feud with;contest;veto;outlaw;"
     "blacklist"},
    {"weakening", 0.0, 0.0, -1, -0.3,
     "weaken;reduce;contain;isolate;undercut;curb;rein in;outflank;marginalize"},
    {"criticism", 0.0, 0.0, -1, -0.6,
     "criticize;criticise;condemn;denounce;blast;slam;lambast;lambaste;rebuke;accuse;blame;decry;"
     "deplore;reprimand;mock;ridicule;insult;deride;disparage;scold;berate;castigate;excoriate;"
     "vilify;demonize;demonise;smear;slander;malign;defame;discredit;question;doubt;belittle;chide;"
     "rip;assail;taunt;scorn;fault;denigrate;lash at;attack for;warn against;complain about"},
    {"dislike", 0.0, 0.0, -1, -0.6,
     "hate;despise;loathe;detest;fear;distrust;mistrust;dislike;resent;suspect;disdain"},
    {"overthrow", -0.1, 0.0, -1, -0.3,
     "overthrow;oust;topple;depose;unseat;remove;dismiss;fire;sack"},
    {"defeat", 0.0, 0.0, -1, 0.0, "defeat;beat;rout;vanquish;conquer;repulse;trounce;outmaneuver"},
});

constexpr std::array kEventNouns = std::to_array<EventNouns>({
    {"atrocity", -0.9, -1, "massacre atrocity slaughter torture persecution genocide"},
    {"killing", -0.7, -1, "killing murder assassination execution"},
    {"attack", -0.3, -1,
     "attack offensive assault strike airstrike bombing bombardment shelling raid ambush siege "
     "invasion aggression incursion onslaught war campaign"},
    {"coercion", -0.4, -1, "crackdown blockade threat intimidation harassment repression"},
    {"wrongdoing", -0.6, 0,
     "violation breach corruption fraud lie deception abuse betrayal scandal crime theft"},
    {"rescue", 0.5, 1, "rescue liberation protection"},
    {"support", 0.0, 1,
     "support backing endorsement assistance aid help sponsorship funding praise recognition"},
    {"criticism", 0.0, -1,
     "criticism condemnation opposition hostility rejection denunciation accusation"},
});

constexpr std::array kPartyNouns = std::to_array<PartyNouns>({
    {1,
     "supporter ally backer sponsor patron friend partner loyalist follower admirer fan defender "
     "champion proxy surrogate aide confidant"},
    {-1, "opponent rival enemy foe critic adversary challenger detractor nemesis"},
});

constexpr std::array kCompounds = std::to_array<Compounds>({
    {1,
     "backed supported allied funded financed armed sponsored aligned friendly affiliated "
     "trained supplied endorsed recognized recognised accredited loyal"},
});

constexpr std::array kReversers = std::to_array<Modifiers>({
    {-0.5,
     "avert averts averted averting prevent prevents prevented preventing avoid avoids avoided "
     "avoiding combat combating combatting fight fighting fights fought counter countering curb "
     "curbing tackle tackling end ends ended ending halt halts halted halting stop stops stopped "
     "stopping cease ceased eliminate eliminating eliminated eradicate eradicating overcome "
     "overcoming reduce reduces reduced reducing defuse defusing oppose opposes opposed opposing "
     "reject rejects rejected rejecting deny denies denied denying denounce denounced condemn "
     "condemned against without refute refuted dispel dispelled rid demilitarize quell defeat "
     "defeating defeated facing face countered"},
    {-0.6,
     "fail fails failed failing failure lack lacks lacked lacking lose loses lost losing refuse "
     "refuses refused refusing deprive deprived stall unable inability hardly barely little "
     "absence "
     "collapse collapsed hinder hindered undermine undermines undermined undermining threaten "
     "threatens threatened threatening jeopardize destroy destroyed destroying decline declined"},
});

constexpr std::array kDegrees = std::to_array<Modifiers>({
    {1.3,
     "very extremely highly deeply hugely enormously utterly totally completely absolutely "
     "incredibly remarkably especially particularly exceptionally truly profoundly most so too "
     "increasingly severely overwhelmingly widely"},
    {0.6, "slightly somewhat rather relatively fairly partly partially mildly moderately almost"},
    {-0.5, "less least hardly barely scarcely"},
});

constexpr std::string_view kOutcomes =
    "collapse collapsed collapses collapsing win wins won winning lose loses lost losing defeat "
    "defeated defeats victory victories gain gains gained gaining retreat retreated withdraw "
    "withdrew withdrawn advance advanced advances fall fell fallen surrender surrendered retake "
    "retook recapture recaptured control controlled controls hold holds held";

}  // namespace

std::span<const Frames> frames() { return kFrames; }
std::span<const EventNouns> event_nouns() { return kEventNouns; }
std::span<const PartyNouns> party_nouns() { return kPartyNouns; }
std::span<const Compounds> compounds() { return kCompounds; }
std::span<const Modifiers> reversers() { return kReversers; }
std::span<const Modifiers> degrees() { return kDegrees; }
std::string_view outcomes() { return kOutcomes; }

}  // namespace polyvocal::scoring::tables
