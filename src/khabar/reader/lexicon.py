"""The words that the rules around the tagger go by. Tables only: add a word here, never a case in the code."""

from __future__ import annotations

from khabar.model import ClaimType as T
from khabar.model.sites import FACILITY_NOUNS, PLACE_NOUNS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A source that is a text or a broadcast, not a person.
DOCUMENT_NOUNS = _words(
    "report article statement communique communiqué bulletin post video letter study survey paper"
    " document release broadcast tweet account dispatch interview text"
)
VAGUE_SOURCES = _words(
    "media outlet report source rumor rumour reports sources outlets website websites newspaper "
    "newspapers account accounts"
)


# --- claim types: verbs that suffice, then nouns that decide where the verb says little
VERB_TYPES: dict[str, T] = {}
for _type, _verbs in {
    T.CAPTURE: "seize capture retake recapture overrun liberate conquer occupy wrest fall annex storm reclaim regain",
    T.WITHDRAWAL: "withdraw retreat flee evacuate vacate pull leave abandon exit",
    T.HANDOVER: "cede relinquish surrender hand handover",
    T.DEPLOYMENT: (
        "deploy station mass garrison reinforce dispatch redeploy position entrench amass mobilize "
        "mobilise bolster patrol base"
    ),
    T.ATTACK: (
        "attack strike bomb bombard shell fire kill target raid clash ambush fight assassinate "
        "hit wound injure shoot destroy launch "
        "detonate explode massacre behead execute down intercept battle repel besiege blast torch"
        " loot burn threaten assault combat"
    ),
    T.DETENTION: (
        "detain arrest imprison jail escape free release abduct kidnap incarcerate apprehend extradite repatriate"
    ),
    T.CLEARANCE: "clear sweep comb demine cleanse search purge dismantle defuse",
    T.INFILTRATION: "infiltrate sneak slip penetrate breach reinfiltrate",
    T.MOVEMENT: (
        "move approach cross travel enter reach advance return transfer head arrive drive go pass relocate"
        " transit march push expand spread "
        "transport fly sail displace resettle link"
    ),
    T.COMMAND: "lead command head oversee supervise",
    T.MEMBERSHIP: "belong join comprise include affiliate integrate incorporate merge consist recruit",
    T.ALLIANCE: "back support ally coordinate cooperate aid assist side sponsor arm fund finance collude train",
    T.AUTHORITY: (
        "authorize authorise order permit mandate instruct grant approve entrust delegate assign task"
        " empower appoint allow ban forbid"
    ),
    T.LAW: "legalize legalise ratify legislate enact vote amend adopt pass repeal",
    T.SANCTION: "sanction designate blacklist",
    T.TALKS: "meet negotiate discuss confer mediate agree",
    T.SUPPLY_ROUTE: "smuggle ship traffic supply deliver resupply",
    T.CROSSING: "reopen open close shut",
    T.BARRIER: "fortify fence wall build construct erect dig complete install",
    T.SURVEILLANCE: "monitor surveil watch observe eavesdrop",
    T.CONTROL: (
        "control hold secure run manage maintain dominate administer rule govern retain police guard "
        "protect defend impose keep"
    ),
    T.QUANTITY: "number total shelter accommodate house contain measure amount stretch count",
    T.STATEMENT: "object condemn denounce issue circulate praise criticize criticise welcome call",
}.items():
    for _verb in _verbs.split():
        VERB_TYPES.setdefault(_verb, _type)

