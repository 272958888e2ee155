#include <array>

#include "stance/rules/tables.h"

namespace polyvocal::scoring::tables {

namespace {

// A label belongs to the mention that it modifies, never to a faction by itself: the same words
// stand for opposite sides in different outlets.
constexpr std::array kLabels = std::to_array<Labels>({
    {0.7,
     "internationally recognized|internationally recognised|internationally-recognized|"
     "recognized by the international community|recognised by the international community|"
     "recognized by the united nations|recognised by the united nations|recognized by the un|"
     "recognised by the un|un recognized|un recognised|un accredited|legally recognized|"
     "democratically elected|freely elected|popularly elected|duly elected|legitimate|lawful|"
     "rightful|sovereign|constitutional|gained international recognition|won international "
     "recognition|"
     "enjoys international recognition"},
    {0.5,
     "elected|recognized|recognised|un backed|un supported|united nations backed|official|"
     "national unity|freedom fighter|freedom fighters|liberator|liberators|peacekeeper|"
     "peacekeepers|peacemaker|peacemakers|reformer|reformers|reformist|reformists|"
     "pro democracy|human rights defender|human rights defenders|defender|defenders|martyr|"
     "martyrs|revolutionary|revolutionaries|resistance|moderate|moderates|war hero|national hero|"
     "statesman|elder statesman|father of the nation|prisoner of conscience|political prisoner|"
     "peaceful"},
    {-0.3,
     "rebel|rebels|insurgent|insurgents|militia|militias|militiaman|militiamen|gunmen|gunman|"
     "armed group|armed groups|armed men|armed faction|armed factions|separatist|separatists|"
     "secessionist|secessionists|breakaway|unrecognized|unrecognised|paramilitary|"
     "paramilitaries|de facto|unelected|embattled|beleaguered|hardline|hardliner|"
     "hardliners|populist|populists|controversial|disputed|former warlord|"
     "islamist|islamists|operatives|loyalists|cronies"},
    {-0.6,
     "self proclaimed|self styled|self declared|self appointed|so called|purported|would be|"
     "renegade|rogue|breakaway leader|strongman|strongmen|military strongman|mercenary|mercenaries|"
     "proxy|proxies|puppet|puppets|puppet government|puppet regime|client|henchman|henchmen|regime|"
     "junta|clique|cabal|faction of thugs|coup plotter|coup plotters|putschist|putschists|usurper|"
     "usurpers|hawk|demagogue|demagogues|autocrat|autocrats|authoritarian|dictatorial|oligarch|"
     "oligarchs|extremist|extremists|fanatic|fanatics|radical|radicals|jihadist|jihadists|"
     "hostile force|hostile forces|occupier|occupiers|occupying force|occupying forces|invader|"
     "invaders|aggressor|aggressors|outlaw|outlaws|outlawed|banned group|illegitimate|unlawful|"
     "illegal|unconstitutional|pariah|pariah state|rogue state|propagandist|propagandists|"
     "mouthpiece|apologist|apologists|stooge|stooges|enforcer|enforcers"},
    {-0.9,
     "terrorist|terrorists|terrorist group|terrorist groups|terrorist organization|"
     "terrorist organizations|terrorist organisation|terrorist organisations|terror group|"
     "terror groups|warlord|warlords|dictator|dictators|tyrant|tyrants|despot|despots|"
     "war criminal|war criminals|criminal gang|criminal gangs|gang|gangs|thug|thugs|gangster|"
     "gangsters|bandit|bandits|death squad|death squads|murderer|murderers|butcher|killer|killers|"
     "traitor|traitors|fascist|fascists|nazi|nazis|neo nazi|neo nazis|terrorist state|terror state|"
     "criminal regime|genocidal|state sponsor of terrorism|evil empire|axis of evil|infidels|"
     "infidel|apostate|apostates|vermin|cockroaches|scum"},
});

}  // namespace

std::span<const Labels> labels() { return kLabels; }

}  // namespace polyvocal::scoring::tables
