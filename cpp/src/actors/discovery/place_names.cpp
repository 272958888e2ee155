#include "actors/discovery/place_names.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "actors/us_states.h"

namespace polyvocal::naming {

namespace {

// Written for this project from general knowledge, by region. Left out is what is a word of the
// language (Bath, Split, Mobile), a frequent surname or given name (Jackson, Austin, Charlotte),
// and what stands in the table of countries.
constexpr std::array kPlaces = std::to_array<std::string_view>({
    // Continents, seas, rivers, mountains, regions of several countries.
    "africa,asia,europe,north america,south america,latin america,central america,antarctica,"
    "oceania,arctic,atlantic,pacific,mediterranean,caribbean,baltic,adriatic,aegean,caspian,"
    "black sea,red sea,north sea,dead sea,persian gulf,gulf of mexico,gulf of aden,gulf of oman,"
    "bosphorus,hormuz,strait of hormuz,suez,panama canal,nile,danube,rhine,volga,dnieper,dnipro,"
    "euphrates,tigris,amazon basin,mississippi river,ohio river,potomac,thames,ganges,mekong,"
    "yangtze,himalayas,alps,andes,caucasus,balkans,scandinavia,middle east,near east,far east,"
    "maghreb,levant,sahel,sahara,sub-saharan africa,horn of africa,west africa,east africa,"
    "north africa,southern africa,central asia,southeast asia,south asia,east asia,"
    "eastern europe,western europe,mesopotamia,anatolia,siberia,crimea,donbas,donbass,kurdistan,"
    "palestine,gaza,gaza strip,west bank,golan heights,sinai,galilee,negev,kashmir,punjab,bengal,"
    "sindh,balochistan,xinjiang,tibet,hong kong,macau,manchuria,taiwan strait,chechnya,dagestan,"
    "abkhazia,south ossetia,nagorno-karabakh,transnistria,kosovo,catalonia,andalusia,brittany,"
    "normandy,provence,bavaria,saxony,silesia,galicia,bohemia,moravia,transylvania,tuscany,sicily,"
    "sardinia,lombardy,corsica,crete,flanders,wallonia,scotland,wales,england,northern ireland,"
    "ulster,cornwall,yorkshire,lancashire,prussia,bessarabia,bukovina,thrace,macedonia,dalmatia,"
    "vojvodina,biafra,darfur,kordofan,katanga,tigray,oromia,puntland,somaliland,zanzibar,"
    "western sahara,cabinda,cyrenaica,tripolitania,fezzan,hejaz,patagonia,yucatan,chiapas,"
    "kamchatka,sakhalin,okinawa,hokkaido,borneo,sumatra,java,bali,aceh,mindanao,luzon,guam,"
    "puerto rico,hawaii,bermuda,greenland,falkland islands,gibraltar,"
    // Provinces and territories of Canada and Australia.
    "ontario,quebec,british columbia,alberta,saskatchewan,manitoba,nova scotia,new brunswick,"
    "newfoundland,labrador,prince edward island,yukon,nunavut,northwest territories,"
    "new south wales,queensland,tasmania,south australia,western australia,northern territory,"
    // The United States: regions and cities (the states stand in a table of their own).
    "alaska,district of columbia,new england,long island,cape cod,manhattan,brooklyn,bronx,"
    "staten island,harlem,hollywood,silicon valley,capitol hill,los angeles,san francisco,"
    "san diego,san jose,san antonio,sacramento,oakland,fresno,long beach,chicago,houston,dallas,"
    "fort worth,el paso,galveston,philadelphia,pittsburgh,harrisburg,gettysburg,phoenix,tucson,"
    "boston,worcester,cambridge,detroit,ann arbor,grand rapids,flint,milwaukee,minneapolis,"
    "st paul,saint paul,duluth,seattle,tacoma,spokane,denver,colorado springs,boulder,baltimore,"
    "annapolis,atlanta,savannah,miami,tampa,jacksonville,tallahassee,orlando,new orleans,"
    "baton rouge,nashville,memphis,knoxville,chattanooga,louisville,lexington,cincinnati,"
    "cleveland,columbus,toledo,dayton,akron,indianapolis,st louis,saint louis,kansas city,topeka,"
    "wichita,omaha,des moines,cedar rapids,sioux falls,fargo,bismarck,salt lake city,las vegas,"
    "reno,albuquerque,santa fe,boise,helena,cheyenne,anchorage,honolulu,oklahoma city,tulsa,"
    "little rock,birmingham,montgomery,biloxi,charleston,greensboro,raleigh,durham,fayetteville,"
    "richmond,norfolk,newport news,alexandria,arlington,newark,jersey city,trenton,atlantic city,"
    "buffalo,albany,syracuse,schenectady,poughkeepsie,utica,providence,newport,hartford,"
    "new haven,bridgeport,concord,montpelier,bangor,lansing,springfield,peoria,ferguson,"
    // Canada, Latin America, the Caribbean.
    "toronto,montreal,vancouver,calgary,edmonton,winnipeg,halifax,tijuana,ciudad juarez,"
    "guadalajara,monterrey,acapulco,veracruz,cancun,rio de janeiro,sao paulo,buenos aires,"
    "cordoba,rosario,medellin,cali,cartagena,maracaibo,guayaquil,cusco,valparaiso,"
    "guantanamo,guantanamo bay,santiago de cuba,port-au-prince,"
    // Europe.
    "manchester,liverpool,leeds,sheffield,bristol,plymouth,portsmouth,southampton,oxford,"
    "edinburgh,glasgow,aberdeen,dundee,cardiff,swansea,belfast,londonderry,cork,galway,marseille,"
    "marseilles,lyon,lyons,bordeaux,toulouse,strasbourg,lille,calais,dunkirk,cherbourg,brest,"
    "verdun,versailles,cannes,barcelona,seville,valencia,bilbao,granada,cadiz,malaga,oporto,"
    "milan,turin,naples,venice,genoa,florence,bologna,palermo,verona,trieste,munich,hamburg,"
    "frankfurt,cologne,dusseldorf,leipzig,dresden,stuttgart,nuremberg,bremen,hanover,bonn,"
    "heidelberg,danzig,gdansk,krakow,cracow,lodz,poznan,wroclaw,breslau,lublin,auschwitz,"
    "salzburg,innsbruck,graz,geneva,zurich,basel,lausanne,davos,rotterdam,the hague,hague,"
    "utrecht,antwerp,ghent,bruges,ostend,waterloo,gothenburg,malmo,bergen,salonica,thessaloniki,"
    "piraeus,corfu,srebrenica,mostar,banja luka,novi sad,dubrovnik,pristina,constantinople,"
    "istanbul,izmir,smyrna,antalya,diyarbakir,gaziantep,incirlik,"
    // Ukraine and Russia.
    "kharkiv,kharkov,odessa,odesa,lviv,lvov,dnipropetrovsk,donetsk,luhansk,lugansk,mariupol,"
    "zaporizhzhia,zaporizhia,kherson,mykolaiv,melitopol,bakhmut,avdiivka,debaltseve,sloviansk,"
    "slavyansk,kramatorsk,sumy,chernihiv,chernobyl,chornobyl,bucha,irpin,simferopol,sevastopol,"
    "sebastopol,yalta,kerch,leningrad,st petersburg,saint petersburg,stalingrad,volgograd,"
    "novosibirsk,yekaterinburg,kazan,samara,rostov,rostov-on-don,belgorod,kursk,bryansk,"
    "voronezh,murmansk,archangel,vladivostok,irkutsk,grozny,beslan,sochi,kaliningrad,smolensk,"
    // Middle East and North Africa.
    "aleppo,homs,hama,idlib,raqqa,palmyra,latakia,tartus,tartous,daraa,deir ezzor,deir al-zour,"
    "deir ez-zor,kobani,kobane,manbij,qamishli,hasakah,afrin,al-bab,ghouta,eastern ghouta,"
    "suwayda,mosul,basra,kirkuk,irbil,erbil,sulaymaniyah,fallujah,ramadi,tikrit,samarra,najaf,"
    "karbala,baiji,sinjar,tal afar,haditha,anbar,nineveh,diyala,jaffa,haifa,tel aviv,hebron,"
    "nablus,jenin,ramallah,bethlehem,nazareth,jericho,rafah,khan younis,khan yunis,eilat,"
    "sderot,ashkelon,ashdod,sidon,tyre,baalbek,bekaa,benghazi,misrata,misurata,sirte,tobruk,"
    "derna,sabha,zintan,zawiya,zawiyah,bani walid,ajdabiya,tarhuna,gharyan,sabratha,zuwara,"
    "kufra,ras lanuf,brega,bayda,jufra,port said,giza,luxor,aswan,suez canal,sharm el-sheikh,"
    "el arish,sfax,sousse,oran,constantine,casablanca,marrakesh,fez,tangier,aden,taiz,hodeidah,"
    "hudaydah,marib,saada,hadramawt,jeddah,mecca,medina,dhahran,dubai,sharjah,isfahan,shiraz,"
    "mashhad,tabriz,natanz,qom,bushehr,abadan,"
    // Africa south of the Sahara.
    "lagos,kano,kaduna,maiduguri,port harcourt,borno,chibok,timbuktu,gao,kidal,agadez,douala,"
    "goma,bukavu,kisangani,lubumbashi,ituri,north kivu,south kivu,el fasher,nyala,omdurman,"
    "port sudan,wad madani,el obeid,el geneina,bentiu,malakal,mombasa,kisumu,entebbe,mekelle,"
    "gondar,hargeisa,kismayo,baidoa,johannesburg,cape town,durban,soweto,bulawayo,cabo delgado,"
    // Asia and Oceania.
    "kandahar,herat,kunduz,mazar-i-sharif,jalalabad,helmand,bagram,tora bora,peshawar,karachi,"
    "lahore,rawalpindi,quetta,swat valley,waziristan,north waziristan,abbottabad,mumbai,bombay,"
    "calcutta,kolkata,madras,chennai,bangalore,hyderabad,ahmedabad,srinagar,amritsar,agra,"
    "varanasi,benares,gujarat,kerala,assam,manipur,chittagong,cox's bazar,rangoon,yangon,"
    "mandalay,rakhine,chiang mai,phuket,saigon,ho chi minh city,hue,da nang,penang,surabaya,"
    "bandung,cebu,davao,shanghai,guangzhou,canton,shenzhen,wuhan,nanjing,nanking,tianjin,"
    "tientsin,chongqing,harbin,lhasa,urumqi,peking,tiananmen square,osaka,kyoto,nagoya,"
    "yokohama,hiroshima,nagasaki,fukushima,busan,pusan,incheon,samarkand,almaty,sydney,"
    "melbourne,brisbane,perth,adelaide,auckland,christchurch",
});

// Of one word. What may be a surname or a place is left out.
constexpr std::string_view kNobody =
    "god allah jehovah islam christianity judaism hinduism buddhism catholicism protestantism "
    "bible "
    "quran koran torah gospel scripture scriptures christmas easter thanksgiving hanukkah passover "
    "ramadan eid halloween lent covid covid-19 coronavirus sars hiv aids ebola zika malaria "
    "influenza gdp vat ied ieds socialism communism marxism capitalism fascism nazism zionism "
    "islamism jihad sharia holocaust brexit internet tv pc pm am pr hr ok id ad bc ce vs ft km kg "
    "mm cm mph";

}  // namespace

void each_place_name(const std::function<void(std::string_view)>& use) {
  for (std::string_view names : kPlaces) {
    while (!names.empty()) {
      const std::size_t comma = std::min(names.find(','), names.size());
      use(names.substr(0, comma));
      names.remove_prefix(std::min(comma + 1, names.size()));
    }
  }
  for (const std::string_view state : state_names()) use(state);
}

std::string_view names_of_nobody() { return kNobody; }

}  // namespace polyvocal::naming
