"""What a claim does to the things that hold over time: one row per type of claim."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.model import Claim, ClaimType, Fluent, Knowledge, Modality, Quantity, Ref
from khabar.model.sites import is_site
from khabar.weigh.extent import LENGTHS, Extent, counted, extent
from khabar.weigh.kept import along, ids, kinds, names
from khabar.weigh.moments import past
from khabar.weigh.nodes import bare, node

STARTS, ENDS, WITNESSES, DENIES = "starts", "ends", "witnesses", "denies"
CONTACT = "contact"
"""The variant of `sides with` that talks are: to meet somebody is not to side with him."""

_FORCE = frozenset(
    "force forces brigade brigades troops soldiers unit units battalion "
    "battalions division divisions army regiment "
    "guards guard fighters militia militias faction factions police personnel "
    "convoy convoys militants group groups "
    "command coalition organization organisation".split()
)
_GENERIC = frozenset(
    "border borders frontier borderline area areas region regions town village city "
    "crossing gate site base camp place "
    "zone strip territory there here this that same whole entire its their".split()
)
_WAY = re.compile(
    r"\b(?:road|route|highway|corridor|crossing|passage|pass|bridge|line|lines|way|path)\b", re.IGNORECASE
)
_SHUT = re.compile(
    r"\b(?:clos(?:e|ed|es|ing|ure)|shut|sealed|cut|cuts|blocked|severed|suspended|halted)\b", re.IGNORECASE
)
_BLOCKING = re.compile(r"\b(?:block|shut|cut|interdict|sever|halt|stop|seal|choke|besieg|blockad)\w*\b", re.IGNORECASE)
_OPENED = re.compile(r"\b(?:re-?open(?:s|ed|ing)?|open(?:s|ed|ing)?|resumed?)\b", re.IGNORECASE)
_PENDING = re.compile(
    r"\b(?:yet to|not yet|has not|have not|had not|hasn['’]t|haven['’]t|(?:is|are|was|were) capable of|"
    r"(?:pressure|pressed|asked|asking|ordered|told|agreed|decided|able|ability|wants?|plans?|seeks?) to)\b",
    re.IGNORECASE,
)
"""What has not happened yet, whatever the modality of the sentence: "is under pressure to remove them"."""

_POSITIVE = frozenset({Modality.ASSERTED, Modality.RUMOURED, Modality.SPECULATED})
_FLIPPED = {STARTS: DENIES, WITNESSES: DENIES, ENDS: WITNESSES}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a claim does (`starts`, `ends`, `witnesses`, `denies`) to one fluent.

    `subject` None stands for everybody but `spared` and their sides: who take a town end the hold of all others.
    `measure` is how far a barrier is built; `variant` keeps apart what one fluent's name covers.
    """

    fluent: Fluent
    does: str
    subject: Ref | None
    object: Ref
    variant: str = ""
    measure: Quantity | None = None
    spared: tuple[Ref, ...] = ()


_KEPT, _MOST = 1 << 13, 4


class Kinds:
    """What the packs know a reference to be; its words where they know nothing. `learned` are further actors."""

    def __init__(self, knowledge: Knowledge, learned: frozenset[str] = frozenset()) -> None:
        self._actors = ids(knowledge.actors), ids(knowledge.outlets), learned
        self._places = ids(knowledge.places), ids(knowledge.routes)
        self._kinds = kinds(knowledge.places)
        self._along = along(knowledge.barriers)
        self._named = names(knowledge.places)
        self.told: dict[int, tuple[Claim, tuple[Effect, ...]]] = {}
        """What the last claims do, by their identity: one question asks it several times of each."""

    def actor(self, ref: Ref) -> bool:
        """Whether it acts: known so, or unknown and worded as a force."""
        key = node(ref)
        if any(key in known for known in self._actors):
            return True
        return not any(key in known for known in self._places) and bool(_FORCE & set(bare(ref.name).split()))

    def place(self, ref: Ref) -> bool:
        """Whether a pack knows it as a place or a route."""
        return any(node(ref) in known for known in self._places)

    def route(self, ref: Ref) -> bool:
        """Whether a pack knows it as a route, a crossing, or another way."""
        return node(ref) in self._places[1] or self._kinds.get(node(ref)) in ("crossing", "road", "bridge")

    def country(self, ref: Ref) -> bool:
        """Whether a pack knows it as a country."""
        return self._kinds.get(node(ref)) == "country"

    def still(self, ref: Ref) -> bool:
        """Whether it is ground and nothing else: a town is nowhere and holds nothing; a country may."""
        acts = any(node(ref) in known for known in self._actors) or self.country(ref)
        return self.place(ref) and not acts

    def barrier(self, ref: Ref) -> bool:
        """Whether a pack knows it as a barrier."""
        return node(ref) in self._along

    def border_of(self, barrier: Ref) -> Ref | None:
        """The border along which a known barrier runs."""
        along = self._along.get(node(barrier))
        name = self._named.get(along or "", along or "")
        return Ref(name, name, along) if along else None