# Nouns that decide a claim's type where the verb is a weak one, or that overrule the verb (OVERRULING).
NOUN_TYPES: dict[str, T] = {}
for _type, _nouns in {
    T.BARRIER: "barrier wall fence trench berm ditch fortification barricade rampart",
    T.SURVEILLANCE: "camera surveillance drone watchtower radar sensor reconnaissance",
    T.SUPPLY_ROUTE: "route corridor highway supply smuggling lifeline pipeline shipment munition missile weapon arms",
    T.CROSSING: "crossing checkpoint gate port",
    T.CONTROL: "control hold custody grip foothold sovereignty dominance presence",
    T.AUTHORITY: (
        "authority responsibility permission mandate charge jurisdiction responsible decision approval answer green"
    ),
    T.WITHDRAWAL: "withdrawal pullout drawdown retreat departure evacuation",
    T.CAPTURE: "capture takeover seizure conquest liberation recapture",
    T.ATTACK: (
        "attack strike airstrike raid clash bombing shelling assault fighting offensive ambush "
        "explosion rocket battle war massacre execution killing invasion"
    ),
    T.DETENTION: "detainee prisoner arrest escape detention jailbreak release",
    T.CLEARANCE: "mine demining explosive clearance",
    T.DEPLOYMENT: "deployment garrison troop soldier alert reinforcement presence",
    T.ALLIANCE: (
        "ally alliance coordination cooperation support partner tie relation backing mouthpiece allegiance close"
    ),
    T.MEMBERSHIP: "member part faction wing branch umbrella unit",
    T.COMMAND: "commander leader head chief command founder",
    T.LAW: "law legislation bill decree constitution",
    T.SANCTION: "sanction designation blacklist terrorist",
    T.TALKS: "talk meeting negotiation consultation contact dialogue summit ceasefire truce",
    T.INFILTRATION: "infiltration incursion reinfiltration breach",
    T.MOVEMENT: "movement transfer advance",
}.items():
    for _noun in _nouns.split():
        NOUN_TYPES.setdefault(_noun, _type)
