"""The ledger of a whole record as columns, from which a page works out what stands on any day, as known by any other.

What hangs on the two days is told apart here, so that nothing has to be guessed there:

- A row is good for those days of knowledge from `known` to the one before `until`: its report was out by then, no other
  report's copy was known that it only repeats, its words were said when the reports known by then let it be, and what
  its names are was learned by then. It bears on the days from `reach` on.
- What a root gains by its words hangs on the ties of the day. So a claim has the `weight` that it has where nothing
  ties the root to who gains by it, and the `gain` that takes that away: pairs of which one must be tied. `ties` has
  what ties anybody to anybody, in the order in which `Parties` takes them up.
- What ends everybody else's hold is in `sweeps`, and ends what is told there by the rules of the ledger.

Days are days since 1970-01-01, None for an open end. Rows and claims stand in the order of the claims' ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Generic, NamedTuple, TypeVar

from khabar.model import Claim, Fluent, Knowledge, Modality, When
from khabar.weigh import kept
from khabar.weigh.areas import AREA_WORDS, AREAS
from khabar.weigh.extent import LENGTHS
from khabar.weigh.holding.fluents import DENIES, ENDS, STARTS, WITNESSES, Effect, Kinds, effects
from khabar.weigh.holding.ledger import Key, Weight, carried, key_of, occasions, weight_of
from khabar.weigh.holding.standing import STALE_AFTER
from khabar.weigh.moments import anchor, dated, moment
from khabar.weigh.nodes import bare, node
from khabar.weigh.sources.interest import gainers
from khabar.weigh.sources.parties import TIES, Parties, strangers, taught
from khabar.weigh.sources.roots import RootKey, roots

Columns = dict[str, Any]
"""What JSON can hold, as it stands."""

DOES = (STARTS, ENDS, WITNESSES, DENIES)
FLUENTS = tuple(Fluent)
RUMOUR, EVERY, LASTING, STRETCH, DATED = 1, 2, 4, 8, 16
"""Flags of a claim: told as a rumour; its days are all meant; its own time has no last day; it measures a length; it
gives a day itself."""

_EPOCH = date(1970, 1, 1).toordinal()
_ALWAYS, _NEVER = -(10**7), 10**7


class Window(NamedTuple):
    """Days of knowledge: from the first to the one before `until`, as numbers."""

    known: int = _ALWAYS
    until: int = _NEVER


def columns(
    claims: Iterable[Claim], knowledge: Knowledge, repeating: Mapping[str, Sequence[When]] | None = None
) -> Columns:
    """All of a record's claims as columns; `repeating` has the days of knowledge on which a claim, by its id, only
    repeats one of another report."""
    return _Columns(claims, knowledge, repeating or {}).all()


def number(day: date | None) -> int | None:
    """A day as a number."""
    return day.toordinal() - _EPOCH if day else None


_Item = TypeVar("_Item", bound=Hashable)


class _Numbered(Generic[_Item]):
    """Gives each thing a number, the same again for the same thing."""

    def __init__(self) -> None:
        self.all: dict[_Item, int] = {}

    def __getitem__(self, item: _Item) -> int:
        return self.all.setdefault(item, len(self.all))


class _Row(NamedTuple):
    claim: Claim
    effect: Effect
    when: When
    reach: int | None
    window: Window


class _Tie(NamedTuple):
    kind: str
    party: str
    other: str
    held: When
    known: int


class _Columns:
    """Makes the columns, one table after the other."""

    def __init__(self, claims: Iterable[Claim], knowledge: Knowledge, repeating: Mapping[str, Sequence[When]]) -> None:
        self._claims = sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)
        self._knowledge = knowledge
        self._roots = roots(self._claims, knowledge)
        self._present = {c.id: _presence(c, repeating.get(c.id, ())) for c in self._claims}
        self._anchors = _anchors(self._claims, self._roots, self._present)
        self._ties = tuple(_ties(self._claims, knowledge))
        self._joined = _components((t.party, t.other) for t in self._ties)
        self._learned = _learned(self._claims, knowledge)
        self._kinds: dict[frozenset[str], Kinds] = {}
        self._names: _Numbered[str] = _Numbered()

    def all(self) -> Columns:
        rows = [row for claim in self._claims for row in self._rows(claim)]
        told = [r for r in rows if r.effect.subject is not None]
        sweeping = [r for r in rows if r.effect.subject is None]
        used = list({r.claim.id: r.claim for r in rows}.values())
        rank = {c.id: index for index, c in enumerate(used)}
        keys: _Numbered[Key] = _Numbered()
        held = [keys[key_of(r.effect)] for r in told]
        claims, pairs = self._of_claims(used)
        nodes = sorted(
            {*_nodes(keys.all, sweeping, self._ties), *(n for group in pairs for pair in group for n in pair)}
        )
        place = {key: index for index, key in enumerate(nodes)}
        return {
            "nodes": nodes,
            "outlets": [place[o.id] for o in self._knowledge.outlets if o.id in place],
            "fluents": [{"name": f.value, "stale_after": STALE_AFTER[f]} for f in FLUENTS],
            "keys": self._of_keys(keys.all, place),
            "pieces": {"key": held, **self._of_told(told), **self._of_rows(told, rank)},
            "sweeps": {**_of_sweeps(sweeping, place), **self._of_rows(sweeping, rank)},
            "ties": _of_ties(self._ties, place),
            "gains": [[place[n] for pair in group for n in pair] for group in pairs],
            "claims": claims,
            "names": {
                "name": list(self._names.all),
                "bare": [bare(n) for n in self._names.all],
                "wide": [int(bool(AREA_WORDS & set(bare(n).split()))) for n in self._names.all],
            },
        }

    # ------------------------------------------------------------ rows

    def _rows(self, claim: Claim) -> Iterator[_Row]:
        for window, said in self._anchors[claim.id]:
            when = moment(claim, said)
            reach = _reach(when, said)
            if reach is None:
                continue
            for part, kinds in self._named(claim, window):
                for effect in effects(claim, kinds):
                    yield _Row(claim, effect, when, None if reach == _ALWAYS else reach, part)

    def _named(self, claim: Claim, window: Window) -> Iterator[tuple[Window, Kinds]]:
        """The window in parts, each with what the names are known to be."""
        refs = {node(r) for r in (*claim.subjects, *claim.objects, *claim.places)} if self._learned else set()
        days = {n: self._learned[n] for n in refs if n in self._learned}
        for part in _cut(window, days.values()):
            known = frozenset(n for n, day in days.items() if day <= part.known)
            if known not in self._kinds:
                self._kinds[known] = Kinds(self._knowledge, known)
            yield part, self._kinds[known]

    # ------------------------------------------------------------ tables

    def _of_rows(self, rows: Sequence[_Row], rank: Mapping[str, int]) -> Columns:
        return {
            "claim": [rank[r.claim.id] for r in rows],
            "from": [number(r.when.earliest) for r in rows],
            "to": [number(r.when.latest) for r in rows],
            "reach": [r.reach for r in rows],
            "known": [None if r.window.known == _ALWAYS else r.window.known for r in rows],
            "until": [None if r.window.until == _NEVER else r.window.until for r in rows],
            "object": [self._names[r.effect.object.name] for r in rows],
        }

    def _of_told(self, rows: Sequence[_Row]) -> Columns:
        return {
            "does": [DOES.index(r.effect.does) for r in rows],
            "subject": [self._names[r.effect.subject.name] if r.effect.subject else None for r in rows],
            "measure": [r.effect.measure.value if r.effect.measure else None for r in rows],
        }

    def _of_keys(self, keys: Iterable[Key], place: Mapping[str, int]) -> Columns:
        kinds = kept.kinds(self._knowledge.places)
        return {
            "fluent": [FLUENTS.index(k.fluent) for k in keys],
            "subject": [place[k.subject] for k in keys],
            "object": [place[k.object] for k in keys],
            "variant": [k.variant for k in keys],
            "area": [int(kinds[k.object] in AREAS) if k.object in kinds else None for k in keys],
        }

    def _of_claims(self, claims: Sequence[Claim]) -> tuple[Columns, list[tuple[tuple[str, str], ...]]]:
        """The claims, and the groups of pairs that they gain by."""
        documents: _Numbered[str] = _Numbered()
        names: _Numbered[str] = _Numbered()
        groups: _Numbered[tuple[tuple[str, str], ...]] = _Numbered()
        parties = Parties(self._knowledge)
        weights, gains = [], []
        for claim in claims:
            weight, group = self._weighed(claim, parties)
            weights.append(int(weight))
            gains.append(groups[group] if group else None)
        found = {
            "id": [c.id for c in claims],
            "document": [documents[c.document] for c in claims],
            "root": [names[self._roots[c.id].key] for c in claims],
            "weight": weights,
            "gain": gains,
            "flags": [_flags(c) for c in claims],
        }
        return found, list(groups.all)

    def _weighed(self, claim: Claim, parties: Parties) -> tuple[Weight, tuple[tuple[str, str], ...]]:
        """What the claim weighs where nothing ties its root to who gains, and the pairs that may be tied."""
        weight = weight_of(claim, self._roots[claim.id], None)
        pairs = gainers(claim, parties) if weight is Weight.COUNTED else ()
        if any(speaker == who for speaker, who in pairs):
            return Weight.WORD, ()
        joined = self._joined
        return weight, tuple(p for p in pairs if p[0] in joined and joined[p[0]] == joined.get(p[1]))


def _reach(when: When, said: When) -> int | None:
    """The first day on which something of that time may bear; None where it never does. As `moments.reached`."""
    if when.open:
        return _ALWAYS
    days = [number(d) for d in (when.latest, when.earliest or said.earliest) if d]
    return min((d for d in days if d is not None), default=None)


# ---------------------------------------------------------------- windows of knowledge


def _presence(claim: Claim, repeating: Sequence[When]) -> tuple[Window, ...]:
    """When the claim is out and repeats nothing."""
    first = number(claim.reported.earliest)
    windows = [Window(_ALWAYS if first is None else first)]
    for when in repeating:
        gone = Window(_or(number(when.earliest), _ALWAYS), _or(number(when.latest), _NEVER - 1) + 1)
        windows = [part for window in windows for part in _without(window, gone)]
    return tuple(windows)


def _or(day: int | None, other: int) -> int:
    return other if day is None else day


def _without(window: Window, gone: Window) -> Iterator[Window]:
    before, after = (
        Window(window.known, min(window.until, gone.known)),
        Window(max(window.known, gone.until), window.until),
    )
    yield from (part for part in (before, after) if part.known < part.until)


def _cut(window: Window, days: Iterable[int]) -> Iterator[Window]:
    cuts = sorted({window.known, window.until, *(d for d in days if window.known < d < window.until)})
    yield from (Window(*ends) for ends in pairwise(cuts))


def _anchors(
    claims: Sequence[Claim], first: Mapping[str, RootKey], present: Mapping[str, Sequence[Window]]
) -> dict[str, list[tuple[Window, When]]]:
    """When each was said, by what is known: words that are carried again count as said when they are first known."""
    found = {c.id: [(window, anchor(c)) for window in present[c.id]] for c in claims}
    for same in carried(claims, first).values():
        if _as_known(same, present):
            found |= {id_: [(window, said) for window in present[id_]] for id_, said in occasions(same, first).items()}
        else:
            days = sorted({day for c in same for window in present[c.id] for day in window})
            anchored: dict[str, list[tuple[Window, When]]] = defaultdict(list)
            for window in (Window(*ends) for ends in pairwise(days)):
                seen = [c for c in same if any(w.known <= window.known < w.until for w in present[c.id])]
                for id_, said in occasions(seen, first).items():
                    _append(anchored[id_], window, said)
            found |= anchored
    return found


def _as_known(same: Sequence[Claim], present: Mapping[str, Sequence[Window]]) -> bool:
    """Whether what was said first was also known first, and stayed so: then knowing more moves nothing."""
    order = sorted((c.reported.latest or date.max, c.reported.earliest or date.min, c.id) for c in same)
    days = [window for _, _, id_ in order for window in present[id_]]
    return len(days) == len(same) and all(w.until == _NEVER for w in days) and days == sorted(days)


def _append(found: list[tuple[Window, When]], window: Window, said: When) -> None:
    if found and found[-1][1] == said and found[-1][0].until == window.known:
        window = Window(found.pop()[0].known, window.until)
    found.append((window, said))


def _learned(claims: Iterable[Claim], knowledge: Knowledge) -> dict[str, int]:
    """From when those are known to be actors that only reports tell of."""
    found: dict[str, int] = {}
    for claim in claims:
        known = _or(number(claim.reported.earliest), _ALWAYS)
        for ref in strangers(claim, knowledge):
            found[node(ref)] = min(known, found.get(node(ref), _NEVER))
    return found


# ---------------------------------------------------------------- ties


def _ties(claims: Iterable[Claim], knowledge: Knowledge) -> Iterator[_Tie]:
    """All that ties anybody to anybody, in the order in which `Parties` takes it up."""
    for outlet in knowledge.outlets:
        for party in (*outlet.speaks_for, *filter(None, (outlet.owner,))):
            yield _Tie("speaks_for", outlet.id, party, When(), _ALWAYS)
    for relation in knowledge.relations:
        if relation.kind in TIES:
            yield _Tie(relation.kind, relation.subject, relation.object, relation.held, _ALWAYS)
    told: dict[tuple[str, str, str, When], int] = {}
    outlets = kept.ids(knowledge.outlets)
    for claim in claims:
        for tie in taught(claim, outlets):
            told[tie] = min(_or(number(claim.reported.earliest), _ALWAYS), told.get(tie, _NEVER))
    for tie in sorted(told, key=lambda t: (*t[:3], t[3].edtf(), t[3].text)):
        yield _Tie(*tie, told[tie])


def _components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each party one that stands for all that can be tied to it at all."""
    root: dict[str, str] = {}

    def find(party: str) -> str:
        root.setdefault(party, party)
        while root[party] != party:
            root[party] = root[root[party]]
            party = root[party]
        return party

    for one, other in pairs:
        root[find(one)] = find(other)
    return {party: find(party) for party in root}


