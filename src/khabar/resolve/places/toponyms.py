"""Words that name a place: place mentions, and those inside other names ("Toronto police", "Turkish troops")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.model import Actor, Kind, Mention, Outlet, Place, Span
from khabar.model.names import fold, plain
from khabar.resolve.names.adjectives import countries_by_adjective
from khabar.resolve.names.index import NameIndex
from khabar.resolve.places.gazetteer import Gazetteer

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[.’'-][^\W_]+)*\.?")
_INTO = re.compile(
    r"\b(?:in|near|at|from|to|into|towards?|around|outside|inside|across|on"
    r"|(?:city|town|village|port|capital|province) of"
    r"|(?:re)?(?:took|taken|captur\w+|seiz\w+|entered|left|leave|fled|reached|hit|struck|shelled|bombed|besieged|liberated"
    r"|stormed|overran|occupied|abandoned|evacuated))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:,\s+and|,|\s+and|\s+or)\s+$")
_KIND_BEHIND = re.compile(r" (?:County|Parish|Governorate|Province|Oblast|Prefecture|District)\b")
_PROVINCE = "province|governorate|state|region|oblast|prefecture|county|parish|voivodeship|department"
_TOWN = "city|town|village|port"
_KINDS_BESIDE = tuple(
    (
        kind,
        re.compile(rf"\b(?:{words})\b", re.IGNORECASE),
        re.compile(rf"(?<!capital )\b(?:{words}) of (?:the )?\S*$", re.IGNORECASE),
    )
    for kind, words in (("province", _PROVINCE), ("town", _TOWN))
)
_KNOWN_TOWN = 5000
_LARGE_TOWN = 100_000
_LONGEST = 4  # words of a people's or a town's name
_PLACES = (Kind.PLACE, Kind.FACILITY)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place's name in the text; `entity` as its mention has it; `country` (ISO code) where its people's name or
    adjective stands for it; `inside` the name that it is a part of; `kind` province or town where a word beside it says
    so."""

    span: Span
    text: str
    entity: str | None = None
    country: str = ""
    inside: str = ""
    reason: str = ""
    kind: str = ""


