"""Capitals that act: "Baghdad steps up measures" is the government that ruled from there on the report's day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from khabar.model import Actor, Kind, Mention, Place, Span, When, parse_edtf
from khabar.model.names import fold
from khabar.resolve.names.borders import peoples
from khabar.resolve.names.index import NameIndex

_SOMEWHERE = re.compile(
    r"\b(?:in|from|at|near|around|outside|inside|into|across|towards?|through|(?:city|town|capital|province) of)\s+"
    r"(?:central |downtown |nearby )?\Z",
    re.IGNORECASE,
)
_RULING = frozenset("government regime junta administration emirate".split())
_UNKNOWN = When()


def with_governments(
    mentions: Sequence[Mention],
    subjects: Collection[Span],
    text: str,
    index: NameIndex,
    published: When = _UNKNOWN,
) -> tuple[Mention, ...]:
    """The mentions, with capitals that act ("Baghdad steps up measures") as the governments that they stand for; not
    those where somebody else acts ("officials in Baghdad say")."""
    named = frozenset(m.entity for m in mentions if m.entity)
    return tuple(
        replace(
            m,
            kind=actor.kind,
            entity=actor.id,
            name=actor.name,
            reason="a capital that acts stands for its government",
        )
        if m.kind is Kind.PLACE
        and m.span in subjects
        and not _SOMEWHERE.search(text, max(0, m.span.start - 24), m.span.start)
        and (actor := government_of(m.text, m.entity, index, published, named))
        else m
        for m in mentions
    )


def government_of(
    name: str,
    entity: str | None,
    index: NameIndex,
    published: When = _UNKNOWN,
    named: Collection[str] = (),
) -> Actor | None:
    """The one actor for which a capital's name stands on the report's day; None where none or two do, or where the
    name is a country's. `named` are the entities in the text: another government of that country leaves it open."""
    row = index.rows.get(entity or "")
    if row is not None and not (isinstance(row, Place) and row.kind != "country"):
        return None
    found = [r for i in index.named(name) if isinstance(r := index.rows[i], Actor) and r.metonyms]
    wanted = fold(name)
    actors = [a for a in found if any(fold(m) == wanted for m in a.metonyms)]
    line = {a.id: a for one in actors for a in _line(one, index)}
    ruling = [a for a in line.values() if _may_rule(a, published, index)]
    if len(ruling) > 1:
        ruling = [a for a in ruling if a.id in named] or (actors if _is_undated(published) else [])
    if len(ruling) != 1 or (len(line) == 1 and ruling[0].id not in named and _rivals(ruling[0], index, named)):
        return None
    return ruling[0]


def ruling_of(name: str, index: NameIndex, published: When = _UNKNOWN) -> Actor | None:
    """The government called so ("Syrian government"), or the one before or after it that ruled on the report's day."""
    found = [r for i in index.named(name) if isinstance(r := index.rows[i], Actor) and r.kind is Kind.STATE_BODY]
    if len(found) != 1:
        return None
    ruling = [a for a in _line(found[0], index) if _may_rule(a, published, index)]
    return ruling[0] if len(ruling) == 1 else found[0]


def _line(actor: Actor, index: NameIndex) -> list[Actor]:
    """A government, and those before and after it, as the packs tell."""
    line, at = [actor], 0
    while at < len(line):
        for r in index.knowledge.relations:
            if r.kind == "successor_of" and line[at].id in (r.subject, r.object):
                other = index.rows.get(r.object if r.subject == line[at].id else r.subject)
                body = isinstance(other, Actor) and other.kind is Kind.STATE_BODY and other.country == actor.country
                if body and isinstance(other, Actor) and other not in line:
                    line.append(other)
        at += 1
    return line


def _may_rule(actor: Actor, published: When, index: NameIndex) -> bool:
    """Whether a government may have been there on the report's day: not before it came, nor after its successor did."""
    if published.earliest is None or published.latest is None:
        return True
    for r in index.knowledge.relations:
        if r.kind == "successor_of" and actor.id in (r.subject, r.object) and (came := _came(r.held)) is not None:
            if r.subject == actor.id and came.earliest is not None and published.latest < came.earliest:
                return False
            if r.object == actor.id and came.latest is not None and published.earliest > came.latest:
                return False
    return True


def _came(held: When) -> When | None:
    first = held.text.partition("/")[0]
    return parse_edtf(first) if first not in ("", "..") else None


def _is_undated(published: When) -> bool:
    return published.earliest is None or published.latest is None


def _rivals(actor: Actor, index: NameIndex, named: Collection[str]) -> bool:
    """Whether the text names another government of the same country, and not only as "the Libyan government"."""
    people = peoples(index)
    for other in _bodies(index, named):
        words = fold(other.name).split()
        generic = len(words) == 2 and words[0] in people
        if other.country == actor.country and other.id != actor.id and not generic and _RULING & set(words):
            return True
    return False


def _bodies(index: NameIndex, named: Collection[str]) -> Iterator[Actor]:
    for id_ in named:
        row = index.rows.get(id_)
        if isinstance(row, Actor) and row.kind is Kind.STATE_BODY and row.country:
            yield row