WEAK_VERBS = _words(
    "be have take make give do bring put remain become get keep set conduct carry continue begin "
    "start play launch impose hold send "
    "stop prevent cut find use provide receive maintain serve form complete install build "
    "construct equip finish close open place run "
    "handle dominate establish mean enable say threaten block occur happen come see show face "
    "result cause lead increase exist include own operate fall"
)
# take/have/bring/put + noun: "take control of" is a capture, "under control" holds.
PHRASES = {
    **dict.fromkeys((("be", "part"), ("form", "part"), ("become", "part"), ("remain", "part")), T.MEMBERSHIP),
    ("take", "control"): T.CAPTURE,
    ("gain", "control"): T.CAPTURE,
    ("seize", "control"): T.CAPTURE,
    ("assume", "control"): T.CAPTURE,
    ("lose", "control"): T.WITHDRAWAL,
    ("give", "authority"): T.AUTHORITY,
    ("put", "charge"): T.AUTHORITY,
    ("be", "charge"): T.AUTHORITY,
    ("hand", "control"): T.HANDOVER,
    ("hand", "over"): T.HANDOVER,
    ("take", "over"): T.CAPTURE,
    **dict.fromkeys((("responsible", n) for n in "attack bombing killing strike death shooting".split()), T.ATTACK),
    ("fall", "authority"): T.AUTHORITY,
    ("fall", "jurisdiction"): T.AUTHORITY,
    ("fall", "control"): T.CONTROL,
    ("turn", "over"): T.HANDOVER,
    ("transfer", "control"): T.HANDOVER,
    ("transfer", "munition"): T.SUPPLY_ROUTE,
    ("transfer", "weapon"): T.SUPPLY_ROUTE,
    ("transfer", "arms"): T.SUPPLY_ROUTE,
    ("move", "weapon"): T.SUPPLY_ROUTE,
    ("send", "missile"): T.SUPPLY_ROUTE,
    ("send", "weapon"): T.SUPPLY_ROUTE,
    ("send", "force"): T.DEPLOYMENT,
    ("send", "troop"): T.DEPLOYMENT,
    ("send", "reinforcement"): T.DEPLOYMENT,
    ("place", "alert"): T.DEPLOYMENT,
    ("put", "alert"): T.DEPLOYMENT,
    ("send", "raid"): T.ATTACK,
    ("launch", "operation"): T.ATTACK,
    ("find", "mine"): T.CLEARANCE,
    ("keep", "eye"): T.SURVEILLANCE,
    ("move", "away"): T.WITHDRAWAL,
    **{(verb, n): T.CROSSING for verb in "close open reopen shut seal".split() for n in ("border", "frontier")},
    **{
        ("take", n): T.CAPTURE
        for n in (
            "village town township city position hill district base outpost camp territory ground area bridge airport "
            "crossing headquarters palace barracks garrison checkpoint fort neighbourhood suburb province region "
            "island port"
        ).split()
    },
    **{("evacuate", n): T.MOVEMENT for n in "resident civilian people child family patient villager".split()},
    **{("launch", n): T.ATTACK for n in "missile rocket drone strike attack offensive assault raid".split()},
    **{("fire", n): T.ATTACK for n in "missile rocket shell shot drone".split()},
    ("take", "up"): T.DEPLOYMENT,
    ("direct", "operation"): T.COMMAND,
    ("host", "talk"): T.TALKS,
    ("host", "round"): T.TALKS,
    ("hold", "round"): T.TALKS,
    ("drive", "out"): T.CAPTURE,
    ("push", "out"): T.CAPTURE,
    ("push", "back"): T.ATTACK,
    ("fight", "alongside"): T.ALLIANCE,
    ("launch", "invasion"): T.ATTACK,
    ("launch", "incursion"): T.ATTACK,
    ("set", "ablaze"): T.ATTACK,
    ("set", "fire"): T.ATTACK,
    ("hold", "charge"): T.DETENTION,
    ("hold", "custody"): T.DETENTION,
    ("hold", "civilian"): T.DETENTION,
    ("hold", "man"): T.DETENTION,
    ("hold", "people"): T.DETENTION,
    ("hold", "suspect"): T.DETENTION,
    ("pass", "law"): T.LAW,
    ("pass", "bill"): T.LAW,
    ("adopt", "law"): T.LAW,
    ("send", "peacekeeper"): T.DEPLOYMENT,
    ("send", "soldier"): T.DEPLOYMENT,
    ("send", "unit"): T.DEPLOYMENT,
    ("send", "brigade"): T.DEPLOYMENT,
    ("pull", "out"): T.WITHDRAWAL,
    ("pull", "back"): T.WITHDRAWAL,
    ("break", "out"): T.DETENTION,
    ("hold", "prisoner"): T.DETENTION,
    ("hold", "detainee"): T.DETENTION,
    ("hold", "hostage"): T.DETENTION,
    ("hold", "talk"): T.TALKS,
    ("hold", "meeting"): T.TALKS,
    ("have", "contact"): T.TALKS,
    ("prevent", "infiltration"): T.INFILTRATION,
    ("prevent", "breach"): T.INFILTRATION,
    ("open", "fire"): T.ATTACK,
    ("claim", "responsibility"): T.ATTACK,
    ("target", "israel"): T.ATTACK,
    ("base", "group"): T.MEMBERSHIP,
}
COMMAND_NOUNS = _words(
    "commander leader head chief chairman chairwoman director governor mayor minister president "
    "premier deputy boss "
    "founder emir commandant ruler secretary undersecretary warlord vice-president"
)
MEMBER_NOUNS = _words(
    "member adviser advisor representative spokesman spokeswoman spokesperson official lawmaker deputy delegate "
    "fighter officer general colonel part branch wing "
    "faction unit subsidiary affiliate component arm offshoot parliamentarian MP militant soldier brigade division"
)