def places_among(mentions: Sequence[Mention], text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions, with unresolved names taken for places, wherever in the text they stand, that the gazetteer has as
    a town of 5,000 people or more and that stand behind "in", "near", "captured" or in a list after a place: taggers
    take many a town for a person."""
    unsure = [m for m in mentions if m.entity is None and m.kind in (Kind.PERSON, Kind.OTHER) and m.text[:1].isupper()]
    sites = {m.span.end: m for m in mentions if m.kind in _PLACES}
    towns: set[str] = set()
    for m in sorted(unsure, key=lambda m: m.span):
        before = text[max(0, m.span.start - 24) : m.span.start]
        listed = _LISTED.search(before)
        beside = listed is not None and m.span.start - len(listed[0]) in sites
        if (beside or _INTO.search(before)) and any(t.population >= _KNOWN_TOWN for t in gazetteer.named(m.text)):
            towns.add(m.text)
            sites[m.span.end] = m
    rescued = {m.span for m in unsure if m.text in towns}
    return tuple(replace(m, kind=Kind.PLACE) if m.span in rescued else m for m in mentions)


def find_toponyms(
    mentions: Sequence[Mention], stretches: Sequence[Span], text: str, index: NameIndex, gazetteer: Gazetteer
) -> list[Toponym]:
    """All names of places in the text's order, none within another. `stretches` are the parts that are read."""
    adjectives = countries_by_adjective(index.knowledge.demonyms)
    named = [_of(m) for m in mentions if m.kind in _PLACES and any(c.isupper() for c in m.text)]
    named = [t for t in named if t.entity in index.rows or plain(t.text) not in adjectives]
    known = {fold(t.text) for t in named}
    whole = [_of(m) for m in mentions if m.kind not in _PLACES and _is_also_a_place(m, known, gazetteer)]
    people = [t for s in stretches for t in _peoples(s, text, index, gazetteer)]
    inner = [t for m in mentions if m.kind not in _PLACES for t in _inside(m, known, index, gazetteer)]
    longest_first = sorted(named, key=lambda t: (-len(t.span), t.span.start))
    longest_first = [_with_kind(t, text) for t in longest_first]
    borne = [t for t in longest_first if t.entity in index.rows or gazetteer.named(t.text)]
    return [_of_kind(t, text) for t in _apart([*borne, *whole, *people, *inner, *longest_first])]


def _of_kind(toponym: Toponym, text: str) -> Toponym:
    """The toponym with what its own words, or those beside it, say that it is: "Homs province", "city of Homs"."""
    before = text[max(0, toponym.span.start - 20) : toponym.span.start]
    after = text[toponym.span.end : toponym.span.end + 20]
    for kind, behind, ahead in _KINDS_BESIDE:
        if behind.search(toponym.text) or behind.match(after.lstrip()) or ahead.search(f"{before}{toponym.text}"):
            return replace(toponym, kind=kind)
    return toponym


def _with_kind(toponym: Toponym, text: str) -> Toponym:
    """ "Plymouth" of "Plymouth County" is the county's name."""
    behind = _KIND_BEHIND.match(text, toponym.span.end)
    if behind is None:
        return toponym
    span = Span(toponym.span.start, behind.end())
    return replace(toponym, span=span, text=span.of(text), entity=None)


def _of(mention: Mention) -> Toponym:
    return Toponym(mention.span, mention.text, mention.entity, reason=mention.reason)


def _is_also_a_place(mention: Mention, known: set[str], gazetteer: Gazetteer) -> bool:
    """Whether a name taken for a body's or a person's is a province's, or a place's elsewhere in the text: "Texas
    appealed"."""
    if mention.entity and not mention.entity.startswith("name:"):
        return False
    if fold(mention.text) in _GENERIC:
        return False
    return fold(mention.text) in known or any(c.own and c.kind == "province" for c in gazetteer.named(mention.text))


def _apart(found: Sequence[Toponym]) -> list[Toponym]:
    """Of those that overlap the one found first (whole mentions before parts), in the text's order."""
    taken: list[Toponym] = []
    covered: set[int] = set()
    for toponym in found:
        here = range(toponym.span.start, toponym.span.end)
        if covered.isdisjoint(here):
            covered.update(here)
            taken.append(toponym)
    return sorted(taken, key=lambda t: t.span)


# ---------------------------------------------------------------- inside other names


def _inside(mention: Mention, known: set[str], index: NameIndex, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The places that a body's, an outlet's or an office's name begins or ends with, or names behind "of"."""
    row = index.rows.get(mention.entity or "")
    if isinstance(row, Outlet) or (isinstance(row, Actor) and row.kind is Kind.ARMED_GROUP):
        return
    words = list(_WORD.finditer(mention.text))
    for first in range(len(words)):
        if not _may_begin(words, first, mention):
            continue
        for last in range(min(len(words), first + _LONGEST) - 1, first - 1, -1):
            if last - first + 1 == len(words) or (mention.kind is Kind.PERSON and not _office(words, last + 1)):
                continue
            if last + 1 < len(words) and words[last + 1].group().lower() in _PARTS:
                continue  # a county of the name may lie far from the town of the name
            span = Span(words[first].start(), words[last].end())
            name = re.sub(r"[’']s?$", "", span.of(mention.text))
            span = Span(span.start, span.start + len(name))
            entity = _known_place(name, index)
            if entity or fold(name) in known or _is_large(name, gazetteer) or words[last].group().lower() in _PARTS:
                yield Toponym(
                    span.shifted(mention.span.start),
                    name,
                    entity,
                    inside=mention.text,
                    reason="named in a knowledge pack" if entity else "",
                )
                break


def _may_begin(words: Sequence[re.Match[str]], at: int, mention: Mention) -> bool:
    if not words[at].group()[0].isupper() or words[at].group() == "The":
        return False
    if at == 0 or (at == 1 and words[0].group().lower() == "the"):
        return True
    before = words[at - 1].group().lower()
    return mention.kind is not Kind.PERSON and (before in ("of", "in", "for") or mention.kind is Kind.OUTLET)


_OFFICES = frozenset(
    "president governor premier senator mayor minister prime foreign interior defense defence health finance fire "
    "police army king queen prince ambassador commander general judge attorney representative congressman "
    "congresswoman secretary deputy chief first vice supreme state district city county".split()
)


def _office(words: Sequence[re.Match[str]], at: int) -> bool:
    return at < len(words) and words[at].group().lower() in _OFFICES


def _known_place(name: str, index: NameIndex) -> str | None:
    """The one place that has this very name among those that are safe anywhere: "the Gulf" is none in "Gulf Cartel"."""
    rows = [r for i in index.named(name) if isinstance(r := index.rows[i], Place)]
    safe = [r.id for r in rows if fold(name) in {fold(n) for n in (r.name, *r.aliases)}]
    return safe[0] if len(safe) == 1 else None


_PARTS = frozenset({"county", "parish", "district", "province", "governorate", "oblast", "prefecture"})
# Towns of these names there are, but the words begin the names of bodies everywhere.
_GENERIC = frozenset(
    "university center centre central national federal general great green golden liberal union united independence "
    "victory liberty freedom hope justice interior phoenix orange mobile reading nice lions corona split man".split()
)


def _is_large(name: str, gazetteer: Gazetteer) -> bool:
    """Whether it is the name of a province or a city, and not just a word or letters."""
    if name.lower() in _GENERIC or (name.isupper() and len(name) < 5):
        return False
    return any(c.own and (c.population >= _LARGE_TOWN or c.kind == "province") for c in gazetteer.named(name))


# ---------------------------------------------------------------- peoples


def _peoples(stretch: Span, text: str, index: NameIndex, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Adjectives of countries ("Turkish troops"), but for those that begin a place's name ("British Columbia"), each
    its country; none where two countries share it and the text does not tell."""
    adjectives = countries_by_adjective(index.knowledge.demonyms)
    words = [m for m in _WORD.finditer(text, stretch.start, stretch.end) if m.group()[0].isupper()]
    for at, word in enumerate(words):
        for size in (2, 1):
            if at + size > len(words) or text[word.end() : words[at + size - 1].start()].strip():
                continue
            end = words[at + size - 1].end()
            form = text[word.start() : end].removesuffix(".")
            span = Span(word.start(), word.start() + len(form))
            if size == 2 and any(c.own and c.kind == "province" for c in gazetteer.named(form)):
                yield Toponym(span, form)
                break
            countries = adjectives.get(plain(form), ())
            if len(countries) == 1:
                yield Toponym(span, form, country=countries[0], reason="its country's adjective")
                break
