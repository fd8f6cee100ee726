"""READ SECOND. The record: reports in, claims, states and briefs out. All rooms meet here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from khabar import carrying, disputes, intake, packs, weigh
from khabar.carried import Carried, Told
from khabar.learning import Learning
from khabar.lookup import Lookup, Subject
from khabar.model import (
    Claim,
    ClaimType,
    Conflict,
    ConflictKind,
    DocumentError,
    Event,
    Fluent,
    Knowledge,
    NearCopy,
    Reading,
    Route,
    State,
    Trip,
    UsageError,
    When,
)
from khabar.model.when import clashes
from khabar.rivals import Rivals
from khabar.store import Filter, MentionCount, SqliteStore, StoredDocument, with_same_reports

if TYPE_CHECKING:
    from khabar.way import Way

DEFAULT_PATH = "khabar.db"
_ACTING = ("actor", "name")
_OF_BARRIERS = frozenset({ClaimType.BARRIER, ClaimType.SURVEILLANCE, ClaimType.QUANTITY})
_OF_ROUTES = frozenset({Fluent.HOLDS, Fluent.OPEN, Fluent.PASSABLE})


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one source: `claims` it gave, `new` whether the record did not have this reading yet; or the
    `error`. `clashes` are the reasons that speak against the day stated for it; `copy_of` says what it is a near-copy
    of, where it is one."""

    path: str
    claims: int = 0
    new: bool = False
    error: DocumentError | None = None
    clashes: tuple[str, ...] = ()
    copy_of: NearCopy | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What answers of one name stand on."""

    subject: Subject
    told: Told
    knowledge: Knowledge
    on: date
    known_by: date
    beside: weigh.Beside | None = None

    def state(self) -> State:
        """The state on the day."""
        ref, related = self.subject.ref, self.subject.related
        told = self.told.claims
        return weigh.state(ref, told, self.knowledge, self.on, self.known_by, related, beside=self.beside)


class Reader:
    """Reads reports with the packs' knowledge, recording nothing. The model is loaded at the first document."""

    def __init__(
        self,
        pack_names: Sequence[str] | None = None,
        *,
        pack_folders: Sequence[Path] = (),
        today: Callable[[], date] = date.today,
    ) -> None:
        self.knowledge = packs.load(pack_names, folders=pack_folders)
        self._today = today
        self._way: Way | None = None

    @property
    def way(self) -> Way:
        """The tools of reading, made on first use: loading the gazetteer takes seconds that other commands need
        not wait."""
        if self._way is None:
            from khabar import way

            self._way = way.make(self.knowledge, self._today())
        return self._way

    def read(self, path: Path, *, outlet: str | None = None, published: When | None = None) -> tuple[Reading, bytes]:
        """One file's reading and its original bytes. Raises `DocumentError`."""
        document, original = intake.load(path, outlet=outlet, published=published)
        return self.way.read(document), original