_made: OrderedDict[tuple[int, ...], tuple[tuple[object, ...], Kinds]] = OrderedDict()


def kinds_of(knowledge: Knowledge) -> Kinds:
    """The kinds by this knowledge; the same object where it has the same rows as one of the last asked about."""
    rows = knowledge.actors, knowledge.outlets, knowledge.places, knowledge.routes, knowledge.barriers
    which = tuple(map(id, rows))
    if which not in _made:
        _made[which] = rows, Kinds(knowledge)
        while len(_made) > _MOST:
            _made.popitem(last=False)
    return _made[which][1]


def fluents(claim: Claim, knowledge: Knowledge) -> tuple[Effect, ...]:
    """What the claim does to which fluents, each effect once; nothing for what is only planned, asked, promised,
    feared or supposed, for what is "yet to" happen, and for types that start nothing."""
    return effects(claim, Kinds(knowledge))


def effects(claim: Claim, kinds: Kinds) -> tuple[Effect, ...]:
    """As `fluents`, with the packs' kinds already at hand."""
    known = kinds.told.get(id(claim))
    if known is None or known[0] is not claim:
        if len(kinds.told) >= _KEPT:
            kinds.told.clear()
        known = kinds.told[id(claim)] = (claim, _effects(claim, kinds))
    return known[1]


def _effects(claim: Claim, kinds: Kinds) -> tuple[Effect, ...]:
    row = _TABLE.get(claim.type)
    denied = claim.modality is Modality.DENIED
    if row is None or not (denied or claim.modality in _POSITIVE) or _PENDING.search(claim.quote):
        return ()
    every = list(row(claim, kinds))
    once = dict.fromkeys(every) if len(every) > 1 else every
    told = [effect for effect in once if _sound(effect, kinds)]
    over = past(claim)
    if denied:
        return tuple(replace(e, does=_FLIPPED[e.does]) for e in told if e.subject is not None and not over)
    if over:
        return tuple(replace(e, does=ENDS) if e.does == WITNESSES else e for e in told)
    return tuple(told)


def _sound(effect: Effect, kinds: Kinds) -> bool:
    """Whether what is read can be so at all: nothing holds itself, no village is stationed anywhere, nobody sides with
    a border."""
    if effect.fluent not in _OF_ACTORS or effect.subject is None:
        return True
    if effect.fluent is Fluent.ALLIED and kinds.still(effect.object):
        return False
    if effect.fluent is Fluent.PART_OF and kinds.place(effect.object) and not kinds.place(effect.subject):
        return False  # "an official in the capital"
    return node(effect.subject) != node(effect.object) and not kinds.still(effect.subject)


_OF_ACTORS = frozenset({Fluent.HOLDS, Fluent.IS_AT, Fluent.COMMANDS, Fluent.PART_OF, Fluent.ALLIED})