# ---------------------------------------------------------------- tables


def _nodes(keys: Iterable[Key], sweeping: Iterable[_Row], ties: Iterable[_Tie]) -> Iterator[str]:
    for key in keys:
        yield from (key.subject, key.object)
    for row in sweeping:
        yield node(row.effect.object)
        yield from map(node, row.effect.spared)
    for tie in ties:
        yield from (tie.party, tie.other)


def _of_sweeps(rows: Sequence[_Row], place: Mapping[str, int]) -> Columns:
    return {
        "fluent": [FLUENTS.index(r.effect.fluent) for r in rows],
        "site": [place[node(r.effect.object)] for r in rows],
        "spared": [[place[node(s)] for s in r.effect.spared] for r in rows],
    }


def _of_ties(ties: Sequence[_Tie], place: Mapping[str, int]) -> Columns:
    return {
        "kind": [t.kind for t in ties],
        "party": [place[t.party] for t in ties],
        "other": [place[t.other] for t in ties],
        "from": [number(t.held.earliest) for t in ties],
        "to": [number(t.held.latest) for t in ties],
        "known": [None if t.known == _ALWAYS else t.known for t in ties],
    }


def _flags(claim: Claim) -> int:
    given = claim.event_time
    return (
        RUMOUR * (claim.modality is Modality.RUMOURED)
        | EVERY * (given is not None and not given.open and given.every)
        | LASTING * (given is not None and given.latest is None)
        | STRETCH * any(q.unit in LENGTHS for q in claim.quantities)
        | DATED * dated(claim)
    )
