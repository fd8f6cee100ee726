"""READ SECOND. The record: reports in, claims, states and briefs out. All rooms meet here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TextIO

from khabar import carrying, disputes, intake, judging, packs, weigh
from khabar.adding import Added, Adding, user
from khabar.frames import Claims, located
from khabar.judging import Decisions, Entering, Judged
from khabar.lookup import Lookup, Subject
from khabar.model import (
    Claim,
    Conflict,
    ConflictKind,
    DocumentError,
    Event,
    Judgement,
    Knowledge,
    NearCopy,
    Reading,
    State,
    Trip,
    UsageError,
    When,
)
from khabar.seen import Known, Seen, at_one_moment, seen
from khabar.store import Entry, Filter, MentionCount, Store, StoredDocument

if TYPE_CHECKING:
    from khabar.way import Asker, Way

DEFAULT_PATH = "khabar.db"
_MOST_KEPT = 8


def _now() -> datetime:
    return datetime.now(UTC)


class Reader:
    """Reads reports with the packs' knowledge, recording nothing. The model is loaded at the first document."""

    def __init__(
        self,
        pack_names: Sequence[str] | None = None,
        *,
        pack_folders: Sequence[Path] = (),
        today: Callable[[], date] = date.today,
        asker: Asker | None = None,
    ) -> None:
        self.asker = asker
        self.knowledge = packs.load(pack_names, folders=pack_folders)
        self.today = today
        self._way: Way | None = None

    @property
    def way(self) -> Way:
        """The tools of reading, made on first use: other commands need not wait for them."""
        if self._way is None:
            from khabar import way

            self._way = way.make(self.knowledge, self.today(), self.asker)
        return self._way

    def read(
        self, source: Path | intake.Original, *, outlet: str | None = None, published: When | None = None
    ) -> tuple[Reading, bytes]:
        """The reading and the bytes of one original, or of the only one in a file. Raises `DocumentError`."""
        if isinstance(source, Path):
            document, original = intake.load(source, outlet=outlet, published=published)
        else:
            document, original = intake.document(source, outlet=outlet, published=published), source.data
        return self.way.read(document), original