def _control(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
    for thing in _held(claim, kinds):
        for subject in claim.subjects:
            yield Effect(Fluent.HOLDS, WITNESSES, subject, thing)


def _capture(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
    losers = [o for o in claim.objects if kinds.actor(o)]
    for thing in _held(claim, kinds):
        takers = tuple(s for s in claim.subjects if node(s) != node(thing))
        for subject in takers:
            yield Effect(Fluent.HOLDS, STARTS, subject, thing)
        if takers:
            yield Effect(Fluent.HOLDS, ENDS, None, thing, spared=takers)
        for loser in losers:
            yield Effect(Fluent.HOLDS, ENDS, loser, thing)


def _withdrawal(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
    """Who leaves: the force that is withdrawn where the claim names it, else the subject."""
    for subject in [o for o in claim.objects if kinds.actor(o)] or claim.subjects:
        for thing in _held(claim, kinds):
            yield Effect(Fluent.IS_AT, ENDS, subject, thing)
            yield Effect(Fluent.HOLDS, ENDS, subject, thing)


def _handover(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
    for thing in _held(claim, kinds):
        for subject in claim.subjects:
            yield Effect(Fluent.HOLDS, ENDS, subject, thing)
        for recipient in claim.objects:
            if kinds.actor(recipient):
                yield Effect(Fluent.HOLDS, STARTS, recipient, thing)


def _deployment(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
    """Who is there: the force that is sent where the claim names it, else the subject."""
    sent = [o for o in claim.objects if kinds.actor(o)]
    for where in claim.places or tuple(o for o in claim.objects if o not in sent):
        for force in sent or claim.subjects:
            yield Effect(Fluent.IS_AT, STARTS if sent else WITNESSES, force, where)


def _pairs(fluent: Fluent, variant: str = "") -> Callable[[Claim, Kinds], Iterator[Effect]]:
    def row(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
        for subject in claim.subjects:
            for thing in claim.objects:
                if node(subject) != node(thing):
                    yield Effect(fluent, WITNESSES, subject, thing, variant)

    return row


def _authority(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
    """Who may: the one that is put in charge where the claim names him, else the subject."""
    given = [o for o in claim.objects if kinds.actor(o)]
    over: Sequence[Ref] = [o for o in claim.objects if o not in given] or claim.places
    for subject in given or claim.subjects:
        for thing in over:
            yield Effect(Fluent.AUTHORISED, STARTS if given else WITNESSES, subject, thing)


def _crossing(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
    refs = [r for r in (*claim.objects, *claim.places, *claim.subjects) if not kinds.actor(r)]
    # the crossing between two towns is told of by the names of both ends
    gates = [r for r in claim.objects if r in refs and kinds.route(r)] or refs[:1]
    shut, opened = _SHUT.search(claim.quote), _OPENED.search(claim.quote)
    told = min((m for m in (shut, opened) if m), key=lambda m: m.start(), default=None)
    if told is not None:  # "opened again, years after the war closed it": the first verb tells
        yield from (Effect(Fluent.OPEN, ENDS if told is shut else WITNESSES, gate, gate) for gate in gates)


def _barrier(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
    """How far it is built: each number apart, since a share of the wall is none of the whole border."""
    things = [r for r in (*claim.objects, *claim.subjects) if not kinds.actor(r)]
    wall = next((r for r in things if kinds.barrier(r)), things[0] if things else None)
    if wall is None:
        return
    where = (*claim.places, *(o for o in claim.objects if kinds.place(o)))
    border = where[0] if where else kinds.border_of(wall) or wall
    measured = [(q, extent(q, claim)) for q in claim.quantities if q.unit == "percent" or q.unit in LENGTHS]
    parts = [(q, e) for q, e in measured if e is not Extent.WHOLE]
    for quantity, part in parts:
        variant = f"{quantity.unit} {part or Extent.DONE}: {' '.join(sorted(counted(quantity)))}"
        yield Effect(Fluent.BUILT_TO, WITNESSES, wall, border, variant, quantity)
    if not parts and not (kinds.place(wall) and node(wall) == node(border)):
        yield Effect(Fluent.BUILT_TO, WITNESSES, wall, border)


def _supply_route(claim: Claim, kinds: Kinds) -> Iterator[Effect]:
    shut = bool(_SHUT.search(claim.quote))
    told = _WAY.search(claim.quote) is not None  # a country that imports is no way to pass
    ways = [o for o in claim.objects if _WAY.search(o.name) or (told and kinds.place(o))]
    ways = ways or [p for p in claim.places if told or kinds.route(p)]
    for way in ways:
        if shut:
            yield Effect(Fluent.PASSABLE, ENDS, None, way)
            continue
        for user in claim.subjects:
            if node(user) != node(way) and not _BLOCKING.search(claim.quote):
                yield Effect(Fluent.PASSABLE, WITNESSES, user, way)


def _held(claim: Claim, kinds: Kinds) -> tuple[Ref, ...]:
    """The places or sites that a claim of control is about: its objects, or its place where they are mere words for
    it."""
    told = tuple(o for o in claim.objects if not kinds.actor(o))
    things = tuple(o for o in told if o.entity or is_site(o.name) or _mere_words(o, claim))
    if told and not things:
        return ()  # "holds the fate of many": nothing that can be held
    sites = tuple(o for o in things if not kinds.country(o))
    things = sites or things  # who takes a country's second city has not taken the country
    if len(claim.places) == 1 and all(not kinds.place(t) and _mere_words(t, claim) for t in things):
        return claim.places
    return things or claim.places


def _mere_words(thing: Ref, claim: Claim) -> bool:
    words = bare(thing.name).split()
    stretch = any(q.unit in LENGTHS for q in claim.quantities)
    return stretch or all(w in _GENERIC for w in words)


_Row = Callable[[Claim, Kinds], Iterable[Effect]]

_TABLE: dict[ClaimType, _Row] = {
    ClaimType.CONTROL: _control,
    ClaimType.CAPTURE: _capture,
    ClaimType.WITHDRAWAL: _withdrawal,
    ClaimType.HANDOVER: _handover,
    ClaimType.DEPLOYMENT: _deployment,
    ClaimType.COMMAND: _pairs(Fluent.COMMANDS),
    ClaimType.MEMBERSHIP: _pairs(Fluent.PART_OF),
    ClaimType.AUTHORITY: _authority,
    ClaimType.CROSSING: _crossing,
    ClaimType.BARRIER: _barrier,
    ClaimType.SUPPLY_ROUTE: _supply_route,
    ClaimType.ALLIANCE: _pairs(Fluent.ALLIED),
    ClaimType.TALKS: _pairs(Fluent.ALLIED, CONTACT),
}


def pending(claim: Claim) -> bool:
    """Whether the claim tells of what has not happened yet, whatever its modality."""
    return claim.modality not in (*_POSITIVE, Modality.DENIED) or bool(_PENDING.search(claim.quote))
