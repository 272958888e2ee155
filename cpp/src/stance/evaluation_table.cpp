#include <array>

#include "stance/tables.h"

namespace polyvocal::stance_tables {

namespace {

// Words that name events of war (war, attack, crisis, violence) are left out: they tell what
// happened, not what the writer thinks of whoever stands near by.
constexpr std::array kEvaluations = std::to_array<Evaluations>({
    {1.0,
     "heroic hero heroes heroine heroism admirable exemplary outstanding brilliant superb visionary "
     "magnificent excellent extraordinary masterful masterly inspiring inspirational noble "
     "principled courageous selfless beloved revered legendary statesmanlike statesman wonderful "
     "fantastic terrific marvelous marvellous tremendous magnanimous trailblazer champion"},
    {0.8,
     "brave bravery courage bravely heroically great greatest impressive remarkable wise wisdom "
     "honest honesty integrity trustworthy honorable honourable dignified dignity decent decency "
     "compassionate compassion generous generosity humane gracious thoughtful esteemed respected "
     "acclaimed celebrated distinguished gifted talented skilled skillful skilful accomplished "
     "triumph triumphant triumphantly glorious victorious praiseworthy commendable laudable "
     "charismatic tireless tirelessly devoted devotion dedicated dedication sincere sincerely "
     "virtuous patriotic patriot patriots love loved loves admired admiration"},
    {0.6,
     "successful successfully success successes effective effectively capable competent competence "
     "skill skills strong stronger strongest good better best fair fairly fairness just justice "
     "legitimate legitimacy lawful rightful credible credibility reliable reliably responsible "
     "responsibly sensible pragmatic moderate inclusive democratic peaceful peacefully peace "
     "constructive constructively positive positively proactive proactively productive "
     "professional professionalism loyal loyalty faithful stable stabilizing stabilising stability "
     "popular popularity welcome helpful hopeful promising prudent reasonable reasoned restraint "
     "restrained resolute determined determination resilient resilience steadfast unwavering "
     "progress achievement achievements accomplishment accomplishments breakthrough prosperity "
     "prosperous reconciliation unity gains boon proud proudly pride innovative historic landmark "
     "smart intelligent experienced qualified ideal perfect perfectly favorable favourable "
     "favorite favourite charming friendly warm warmly hailed praised lauded applauded victory"},
    {0.4,
     "important key crucial vital significant significantly major leading prominent influential "
     "confident confidence calm clear ready willing able modern open transparent transparency "
     "accountable cooperative cooperation coordinated agreement dialogue solution solutions "
     "benefit benefits beneficial advantage opportunity opportunities improvement improvements "
     "growth recovery hope hopes optimistic optimism enthusiastic enthusiasm happy glad pleased "
     "thankful grateful comfortable secure safe safely safety security supportive ambition "
     "ambitious independent independence free freedom freedoms rights civil civilised civilized "
     "orderly balanced serious seriously robust solid valuable worthy deserving deserved fit"},
    {-0.4,
     "controversial controversy unpopular weak weaker weakness weaknesses weakened limited isolated "
     "divided division divisions uncertain unclear unable unwilling unlikely reluctant reluctantly "
     "awkward awkwardly difficult difficulty difficulties trouble troubled troubles problem "
     "problems problematic concern concerns concerned worry worries worried doubt doubts doubtful "
     "questionable skeptical sceptical skepticism critical critic complaint "
     "complaints dispute disputed tense tensions setback setbacks delay delays slow poor poorly "
     "bad badly worse hard harsh harshly tough risky risk risks costly costs pressure strained "
     "shortage lack lacking absence marginal alone old inexperienced rigid stubborn aggressive "
     "aggressively ambiguous vague unexpected unusual strange odd weird surprising cautious "
     "pessimistic frustrated frustrating frustration disappointed disappointing disappointment "
     "unpredictable erratic temperamental unstable instability partisan polarizing hawkish "
     "hardline hardliner radical radicals extreme confused confusion confusing"},
    {-0.6,
     "failure failures failed failing mistake mistakes mistaken error errors wrong wrongly "
     "wrongdoing blunder blunders flawed unfair unfairly unjust unjustified unacceptable "
     "inappropriate improper improperly irresponsible irresponsibly reckless recklessly "
     "recklessness negligent negligence incompetent incompetence ineffective inept clumsy "
     "careless dangerous dangerously danger dangers threat threats threatening hostile "
     "provocative provocation provocations belligerent belligerence inflammatory divisive "
     "destabilizing destabilising unconstitutional illegal illegally unlawful unlawfully "
     "illegitimate illegitimacy rogue rebellious authoritarian authoritarianism undemocratic "
     "autocratic dictatorial repressive oppressive coercive intimidation "
     "aggression aggressor aggressors allegation allegations alleged allegedly accusation "
     "accusations accused suspicion suspicions suspicious scandal scandals embroiled disgraced "
     "embarrassing embarrassment embarrassed humiliating humiliation humiliated desperate "
     "desperately panic chaos chaotic turmoil disarray mess ugly nasty bitter bitterly angry anger "
     "angrily furious fury outrage outraged misleading false falsely untrue baseless unfounded "
     "inaccurate dishonest dishonestly dishonesty deceptive deception propaganda "
     "misinformation disinformation hypocrisy hypocrite hypocritical arrogant arrogance selfish "
     "greedy greed cynical ruthless ruthlessly brutal obsession obsessed vindictive petty "
     "shameless bigoted bigot bully bullying insult insults insulting mocked "
     "ridiculed condemned criticized criticised blasted slammed denounced interference meddling "
     "negative negatively harmful damaging damage harm unfit unqualified loser losers"},
    {-0.8,
     "corrupt corruption fraud fraudulent fraudster crooked crook crooks liar liars lie lies lying "
     "cheat cheater cheating thief thieves theft bribery bribe bribes extortion embezzlement "
     "racketeering cronyism nepotism plunder looting brutality brutally cruel cruelly cruelty "
     "violent violently vicious viciously savage savagely merciless mercilessly bloodthirsty bloody "
     "deadly murderous abusive abuse abuses abuser exploitation persecution repression oppression "
     "suppression tyranny tyrannical despotic despotism dictatorship fascist fascism racist racism "
     "sexist misogynist misogynistic misogyny xenophobic hateful hatred hate betrayal "
     "betrayed traitor traitors treason treasonous treachery treacherous sabotage conspiracy "
     "disgrace disgraceful shameful shame shamefully disgusting despicable deplorable contemptible "
     "appalling horrible horrific horrendous horrifying terrible terribly awful dreadful disastrous "
     "disastrously disaster catastrophe catastrophic ruinous devastating destructive nightmare "
     "fiasco debacle crime crimes criminal criminals criminality lawless lawlessness thug thugs "
     "thuggish gangster gangsters mob mafia toxic poisonous insane insanity crazy lunatic deranged "
     "unhinged delusional idiot idiots idiotic stupid stupidity foolish fool pathetic worthless "
     "indicted convicted guilty impeached impeachment"},
    {-1.0,
     "evil atrocity atrocities barbaric barbarism barbarity barbarous monstrous monster monsters "
     "heinous genocide genocidal massacre massacres torture murderer murderers "
     "butcher killer killers rapist rapists predator tyrant tyrants despot despots nazi nazis "
     "nazism inhuman inhumane vile wicked abominable depraved sadistic slaughter"},
});

}  // namespace

std::span<const Evaluations> evaluations() { return kEvaluations; }

}  // namespace polyvocal::stance_tables