class Record:
    """A record, in a file or on a server, with the knowledge to read and to answer::

        with Record.open("khabar.db") as record:
            list(record.add(["reports/"]))
            print(record.state("al-Qaim", on=date(2017, 11, 5)))

    Answers are computed from the claims each time, as of one moment and as people judged them; nothing read or judged
    is ever overwritten. `reviewers`: whose judgements go before others', the first before all; else the latest.
    """

    def __init__(self, store: Store, reader: Reader, reviewers: Sequence[str] = ()) -> None:
        self._store = store
        self.reader = reader
        self._reviewers = tuple(reviewers)
        self._kept: dict[datetime | None, Seen] = {}
        self._kept_for = (0, 0)

    @classmethod
    def open(
        cls,
        path: str | Path = DEFAULT_PATH,
        *,
        create: bool = True,
        reader: Reader | None = None,
        clock: Callable[[], datetime] = _now,
        reviewers: Sequence[str] = (),
    ) -> Self:
        """The record at a path or `postgresql://` address, made if there is none. Raises `RecordError`, `PackError`."""
        return cls(Store.open(path, clock=clock, create=create), reader or Reader(), reviewers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, or of the connection."""
        self._store.close()

    @property
    def knowledge(self) -> Knowledge:
        """What the packs in use know."""
        return self.reader.knowledge

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.knowledge)

    @property
    def store(self) -> Store:
        """The claims as stored, unjudged, for questions that this face does not ask."""
        return self._store

    def _seen(self, recorded_by: datetime | None = None) -> Seen:
        """The record as people judged it, made anew when a judgement or a reading was added."""
        judgements, readings = self._store.state()
        now = judgements, readings if judgements else 0
        if now != self._kept_for or len(self._kept) > _MOST_KEPT:
            self._kept.clear()
            self._kept_for = now
        if recorded_by not in self._kept:
            decisions = Decisions(self._store.judgements(recorded_by) if judgements else (), self._reviewers)
            self._kept[recorded_by] = seen(self._store, self.knowledge, decisions, recorded_by)
        return self._kept[recorded_by]

    # ------------------------------------------------------------ in

    def add(
        self,
        sources: Sequence[str],
        *,
        outlet: str | None = None,
        published: When | None = None,
        asked: intake.Asked = intake.Asked(),  # noqa: B008
    ) -> Iterator[Added]:
        """Reads files and folders into the record, one result for each report; one failure costs no other."""
        for found in intake.all_in(sources, replace(asked, web=intake.remembering(asked.web, self.kept))):
            yield self.add_one(found, outlet=outlet, published=published, by=asked.by)

    def add_one(
        self, found: intake.Found, *, outlet: str | None = None, published: When | None = None, by: str = ""
    ) -> Added:
        """Reads one original into the record, and says what became of it. `by` is by default the machine's user."""
        return self.adding.take(found, outlet, published, by)

    @property
    def adding(self) -> Adding:
        """What adds one original after the other; many at once: `khabar.batch`."""
        return Adding(self._store, self.reader, lambda: self._seen().carried.compare(), self.originals)

    def kept(self, address: str) -> intake.Kept | None:
        """What was got from an address and added, by which a server can be asked whether it is still so."""
        return intake.Kept(*found) if (found := self._store.custody.got_from(address)) else None

    def take_in(self, lines: Iterable[str], where: str) -> Iterator[Added]:
        """Adds what another record wrote by `carry_out`, one result for each report; what is there already stays."""
        return self._taken(carrying.back(lines, where), where)

    def take_sheet(self, table: TextIO, where: str, form: str | None = None) -> Iterator[Added]:
        """Adds the rows of another's table (ACLED's, Security Force Monitor's; see `khabar.sheets`), one result each.
        Open it with `newline=""`; `form` is by default what its columns look like."""
        from khabar import resolve, sheets  # they know the world's places, which other questions need not

        return self._taken(sheets.Sheets(self.knowledge, resolve.WorldGazetteer()).read(table, where, form), where)

    def _taken(self, readings: Iterable[tuple[Reading, bytes] | DocumentError], where: str) -> Iterator[Added]:
        for found in readings:
            if isinstance(found, DocumentError):
                yield Added(found.where, error=found)
                continue
            reading, original = found
            entry = Entry(reading.document.path, user(), holder_whence=where)
            new = self._store.add(reading, original, packs=self.knowledge.packs, entry=entry)
            self._seen().carried.compare()
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

    def claims(self, where: Filter = Filter(), *, rejected: bool = False) -> Claims:  # noqa: B008
        """The claims that all conditions hold of, in the reports' order; those that a person rejected only if asked.

        An iterator; `.to_pandas()`, `.to_polars()` and `.to_geopandas()` make a data frame of them.
        """
        return Claims(
            lambda: self._seen(where.recorded_by).judged.claims(where, rejected=rejected),
            lambda: located(self._store.located(), self.knowledge),
        )

    def claim(self, id: str) -> Claim:
        """One claim by its id or the start of it, also a rejected one. Raises `UsageError`."""
        return self._seen().judged.claim(id)

    def originals(self, documents: Collection[str] | None = None) -> dict[str, NearCopy]:
        """For each of these documents (full ids; None for all) that is a near-copy, the pair with its original."""
        return self._seen().carried.originals(documents)

    def names(self) -> Iterator[MentionCount]:
        """All that the reports mention, most mentioned first."""
        return self._seen().judged.mentions()

    @at_one_moment
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
        places, by name. Raises `UsageError` where nobody knows a name, or the route does not pass a place.
        """
        known, find = self._known(name, on, known_by, recorded_by), partial(self.subject, recorded_by=recorded_by)
        return known.with_geography(known.told.beside(known.state()), trip, find)

    def columns(self) -> weigh.Columns:
        """The ledger of the record, from which a page works out what stands on any day, as known by any other."""
        seen = self._seen()
        claims = [c for c in seen.judged.claims() if c.id not in seen.judged.overruled]
        return weigh.columns(claims, seen.knowledge, seen.carried.repeating(claims))

    @at_one_moment
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
        find = partial(self.subject, recorded_by=recorded_by)
        earlier = self._known(name, since, known.known_by, recorded_by) if since else None
        before = earlier.with_geography(earlier.state(), None, find) if earlier else None
        after = known.with_geography(known.state(), None, find)
        titles = self._headlines({c.document for c in known.told.claims})
        brief = weigh.brief(after, known.told.claims, known.knowledge, before=before, titles=titles)
        if recorded_by is None:
            return brief
        return replace(brief, notes=(*brief.notes, f"In the record as it was on {weigh.day(recorded_by)}."))

    def sight(self, name: str, on: date, recorded_by: datetime | None = None) -> weigh.Sight:
        """What is known of a name on a day, as known on it: what news are told by. Raises `UsageError`."""
        known = self._known(name, on, on, recorded_by)
        return weigh.Sight(known.state(), tuple(known.told.claims), known.told.repeated or {})

    def _known(self, name: str, on: date | None, known_by: date | None, recorded_by: datetime | None) -> Known:
        """All that answers of one name stand on."""
        on = on or _now().date()
        return self._seen(recorded_by).known(self.subject(name, recorded_by), on, known_by or max(on, _now().date()))

    def _headlines(self, documents: Iterable[str]) -> dict[str, str]:
        """The title of each report, by id."""
        return {id_: self._store.document(id_).document.headline() for id_ in documents}

    def wise(
        self, claims: Iterable[Claim], known_by: date = date.max, recorded_by: datetime | None = None
    ) -> Knowledge:
        """The packs' knowledge and what reports out by then say of who belongs to, or speaks for, those named."""
        return self._seen(recorded_by).learning.wise(list(claims), known_by, recorded_by)

    def rivals(self, claim: Claim) -> tuple[Conflict, ...]:
        """What the record holds against a claim: denials, other holders, culprits and numbers, and the map."""
        seen = self._seen()
        return seen.judged.settled(disputes.against(claim, seen.judged, seen.knowledge))

    @at_one_moment
    def conflicts(
        self,
        name: str | None = None,
        kinds: Collection[ConflictKind] = weigh.ALL_KINDS,
        *,
        without: Collection[str] = (),
    ) -> tuple[Conflict, ...]:
        """What cannot all be true together: in the whole record, or of one name (also `without` reports of these ids).
        Nothing of it is settled here. Raises `UsageError` where no pack and no report knows the name."""
        seen = self._seen()
        if name is None:
            return seen.judged.settled(disputes.of_all(seen.judged, seen.knowledge, kinds))
        subject = self.subject(name)
        own = frozenset({subject.ref.entity or subject.ref.name, *subject.related})
        claims = seen.rivals.anywhere(seen.judged.claims(Filter(entities=own)))
        return seen.judged.settled(disputes.of_some(own, claims, seen.judged, seen.knowledge, kinds, without))

    def events(self, where: Filter = Filter(), between: When = When()) -> tuple[Event, ...]:  # noqa: B008
        """The occurrences that claims tell of which all conditions hold of, on days that meet `between`; other claims
        of the same occurrence come with them, whatever the conditions."""
        seen = self._seen()
        return disputes.events(seen.judged, seen.knowledge, where, between)

    def spread(self, claim: Claim) -> weigh.Spread:
        """All reports that say what the claim says, as a tree: from each first speaker to those who carried it."""
        return self._seen().carried.spread(claim, self.wise)

    def subject(self, name: str, recorded_by: datetime | None = None) -> Subject:
        """Whom or what a name means, as people judged it by a time. Raises `UsageError`, with the nearest names, where
        nothing in packs or reports bears it."""
        subject = self._named(name)
        meant = self._seen(recorded_by).judged.names.called(subject.ref)
        return subject if meant == subject.ref else self._named(meant.entity or meant.name)

    def _named(self, name: str) -> Subject:
        """Whom or what a name means by the packs and the reports alone. Raises `UsageError`."""
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
        return self._seen(recorded_by).about(subject)

    # ------------------------------------------------------------ what people decide

    def judge(
        self, kind: str, target: str, value: Mapping[str, Any] | None = None, reason: str = "", *, by: str
    ) -> Judgement:
        """Appends what a person decided (docs/review.md says what `kind`, `target` and `value` may be), or gives the
        judgement that says so already. Raises `UsageError` where it makes no sense."""
        judgement = self._entering.judgement(kind, target, value or {}, reason, by)
        self._store.judge(judgement)
        return judgement

    def take(self, judgements: Iterable[Judgement]) -> int:
        """Appends judgements that were made elsewhere; gives how many are new. The same one twice is one."""
        return sum(self._store.judge(judgement) for judgement in judgements)

    def take_table(self, table: TextIO, *, by: str) -> Iterator[Judgement | UsageError]:
        """Appends the corrections of a spreadsheet (see `judging.read_table`), each as it is read; what is wrong with
        a row comes in its place. `by` is who decided where the row does not say. Rows that change nothing add nothing.

        Raises `UsageError` where it is no such table.
        """
        return self._entering.take_table(table, by)

    def judgements(self, *, recorded_by: datetime | None = None) -> Iterator[Judgement]:
        """All judgements in the order of their appending, also those that were undone."""
        return self._store.judgements(recorded_by)

    def judged(self, recorded_by: datetime | None = None) -> Judged:
        """The record as people judged it, with their decisions."""
        return self._seen(recorded_by).judged

    def progress(self, by: str | None = None) -> judging.Progress:
        """How much of the record people have judged, or one person has."""
        return judging.progress(self._store, self._seen().judged, by)

    @property
    def _entering(self) -> Entering:
        return Entering(self._store, lambda name: self._named(name).ref, self.rivals, self.claim)
