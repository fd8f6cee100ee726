"""Posts to their holders: "Iraq's prime minister" is whoever held the post on each day that the report can be of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from khabar.model import Actor, Kind, Mention, Place, Relation, Span, When, parse_edtf
from khabar.model.names import fold
from khabar.resolve.names.borders import countries_in, peoples
from khabar.resolve.names.index import NameIndex

_POST = (
    r"(?:[Pp]rime [Mm]inister|[Pp]remier|PM|[Pp]resident|[Ss]upreme [Ll]eader|[Cc]rown [Pp]rince|[Kk]ing|"
    r"[Ss]ecretary of (?:[Ss]tate|[Dd]efen[cs]e)|[Dd]efen[cs]e [Ss]ecretary|[Ff]oreign (?:[Aa]ffairs )?[Mm]inister|"
    r"[A-Za-z]{3,12} [Mm]inister|[Mm]inister of (?:the )?[A-Za-z]{3,12}(?: [Aa]ffairs)?|"
    r"(?:[Pp]arliament(?:ary)? )?[Ss]peaker)"
)
_CAPITAL = r"[A-Z](?:[a-z]{0,30}|(?:\.[A-Z]){1,4}\.?|[A-Z]{0,10})"
_NAMED = re.compile(rf"\b((?:{_CAPITAL}[ -]){{0,2}}{_CAPITAL})(?:[’'](?:s|(?=\s)))?\s({_POST})\b")
_OF = re.compile(rf"\b[Tt]he ({_POST}) of ((?:{_CAPITAL}[ -]){{0,2}}{_CAPITAL}\b)")
_BARE = re.compile(rf"\b[Tt]he ({_POST})\b")
# What makes it another person, or none at all
_OTHER = re.compile(
    r"\b(?:former|ex|then|late|deputy|vice|acting|next|future|new|any|every|each|no|an?|first|previous|last|another|past|"
    r"caretaker|interim|opposition|shadow|self-proclaimed)[\s-]+\Z",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[-–]|[’']s?\b|\s(?:of|for|designate|elect|and (?:the|his|her))\b|\s[A-Z][a-z]|s\b")
_TRUSTED = timedelta(days=366)
_BESIDE = 60  # code points beside a name in which its post may stand
_NEXT = 2  # ", "
_LONGEST = 80  # code points of a name
_ASIDE = re.compile(r",\s+(?:the\s+)?|\s")
_ADMINISTRATIONS = ("government", "administration", "presidency", "regime", "cabinet", "state")


@dataclass(frozen=True, slots=True)
class _Office:
    post: str
    country: str


def post_holders(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], published: When, index: NameIndex
) -> dict[Span, Mention]:
    """Phrases for a post, without a name beside → whoever held it on every day on which the report can be of.

    Nobody where the pack has none or several for those days, or where the country is not clear. A bare "the prime
    minister" needs a text on one country, and one that gives nobody that title.
    """
    if published.earliest is None or published.latest is None:
        return {}
    people = peoples(index)
    named = _countries_named(mentions, index)
    persons = sorted((m for m in mentions if m.kind is Kind.PERSON and m.entity), key=lambda m: m.span.start)
    titles = "\n".join(_around(text, m) for m in persons)
    holders: dict[_Office, Actor | None] = {}
    found: dict[Span, Mention] = {}
    taken: set[int] = set()
    for span, post, told in (phrase for sentence in sentences for phrase in _phrases(text, sentence, people)):
        countries = countries_in(told, people, named) if told else _on_one(named)
        if len(countries) != 1 or not taken.isdisjoint(range(span.start, span.end)) or _beside(span, persons, text):
            continue
        if not told and post in titles:
            continue
        taken.update(range(span.start, span.end))
        office = _Office(post, countries[0])
        if office not in holders:
            holders[office] = _holder(office, published, index)
        if (who := holders[office]) is not None:
            reason = f"held that post on the report's day ({published.edtf()})"
            found[span] = Mention(span, span.of(text), Kind.PERSON, who.id, who.name, reason)
    return found


def with_surnames(mentions: Sequence[Mention], text: str, published: When, index: NameIndex) -> tuple[Mention, ...]:
    """The mentions, with a surname behind a post ("Prime Minister Abadi") as the one holder of such a post at that
    time whose surname it is."""
    meant: dict[str, Actor] = {}
    if published.earliest is not None and published.latest is not None:
        for m in mentions:
            if m.kind is Kind.PERSON and (m.entity or "").startswith("name:"):
                who = _of_surname(m, text, published, index)
                if who is not None and m.entity is not None:
                    meant[m.entity] = who
    return tuple(
        replace(m, entity=who.id, name=who.name, reason="the only holder of that post with that surname")
        if (who := meant.get(m.entity or ""))
        else m
        for m in mentions
    )


# ---------------------------------------------------------------- phrases


def _phrases(text: str, sentence: Span, people: Mapping[str, frozenset[str]]) -> Iterator[tuple[Span, str, str]]:
    """Phrases for a post: where, which post, and the words that tell the country ("" for none)."""
    words = sentence.of(text)
    for m in _NAMED.finditer(words):
        starts = [m.start(1) + w.start() for w in re.finditer(r"[^\s-]+", m[1]) if w[0] != "The"]
        for start in starts:  # "On Monday South Sudan's": from the country on
            told = words[start : m.end(1)]
            if fold(told.replace(".", "")) in people:
                yield from _free(start, m.end(), _post(m[2]), told, sentence, words)
                break
    for m in _OF.finditer(words):
        yield from _free(m.start(), m.end(), _post(m[1]), m[2], sentence, words)
    for m in _BARE.finditer(words):
        yield from _free(m.start(), m.end(), _post(m[1]), "", sentence, words)


def _free(start: int, end: int, post: str, told: str, sentence: Span, words: str) -> Iterator[tuple[Span, str, str]]:
    before = words[max(0, start - 20) : start]
    if not _OTHER.search(before) and not _GOES_ON.match(words, end):
        yield Span(sentence.start + start, sentence.start + end), post, told


def _post(words: str) -> str:
    """A post in the form in which posts are compared."""
    title = " ".join(words.lower().split()).replace("defense", "defence")
    title = {"premier": "prime minister", "pm": "prime minister", "defence secretary": "secretary of defence"}.get(
        title, title
    )
    title = re.sub(r"^minister of (?:the )?(.+)$", r"\1 minister", title).replace("affairs minister", "minister")
    title = re.sub(r"^parliament(?:ary)? speaker$", "speaker", title)
    return re.sub(r"\s(?:for the transition.*|\(.*)$", "", title)


def _beside(span: Span, persons: Sequence[Mention], text: str) -> bool:
    """Whether a person is named right before or behind."""
    low = bisect_left(persons, span.start - _LONGEST, key=lambda m: m.span.start)
    high = bisect_left(persons, span.end + _NEXT + 1, key=lambda m: m.span.start)
    return any(
        m.span.overlaps(span)
        or m.span.start >= span.end
        or (m.span.end <= span.start and _ASIDE.fullmatch(text, m.span.end, span.start))
        for m in persons[low:high]
    )


def _around(text: str, mention: Mention) -> str:
    """What may tell a person's post, in the form in which posts are compared."""
    around = text[max(0, mention.span.start - _BESIDE) : mention.span.end + _BESIDE]
    return " ".join(around.lower().split()).replace("defense", "defence")


