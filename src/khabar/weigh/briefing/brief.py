"""The analyst's page as data: plain sentences, each with the claims it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from khabar.model import Claim, Fluent, Holding, Knowledge, Standing, State
from khabar.weigh.briefing.changes import Turn, changes, told
from khabar.weigh.briefing.gaps import nothing_newer, perhaps_later, questions, reports_without_a_day, undated
from khabar.weigh.briefing.lines import NUMBERS, PASSING, Leg, Lines, Row, lines, turned
from khabar.weigh.briefing.spots import Spot, spots
from khabar.weigh.briefing.telling import clauses, empty, in_a_row, sources
from khabar.weigh.briefing.utterances import Sentence, by_day, told_on, utterances
from khabar.weigh.moments import anchor
from khabar.weigh.sources.parties import learned
from khabar.weigh.sources.roots import roots
from khabar.weigh.wording import at, capital, day

HELD, DISPUTED, EXPECTED, CHANGED, SAID, FLAGGED, UNKNOWN = (
    "What is held to be so",
    "What is disputed",
    "What is expected",
    "What changed",
    "What else was said",
    "What does not add up",
    "What is not known",
)
LAST = "Last reported so, and not since"
_MANY = 3
"""So many states that were not heard of again stand under a heading of their own."""
_HEADINGS = (HELD, DISPUTED, EXPECTED, CHANGED, SAID, FLAGGED, UNKNOWN)
_SECTION = {
    Standing.HELD: HELD,
    Standing.STALE: UNKNOWN,
    Standing.ENDED: HELD,
    Standing.CONTESTED: DISPUTED,
    Standing.DENIED: DISPUTED,
    Standing.UNKNOWN: UNKNOWN,
}


_MOST_CLAUSES = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences; `parts` are sections within it. `questions` assert nothing: they ask what one
    would want to know and no claim tells."""

    heading: str
    sentences: tuple[Sentence, ...] = ()
    parts: tuple[Section, ...] = ()
    questions: tuple[str, ...] = ()

    def every(self) -> Iterator[Sentence]:
        """All its sentences, those of its parts too."""
        yield from self.sentences
        for part in self.parts:
            yield from part.every()


