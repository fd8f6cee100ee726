"""Two names for one: "Full Name (FN)", "X, also known as Y", "Y, formerly X"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from khabar.model import Kind, Mention
from khabar.model.names import fold

INTRODUCED = "acronym introduced in the text"
NICKNAME = re.compile(r"\s+[“\"‘]([^“”\"‘’\n]{1,30})[”\"’]\s+(?=[^\W\d_])")
"""A nickname in quotes inside a person's name."""
SMALL = frozenset("of the and for a an al el in on de du la".split())
_ACRONYM = re.compile(r"\s?\(([A-Z][A-Za-z.&-]{1,9})\)")
_ALSO = re.compile(
    r",?\s*\(?(?:(?:which|who|that)\s+(?:is|was|are|were)\s+)?(?:"
    r"(?:also|better|formerly|previously|once|commonly|widely|popularly|officially|now|locally|more commonly)\s+"
    r"(?:known|called|named|referred\s+to)(?:\s+simply)?(?:\s+as)?|a\.?k\.?a\.?|formerly|previously|nicknamed|"
    r"whose\s+real\s+name\s+is|born|known\s+(?:simply\s+|locally\s+)?as|or\s+simply|alias|(?<=,\s)(?:called|named))"
    r"\s+(?:the\s+)?[“\"‘']?",
    re.IGNORECASE,
)
_SO_CALLED = re.compile(r"\b(?:known|called|named|nicknamed|alias|a\.?k\.?a)\b", re.IGNORECASE)
_BYNAME = re.compile(r"[^\W\d_a-z][\w’-]{0,30}(?:[ ][^\W\d_a-z][\w’-]{0,30}){0,3}")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_BRACKET = re.compile(r"\s\((?:the\s+)?")
_SITES = (Kind.PLACE, Kind.FACILITY)


def introductions(
    mentions: Sequence[Mention], text: str, key: Callable[[Mention], str]
) -> Iterator[tuple[str, str, str]]:
    """(key of the shorter or later name, key of the one it stands for, reason), in the text's order."""
    at: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (len(m.span), m.text)):
        at[mention.span.start] = mention
    found: dict[str, tuple[str, str]] = {}
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.text)):
        for short, long, reason in _introduced(mention, at, text, key):
            if short and long and short != long:
                found.setdefault(short, (long, reason))
    for short, (long, reason) in found.items():
        yield short, long, reason


def _introduced(
    mention: Mention, at: dict[int, Mention], text: str, key: Callable[[Mention], str]
) -> Iterator[tuple[str, str, str]]:
    if mention.kind is not Kind.PERSON and "(" not in mention.text:
        m = _ACRONYM.match(text, mention.span.end)
        if m and _initials_fit(m[1], mention.text):
            yield fold(m[1].replace(".", "")), key(mention), INTRODUCED
        m = _BRACKET.match(text, mention.span.end)
        full = at.get(m.end()) if m else None
        if full and mention.text.isupper() and _spelt_out(mention.text, full.text) and _same_sort(mention, full):
            yield key(mention), key(full), INTRODUCED
    m = _ALSO.match(text, mention.span.end)
    other = at.get(m.end()) if m else None
    if m and other is not None and (_same_sort(mention, other) or _byname(m[0], other)):
        yield key(other), key(mention), "another name that the text gives"
    elif m and other is None and _SO_CALLED.search(m[0]) and (unseen := _BYNAME.match(text, m.end())):
        yield fold(unseen[0]), key(mention), "another name that the text gives"  # a mention further on may bear it
    if mention.kind is Kind.PERSON and (inside := NICKNAME.search(mention.text)):
        yield fold(inside[1]), key(mention), "the nickname inside a name in the text"


def _same_sort(one: Mention, other: Mention) -> bool:
    if Kind.OTHER in (one.kind, other.kind):
        return (one.kind is Kind.PERSON) == (other.kind is Kind.PERSON)
    person = one.kind is Kind.PERSON, other.kind is Kind.PERSON
    return person[0] == person[1] and (one.kind in _SITES) == (other.kind in _SITES)


def _byname(introducing: str, other: Mention) -> bool:
    """Whether words bring in a byname, which may look like anything: known as “Barbecue”."""
    return other.kind is Kind.OTHER and _SO_CALLED.search(introducing) is not None


def initials(name: str) -> str:
    """The first letters of a name's words, small words left out."""
    return "".join(w[0].lower() for w in _WORD.findall(name) if w.lower() not in SMALL)


def _initials_fit(acronym: str, name: str) -> bool:
    """Whether the acronym's letters come in order among the name's initials; of a foreign name any three letters
    may."""
    letters, first = [c.lower() for c in acronym if c.isalpha()], initials(name)
    at = iter(first)
    return all(any(c == i for i in at) for c in letters) or (len(letters) >= 3 and len(first) >= 2)


def _spelt_out(acronym: str, name: str) -> bool:
    """Whether the acronym is the name's initials."""
    return len(acronym) > 1 and "".join(c.lower() for c in acronym if c.isalpha()) == initials(name)