# ---------------------------------------------------------------- countries and holders


def _countries_named(mentions: Sequence[Mention], index: NameIndex) -> Counter[str]:
    """How often each country, or anything of it, is named."""
    named: Counter[str] = Counter()
    for m in mentions:
        row = index.rows.get(m.entity or "")
        if isinstance(row, Place | Actor) and row.country:
            named[row.country] += 1
    return named


def _on_one(named: Counter[str]) -> tuple[str, ...]:
    """The country that a text is on, if no other is named half as often."""
    first = named.most_common(2)
    return (first[0][0],) if first and (len(first) == 1 or first[0][1] > 2 * first[1][1]) else ()


def _holder(office: _Office, published: When, index: NameIndex) -> Actor | None:
    """The one who surely held an office all the time; None where somebody else may have."""
    possible = [r for r in _relations(office.post, index) if r.held.meets(published) and _of(r, office, index)]
    if len({r.subject for r in possible}) != 1 or not any(_surely(r, published) for r in possible):
        return None
    row = index.rows.get(possible[0].subject)
    return row if isinstance(row, Actor) else None


def _relations(post: str, index: NameIndex) -> list[Relation]:
    return [r for r in index.knowledge.relations if r.kind in ("post", "leads") and r.title and _post(r.title) == post]


def _of(relation: Relation, office: _Office, index: NameIndex) -> bool:
    """Whether a post is one of the whole country: in its government, or in the ministry that goes with it."""
    body = index.rows.get(relation.object)
    if not isinstance(body, Actor) or body.kind is not Kind.STATE_BODY or body.country != office.country:
        return False
    forms = [form for form, countries in peoples(index).items() if office.country in countries]
    field = office.post.removesuffix(" minister").removeprefix("secretary of ")
    fields = {field, field.replace("defence", "defense"), f"{field} affairs", f"the {field}"}
    heads = {*_ADMINISTRATIONS, "parliament", "authority"}
    heads |= {f"{kind} of {f}" for f in fields for kind in ("ministry", "department")}
    heads |= {f"{f} {kind}" for f in fields for kind in ("ministry", "department")}
    wanted = {w for form in forms for h in heads for w in (f"{form} {h}", f"{form}s {h}", f"{h} of {form}")}
    return any(fold(name.replace(".", "")) in wanted for name in (body.name, *body.aliases))


def _surely(relation: Relation, published: When) -> bool:
    """Whether a post was held on every day of an interval, whatever a bare month or year in its bounds means. One
    without an end is taken to be held for a year after the pack's source says so."""
    first, _, last = relation.held.text.partition("/")
    begun, ended = _end(first), _start(last)
    if begun is None or published.earliest is None or published.latest is None or begun > published.earliest:
        return False
    if ended is None and (seen := _end(relation.as_of or "..")) is not None:
        ended = seen + _TRUSTED
    return ended is None or published.latest <= ended


def _end(text: str) -> date | None:
    return parse_edtf(text).latest if text not in ("", "..") else None


def _start(text: str) -> date | None:
    return parse_edtf(text).earliest if text not in ("", "..") else None


def _of_surname(mention: Mention, text: str, published: When, index: NameIndex) -> Actor | None:
    """The one holder of the post in front of a name who has that surname."""
    name = fold(mention.name or mention.text)
    before = text[max(0, mention.span.start - _BESIDE) : mention.span.start] + mention.text
    title = re.search(rf"({_POST})\s+(?:[Aa]l-)?\S+\Z", before)
    if " " in name or title is None or _OTHER.search(before[: title.start()]):
        return None
    rows = {
        row.id: row
        for r in _relations(_post(title[1]), index)
        if r.held.meets(published) and isinstance(row := index.rows.get(r.subject), Actor)
        if name in (fold(row.name.split()[-1]), *(fold(w) for w in row.weak_aliases))
    }
    return next(iter(rows.values())) if len(rows) == 1 else None