@dataclass(frozen=True, slots=True)
class Brief:
    """What the record says of `title` on the day `on`. Sections without a sentence are left out; `notes` are remarks
    on the brief itself and stand on no claim. `since` is the day that it is compared with; `spots` are the places it
    speaks of, each with how firmly."""

    title: str
    on: date
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    since: date | None = None
    spots: tuple[Spot, ...] = ()
    rows: tuple[Row, ...] = ()
    legs: tuple[Leg, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """All sentences, in the page's order."""
        for section in self.sections:
            yield from section.every()

    def claims(self) -> tuple[str, ...]:
        """The ids of all claims behind it, in the order of the sentences."""
        rows = {row.id for row in self.rows}
        return tuple(id_ for id_ in self.footnotes() if id_ not in rows)

    def footnotes(self) -> tuple[str, ...]:
        """The ids of all that it stands on, claims and packs' rows, in the order of the sentences."""
        return tuple(dict.fromkeys(id_ for _, ids in self.sentences() for id_ in ids))


def brief(
    state: State,
    claims: Sequence[Claim],
    knowledge: Knowledge,
    *,
    before: State | None = None,
    titles: Mapping[str, str] | None = None,
) -> Brief:
    """The state told in sections, and what changed against the state `before`.

    `claims` are those the state was made from (their own words make "who speaks for whom" clearer); only what the
    state holds is told. `titles` by document id name the reports that name no author.
    """
    wise = learned(knowledge, claims)
    everyone = _everything(state)
    first = roots(everyone, wise)
    line = lines(state, knowledge)
    found, stale = _told(state, before, line)
    found[EXPECTED] += utterances(state.expected, first, wise)
    behind = {id_ for sentences in (*found.values(), stale) for _, ids in sentences for id_ in ids}
    rest = [c for c in everyone if c.id not in behind and _after(c, before)]
    told_of = [c for c in everyone if c.id in behind | {c.id for c in rest}]
    found[UNKNOWN] += undated(told_of)
    found[UNKNOWN] += reports_without_a_day(told_of, titles or {})
    found[UNKNOWN] += perhaps_later(told_of, state.known_by, titles or {})
    days = tuple(Section(when, tuple(said)) for when, said in by_day(rest, first, wise))
    page = Brief(
        state.name,
        state.on,
        tuple(_sections(found, (days, stale), (*questions(state, knowledge), *line.questions), before)),
        (*_notes(state, before, bool(found[CHANGED])), *line.notes),
        before.on if before else None,
        spots(state, knowledge),
        tuple(line.rows.values()),
        line.legs,
    )
    return _with_titles(page, titles or {})


def _told(state: State, before: State | None, line: Lines) -> tuple[dict[str, list[Sentence]], list[Sentence]]:
    """The sentences by heading, what else was said left out; and apart, many states that were not heard of again."""
    found: dict[str, list[Sentence]] = {h: [] for h in (PASSING, NUMBERS, *_HEADINGS, LAST)}
    turns = changes(before, state) if before else ()
    lapsed = [c.after for c in turns if c.turn in (Turn.PASSED, Turn.LAPSED)]
    passing = set(map(id, lapsed))
    shown = [h for h in state.holdings if not (id(h) in passing or _in_numbers(h, line) or empty(h))]
    for heading, sentences in _held(shown):
        found[heading] += sentences
    if line.heading:
        found[line.heading] += line.sentences
    stale = found.pop(LAST)
    if len(stale) < _MANY:
        found[UNKNOWN] += [(f"{words[:-1]}; nothing newer is reported.", ids) for words, ids in stale]
        stale = []
    found[UNKNOWN] += nothing_newer(lapsed)
    if before is not None:
        found[CHANGED] += [*turned(before, state), *told(turns, before.on)]
    found[FLAGGED] += [(f.words, tuple(c.id for c in f.claims)) for f in state.flags]
    return found, stale


def _sections(
    found: Mapping[str, Sequence[Sentence]],
    inner: tuple[tuple[Section, ...], Sequence[Sentence]],
    asked: tuple[str, ...],
    before: State | None,
) -> Iterator[Section]:
    """The sections that have anything in them; `inner` is what was said by days, and what was not heard of again."""
    last = (Section(LAST, tuple(inner[1])),) if inner[1] else ()
    for heading, mine in found.items():
        parts = inner[0] if heading == SAID else last if heading == UNKNOWN else ()
        open_ = asked if heading == UNKNOWN else ()
        if mine or parts or open_:
            yield Section(_heading(heading, before), tuple(mine), parts, open_)


def _in_numbers(holding: Holding, line: Lines) -> bool:
    """Whether the line's numbers tell it already."""
    return holding.fluent is Fluent.BUILT_TO and {e.claim.id for e in holding.evidence} <= line.told


def _heading(heading: str, before: State | None) -> str:
    return f"{heading} since {day(before.on)}" if heading == CHANGED and before else heading


def _held(holdings: Sequence[Holding]) -> Iterator[tuple[str, list[Sentence]]]:
    """The holdings by section: those alike in all but a name are one sentence, all others one each."""
    alike: dict[tuple[str, str, str, str], list[Holding]] = {}
    for holding in sorted(holdings, key=_last_seen):
        telling = holding.telling
        if telling and holding.standing is Standing.HELD and telling.tail:
            alike.setdefault((HELD, telling.tail, telling.basis, _likely(holding)), []).append(holding)
        elif telling and holding.standing is Standing.STALE:
            alike.setdefault((UNKNOWN, at(telling.last), telling.basis, ""), []).append(holding)
        else:
            alike.setdefault(("", holding.words, str(len(alike)), ""), []).append(holding)
    for (heading, when, basis, likely), same in alike.items():
        if heading == HELD:
            yield HELD, [(_as_of(words, when, basis, likely), sources(mine)) for words, mine in _few(same)]
        elif heading == UNKNOWN:
            for words, mine in _few(same):
                yield LAST, [(f"{capital(when)}, {in_a_row(words)}, {basis}.", sources(mine))]
        else:
            (holding,) = same
            sentence = holding.telling.words if holding.telling else holding.words
            likely = _likely(holding) if holding.standing is Standing.HELD else ""
            sentence = f"{sentence[:-1]}: {likely}." if likely else sentence
            yield _SECTION[holding.standing], [(sentence, sources(same))]


def _few(holdings: Sequence[Holding]) -> Iterator[tuple[list[str], list[Holding]]]:
    """As many clauses at a time as a sentence can bear, with their holdings."""
    told = clauses(holdings)
    for start in range(0, len(told), _MOST_CLAUSES):
        part = told[start : start + _MOST_CLAUSES]
        yield [words for words, _ in part], [h for _, mine in part for h in mine]


def _as_of(words: Sequence[str], when: str, basis: str, likely: str) -> str:
    if len(words) == 1:
        return f"{capital(words[0])} {when}, {basis}{likely and f': {likely}'}."
    return f"{capital(basis)}, {when}, {in_a_row(words)}{likely and f': each {likely}'}."


def _likely(holding: Holding) -> str:
    """How far to believe it, in the words of ICD 203 alone: the odds are for `khabar state --why`."""
    words = holding.support.phrase.split(" (")[0] if holding.support else ""
    return f"a {words}" if words.endswith("chance") else words


def _last_seen(holding: Holding) -> tuple[date, date]:
    """Stale ones by the day of their last sight; all others as they come."""
    if holding.standing is not Standing.STALE or holding.telling is None:
        return date.min, date.min
    return holding.telling.last.latest or date.min, holding.telling.last.earliest or date.min


def _everything(state: State) -> list[Claim]:
    """All claims of the state, oldest word first."""
    found = {e.claim.id: e.claim for h in state.holdings for e in h.evidence}
    found.update((c.id, c) for c in (*state.expected, *state.said))
    return sorted(found.values(), key=told_on)


def _after(claim: Claim, before: State | None) -> bool:
    """Whether it may have been said after the day that the brief is compared with."""
    said = anchor(claim).latest
    return before is None or said is None or said > before.on


def _notes(state: State, before: State | None, changed: bool) -> tuple[str, ...]:
    notes = [state.note] if state.note else []
    if state.known_by != state.on:
        notes.append(f"As known by {day(state.known_by)}.")
    if before is not None and not changed:
        notes.append(f"No report tells of a change since {day(before.on)}.")
    return tuple(notes)


def _with_titles(page: Brief, titles: Mapping[str, str]) -> Brief:
    """The page with the title of a report in place of the id that stands for its nameless author."""
    names = {f"the author of {id_[:8]}": f"the author of “{title}”" for id_, title in titles.items() if title}

    def written(text: str) -> str:
        for name, title in names.items():
            text = text.replace(name, title).replace(capital(name), capital(title))
        return text

    def section(part: Section) -> Section:
        sentences = tuple((written(text), ids) for text, ids in part.sentences)
        return replace(part, sentences=sentences, parts=tuple(map(section, part.parts)))

    return replace(page, sections=tuple(map(section, page.sections))) if names else page