class Record:
    """A record on disk with the knowledge to read and to answer.

        with Record.open("khabar.db") as record:
            list(record.add(["reports/"]))
            print(record.state("al-Qaim", on=date(2017, 11, 5)))

    Answers are computed from the claims each time; nothing that was read or judged is ever overwritten.
    """

    def __init__(self, store: SqliteStore, reader: Reader) -> None:
        self._store = store
        self._reader = reader
        self._carried = Carried(store, reader.knowledge)
        self._learning = Learning(store, reader.knowledge)
        self._rivals = Rivals(store)

    @classmethod
    def open(
        cls,
        path: str | Path = DEFAULT_PATH,
        *,
        create: bool = True,
        reader: Reader | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> Self:
        """The record at `path`, made where there is none and `create` is True. Raises `RecordError`, `PackError`."""
        return cls(SqliteStore.open(path, clock=clock, create=create), reader or Reader())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    @property
    def knowledge(self) -> Knowledge:
        """What the packs in use know."""
        return self._reader.knowledge

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.knowledge)

    @property
    def store(self) -> SqliteStore:
        """The claims as stored, for questions that this face does not ask."""
        return self._store

    # ------------------------------------------------------------ in

    def add(
        self,
        sources: Sequence[str],
        *,
        outlet: str | None = None,
        published: When | None = None,
    ) -> Iterator[Added]:
        """Reads files and folders into the record, one result for each as it is done; one failure costs no other."""
        for found in intake.find(sources):
            if isinstance(found, DocumentError):
                yield Added(found.where, error=found)
                continue
            try:
                yield self._add_one(found, outlet, published)
            except DocumentError as error:
                yield Added(str(found), error=error)

    def _add_one(self, path: Path, outlet: str | None, published: When | None) -> Added:
        document, original = intake.load(path, outlet=outlet, published=published)
        # What the user says of a report makes another reading of it: the same file can be added again with its day.
        told = [
            f"given {name} {what}"
            for name, what in (("day", published and published.edtf()), ("outlet", outlet))
            if what
        ]
        reader = " · ".join((self._reader.way.version, *told))
        if self._store.has(document.id, reader):
            return Added(str(path))
        reading = replace(self._reader.way.read(document), reader=reader)
        new = self._store.add(reading, original, packs=self.knowledge.packs)
        self._carried.compare()
        copy_of = self.originals([document.id]).get(document.id)
        return Added(str(path), len(reading.claims), new, clashes=clashes(reading.published), copy_of=copy_of)

    def take_in(self, lines: Iterable[str], where: str) -> Iterator[Added]:
        """Adds what another record wrote by `carry_out`, one result for each report; what is there already stays."""
        for found in carrying.back(lines, where):
            if isinstance(found, DocumentError):
                yield Added(found.where, error=found)
                continue
            reading, original = found
            new = self._store.add(reading, original, packs=self.knowledge.packs)
            self._carried.compare()
            yield Added(reading.document.path, len(reading.claims), new)

    # ------------------------------------------------------------ out

    def carry_out(self) -> Iterator[dict[str, Any]]:
        """The whole record as JSON objects: each report with its bytes and layers, then its claims."""
        return carrying.out(self._store)

    def documents(self, *, text: str | None = None) -> Iterator[StoredDocument]:
        """The reports in the record, by day."""
        return self._store.documents(text=text)

    def dated(self, stored: StoredDocument) -> StoredDocument:
        """A report with its day bounded by the reports of the record that it cites, too: it is not older than they."""
        others = ((other.document, other.published) for other in self._store.documents())
        return replace(stored, published=weigh.after_cited(stored.document, stored.published, others))

    def claims(self, where: Filter = Filter()) -> Iterator[Claim]:  # noqa: B008
        """The claims that all conditions hold of, in the reports' order."""
        return self._store.claims(where)

    def claim(self, id: str) -> Claim:
        """One claim by its id or the start of it. Raises `UsageError`."""
        return self._store.claim(id)

    def originals(self, documents: Collection[str] | None = None) -> dict[str, NearCopy]:
        """For each of these documents (full ids; None for all) that is a near-copy of another, the pair with its
        original."""
        return self._carried.originals(documents)

    def names(self) -> Iterator[MentionCount]:
        """All that the reports mention, most mentioned first."""
        return self._store.mentions()

    def state(
        self,
        name: str,
        *,
        on: date | None = None,
        known_by: date | None = None,
        recorded_by: datetime | None = None,
        trip: Trip | None = None,
    ) -> State:
        """What held of a place, actor, barrier, crossing or route on a day, as reported by another (both: today).

        `recorded_by` reads the record as it was then. `trip` is for a route: who wants to go, and between which of its
        places, by name. Raises `UsageError` where no pack and no report knows a name, or the route does not pass a
        place.
        """
        known = self._known(name, on, known_by, recorded_by)
        return self._with_geography(known.told.beside(known.state()), known, trip, recorded_by)

    def brief(
        self,
        name: str,
        *,
        on: date | None = None,
        known_by: date | None = None,
        since: date | None = None,
        recorded_by: datetime | None = None,
    ) -> weigh.Brief:
        """The analyst's page on one name: every sentence with the claims behind it; with `since` also what changed
        from that day on. Raises `UsageError` for a `since` that is not before the day asked about."""
        known = self._known(name, on, known_by, recorded_by)
        if since is not None and since >= known.on:
            raise UsageError(f"nothing can have changed since {since}: the brief is on {known.on}; give an earlier day")
        earlier = self._known(name, since, known.known_by, recorded_by) if since else None
        before = self._with_geography(earlier.state(), earlier, None, recorded_by) if earlier else None
        after = self._with_geography(known.state(), known, None, recorded_by)
        titles = self._headlines({c.document for c in known.told.claims})
        return weigh.brief(after, known.told.claims, known.knowledge, before=before, titles=titles)

    def _known(self, name: str, on: date | None, known_by: date | None, recorded_by: datetime | None) -> _Known:
        """All that answers of one name on a day stand on."""
        subject = self.subject(name)
        on = on or _now().date()
        known_by = known_by or max(on, _now().date())
        claims, beside = self._touching(subject, recorded_by), None
        read: dict[int, tuple[Told, Knowledge]] = {}  # by the number of claims, which only grow

        def weighed(claims: list[Claim]) -> tuple[Told, Knowledge]:
            if len(claims) not in read:
                told = self._carried.first_told(claims, known_by, recorded_by)
                read[len(claims)] = told, self.wise(told.claims, known_by, recorded_by)
            return read[len(claims)]

        def held(claims: list[Claim]) -> weigh.Ground:
            told, knowledge = weighed(claims)
            return weigh.ground(subject.ref, told.claims, knowledge, on, known_by)

        if subject.kind in _ACTING:
            claims, beside = self._rivals.bearing(claims, (on, known_by), held, recorded_by)
        told, knowledge = weighed(claims)
        return _Known(subject, told, knowledge, on, known_by, beside)

    def _with_geography(self, state: State, known: _Known, trip: Trip | None, recorded_by: datetime | None) -> State:
        """The state of a route with whether one can pass, that of a border or barrier with its numbers."""
        subject, claims = known.subject, known.told.claims
        if subject.kind == "route":
            (route,) = (r for r in self.knowledge.routes if r.id == subject.ref.entity)
            asked = self._trip(route, trip or Trip())
            knowledge = self._learning.wise(claims, known.known_by, recorded_by, {asked.actor, *route.users})
            way = weigh.route_state(route, claims, knowledge, state.on, state.known_by, asked)
            return replace(state, route=way, holdings=tuple(h for h in state.holdings if h.fluent in _OF_ROUTES))
        if trip is not None:
            raise UsageError(f"{state.name} is no route, so nobody can be asked about who goes along it")
        if subject.kind not in ("place", "barrier") or not weigh.border_of(subject.ref, self.knowledge):
            return state
        told = self._with_walls(claims, recorded_by)
        knowledge = self.wise(told, known.known_by, recorded_by)
        return replace(state, border=weigh.border_state(subject.ref, told, knowledge, state.on, state.known_by))

    def _trip(self, route: Route, trip: Trip) -> Trip:
        """The trip with ids for the names that somebody typed. Raises `UsageError`."""
        passed = {p for e in route.edges for p in (e.start, e.end)}
        ends = [self.subject(name).ref.entity or "" if name else "" for name in (trip.start, trip.end)]
        for name, end in zip((trip.start, trip.end), ends, strict=True):
            if name and end not in passed:
                raise UsageError(f"{route.name} does not pass {name!r}")
        actor = self.subject(trip.actor).ref if trip.actor else None
        return Trip((actor.entity or actor.name) if actor else "", *ends)

    def _headlines(self, documents: Iterable[str]) -> dict[str, str]:
        """The title of each report, by id."""
        return {id_: self._store.document(id_).document.headline() for id_ in documents}

    def wise(
        self, claims: Iterable[Claim], known_by: date = date.max, recorded_by: datetime | None = None
    ) -> Knowledge:
        """The packs' knowledge and what reports out by then say of who belongs to whom and speaks for whom, among the
        parties of these claims."""
        return self._learning.wise(claims, known_by, recorded_by)

    def rivals(self, claim: Claim) -> tuple[Conflict, ...]:
        """What the record holds against a claim: denials, other holders, culprits and numbers, and the map."""
        return disputes.against(claim, self._store, self.knowledge)

    def conflicts(
        self, name: str | None = None, kinds: Collection[ConflictKind] = weigh.ALL_KINDS
    ) -> tuple[Conflict, ...]:
        """What cannot all be true together: in the whole record, or of one name. Nothing of it is settled here.

        Raises `UsageError` where no pack and no report knows the name.
        """
        if name is None:
            return disputes.of_all(self._store, self.knowledge, kinds)
        subject = self.subject(name)
        own = frozenset({subject.ref.entity or subject.ref.name, *subject.related})
        claims = self._rivals.anywhere(self._store.claims(Filter(entities=own)), None)
        return disputes.of_some(own, claims, self._store, self.knowledge, kinds)

    def events(self, where: Filter = Filter(), between: When = When()) -> tuple[Event, ...]:  # noqa: B008
        """The occurrences that claims tell of which all conditions hold of, on days that meet `between`.

        Other claims of the same occurrence come with them, whatever the conditions.
        """
        return disputes.events(self._store, self.knowledge, where, between)

    def spread(self, claim: Claim) -> weigh.Spread:
        """All reports that say what the claim says, as a tree: from each first speaker to those who carried it."""
        return self._carried.spread(claim, self.wise)

    def subject(self, name: str) -> Subject:
        """Whom or what a name means. Raises `UsageError`, with the nearest names, where nothing in packs or reports
        bears it."""
        subject = self._lookup.find(name, self._store.called(name), self._store.names())
        if subject is None:
            near = self._lookup.near(name, self._store.names())
            hint = f"; did you mean {', '.join(near)}?" if near else "; see: khabar actors, khabar places"
            raise UsageError(f"nothing in the packs or the record is called {name!r}{hint}")
        return subject

    def about(self, subject: Subject, recorded_by: datetime | None = None) -> list[Claim]:
        """All claims that touch the subject or what belongs to it (a border's barrier, a province's camps); of an
        actor also those on who holds the places that it is told to have been at.

        Of the border along a barrier only what is told of building and watching it, and what measures it.
        """
        found = self._touching(subject, recorded_by)
        return self._rivals.anywhere(found, recorded_by) if subject.kind in _ACTING else found

    def _touching(self, subject: Subject, recorded_by: datetime | None) -> list[Claim]:
        own = subject.ref.entity or subject.ref.name
        found = self._store.claims(Filter(entities=frozenset({own, *subject.related}), recorded_by=recorded_by))
        if subject.kind == "route":
            # also what the same reports tell of passing without a place: "has closed this highway"
            return with_same_reports(self._store.claims, found, weigh.OF_PASSAGE, recorded_by)
        if subject.kind != "barrier":
            return list(found)
        return [c for c in found if c.type in _OF_BARRIERS or any(q.unit == "kilometer" for q in c.quantities)]

    def _with_walls(self, claims: Sequence[Claim], recorded_by: datetime | None) -> list[Claim]:
        """The claims, and how much of a barrier the same reports tell of without its name: "100 km were put up"."""
        named = {c.id for c in claims}
        more = with_same_reports(self._store.claims, claims, frozenset({ClaimType.BARRIER}), recorded_by)
        others = {b.id for b in self.knowledge.barriers} | {b.along for b in self.knowledge.barriers}
        return [c for c in more if c.id in named or not c.entities() & others]