# --- who: head nouns that tell a name's kind
GROUP_NOUNS = _words(
    "brigade brigades militia militias front army forces force faction factions battalion "
    "battalions regiment movement group groups "
    "units fighters rebels guerrillas insurgents militants gunmen jihadists troops command corps "
    "legion resistance cell cells terrorists mercenaries paramilitaries "
    "alliance coalition organization organisation"
)
PEOPLE_NOUNS = _words(
    "civilian soldier fighter prisoner hostage captive detainee people person man woman child boy girl journalist "
    "reporter worker officer policeman troop militant rebel guerrilla gunman insurgent villager resident refugee "
    "migrant student teacher priest monk nun doctor nurse driver passenger sailor crew pilot activist protester "
    "suspect peacekeeper observer monitor inspector diplomat tourist commander general colonel relative"
)
STATE_NOUNS = _words(
    "ministry parliament government army police guard guards gendarmerie department directorate "
    "council court authority committee commission "
    "intelligence presidency cabinet senate congress embassy navy administration regime judiciary"
    " bureau service services secretariat leadership"
)
TITLES = _words(
    "president minister general colonel major captain lieutenant brigadier gen. maj. col. lt. "
    "brig. sheikh sheik mr mr. mrs. ms. dr. dr ayatollah prime king prince "
    "senator ambassador commander spokesman spokesperson spokeswoman advisor adviser secretary "
    "leader chief governor mayor sergeant sgt. capt. deputy foreign defense defence interior "
    "admiral marshal imam mullah emir sultan chancellor premier lawmaker"
)
RANKS = dict(
    pair.split(":")
    for pair in (
        "col:colonel gen:general maj:major lt:lieutenant brig:brigadier capt:captain sgt:sergeant cmdr:commander "
        "adm:admiral gov:governor sen:senator rep:representative amb:ambassador sheik:sheikh "
        "spokeswoman:spokesman spokesperson:spokesman"
    ).split()
)
"""Words of a title with the form that they are compared in."""
OUTLET_NOUNS = _words(
    "channel agency paper newspaper daily weekly website site station broadcaster magazine outlet network"
)
APPROXIMATE = _words("about around roughly approximately nearly almost some over least than estimated approx")

# --- words of wanting: whoever wants is no source of what is wanted
PURPOSES = _words("plan plans goal goals aim aims intention intentions purpose idea ambition")
INTENDING = _words("want seek aim plan intend try wish prefer decide vote prepare attempt strive desire look mean need")


IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "fought:fight fell:fall fallen:fall held:hold took:take taken:take left:leave fled:flee shot:shoot met:meet "
        "led:lead sent:send struck:strike stricken:strike built:build dug:dig withdrew:withdraw withdrawn:withdraw "
        "drove:drive driven:drive broke:break broken:break gave:give given:give went:go gone:go came:come "
        "brought:bring overran:overrun stole:steal stolen:steal bore:bear rode:ride flew:fly flown:fly swept:sweep "
        "lost:lose kept:keep ran:run won:win made:make found:find bought:buy sold:sell crept:creep "
        "sought:seek strove:strive men:man women:woman armies:army allies:ally"
    ).split()
)


# --- words around a name
# Nouns that stand for the group named with them: "PMU troops", "units of the SDF", "its forces".
OF_GROUP = frozenset(
    "troop troops force forces fighter fighters commander commanders unit units soldier soldiers militant militants "
    "brigade brigades battalion battalions army leader leaders leadership member members personnel element elements "
    "authority authorities faction factions cell cells men gunmen wing administration government regime group groups "
    "militia militias insurgents rebels operatives contingent contingents side party parties elements armed local "
    "some several many most of the a an its their his our these those all other remaining regular special former own "
    "number hundreds dozens thousands scores tens last first remaining "
    "boys brothers scouts privates officers crew crews patrols patrol riders column columns company companies police "
    "guards guard convoy convoys trucks tanks guns gunners snipers pilots drones jets vehicles artillery sons "
    "representatives delegates delegation envoys engineers sappers staff people s".split()
)
OF_SITE = (
    PLACE_NOUNS
    | FACILITY_NOUNS
    | frozenset(
        "the a an s of all whole most part parts half rest entire some much control key strategic main border former "
        "northern southern eastern western central nearby neighbouring neighboring per cent percent about".split()
    )
)
NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")
MONTHS = _words("january february march april may june july august september october november december")
