"""Known names, found in running text in one pass: whole words, any spelling that folds alike."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from khabar.model import Actor, Kind, Knowledge, Outlet, Place, Span
from khabar.model.names import alike, fold, skeleton

Row = Actor | Outlet | Place

# An acronym with stops, or a word with inner apostrophes; a possessive 's stays outside.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'ʼ`](?!s\b)[^\W_]+)*")
_ARTICLES = frozenset({"al", "el", "the"})
_SUN_ARTICLES = frozenset({"ad", "an", "ar", "as", "ash", "at", "az"})
# Acronyms that a text in capitals throughout also uses as plain words.
_ALSO_WORDS = frozenset({"is", "us", "un", "who", "it", "sea", "pa", "am", "or"})
FACILITIES = frozenset({"crossing", "camp", "prison", "base", "site", "complex", "barrier"})


@dataclass(frozen=True, slots=True)
class Match:
    """A known name in a text: its span and the ids of all rows that bear it, and whether it is only weakly theirs."""

    span: Span
    ids: tuple[str, ...]
    weak: bool = False
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class _Alias:
    id: str
    weak: bool = False
    metonym: bool = False
    article: bool = False  # the text must have the article too: Al-Ain is no Ain
    exact: str = ""  # the text must have this case: IS is no is
    lower: bool = False  # a description, found in small letters too


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    folded: str
    article: bool


def kind_of(row: Row) -> Kind:
    """The kind under which a row's mentions are listed."""
    if isinstance(row, Place):
        return Kind.FACILITY if row.kind in FACILITIES else Kind.PLACE
    return Kind.OUTLET if isinstance(row, Outlet) else row.kind


class NameIndex:
    """All names of the knowledge at hand. Build once, scan many texts; scanning is linear in the text."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.rows: dict[str, Row] = {}
        self._aliases: dict[tuple[str, ...], list[_Alias]] = defaultdict(list)
        self._longest: dict[str, int] = defaultdict(int)
        walls = (Place(b.id, b.name, "barrier", precision="region", aliases=b.aliases) for b in knowledge.barriers)
        everything: tuple[Row, ...] = (*knowledge.actors, *knowledge.outlets, *knowledge.places, *walls)
        for row in everything:
            # A country and its government may share a name; an outlet and a group may share an id: first come stays.
            self.rows.setdefault(row.id, row)
            self._learn(row)
        self.first_post: dict[str, date] = {}  # of persons, the day on which the first post that is known began
        for relation in knowledge.relations:
            began = relation.held.earliest
            if relation.kind in ("leads", "post") and began is not None:
                self.first_post[relation.subject] = min(began, self.first_post.get(relation.subject, began))
        self._countries = {p.country: p for p in reversed(knowledge.places) if p.kind == "country"}
        self.named = lru_cache(maxsize=1 << 14)(self._named)
        """The ids of all rows that bear this very name (in any spelling), strong ones first."""

    def country(self, code: str) -> Place | None:
        """The country with an ISO 3166 code of two letters."""
        return self._countries.get(code)

    def _learn(self, row: Row) -> None:
        for name in (row.name, *row.aliases):
            self._enter(row, name)
        for name in row.weak_aliases:
            self._enter(row, name, weak=True)
        if isinstance(row, Actor):
            for name in row.metonyms:
                self._enter(row, name, metonym=True)

    def _enter(self, row: Row, name: str, *, weak: bool = False, metonym: bool = False) -> None:
        tokens = _tokens(name)
        key = tuple(t.folded for t in tokens if not t.article)
        if not key:
            return
        needs_article = len(key) == 1 and tokens[0].folded in ("al", "el") and not isinstance(row, Place)
        plain = name.replace(".", "")
        lower = next(t for t in tokens if not t.article).text[0].islower()
        acronym = len(key) == 1 and plain.isascii() and plain.isalpha() and plain.isupper() and len(plain) <= 5
        alias = _Alias(row.id, weak, metonym, needs_article, plain if acronym else "", lower)
        if alias not in self._aliases[key]:
            self._aliases[key].append(alias)
        self._longest[key[0]] = max(self._longest[key[0]], len(key))

    def _named(self, name: str) -> tuple[str, ...]:
        key = tuple(t.folded for t in _tokens(name) if not t.article)
        found = sorted(self._aliases.get(key, ()), key=lambda a: (a.metonym, a.weak))
        return tuple(dict.fromkeys(a.id for a in found))

    def alike(self, name: str) -> tuple[str, ...]:
        """The ids of all rows with a name that may be another romanisation of this one; see `names.alike`."""
        found = self._skeletons.get(skeleton(name), ())
        return tuple(dict.fromkeys(id_ for known, id_ in found if alike(known, name)))

    @cached_property
    def _skeletons(self) -> dict[str, list[tuple[str, str]]]:
        """All safe names that are no descriptions, by skeleton, each with its row's id."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in self.rows.values():
            for name in (row.name, *row.aliases):
                if any(c.isupper() for c in name):
                    found[skeleton(name)].append((name, row.id))
        return found

    def spelling(self, words: str) -> str | None:
        """How a known name is written where its words stand in capitals; None where no row bears it."""
        ids = self.named(words)
        return self.rows[ids[0]].name if ids else None

    def scan(self, text: str, *, offset: int = 0, capitals: bool = False) -> Iterator[Match]:
        """Known names in `text`, longest first, never overlapping, left to right.

        Spans are in code points of `text` plus `offset`. `capitals`: the text is in capitals throughout, so case
        tells nothing.
        """
        tokens = _tokens(text)
        words = [t for t in tokens if not t.article]
        articles = {t.end: t for t in tokens if t.article}
        at = 0
        while at < len(words):
            match, used = self._at(text, words, at, articles, capitals)
            if match:
                yield Match(match.span.shifted(offset), match.ids, match.weak, match.metonym)
            at += used

    def _at(
        self, text: str, words: Sequence[_Token], at: int, articles: dict[int, _Token], capitals: bool
    ) -> tuple[Match | None, int]:
        first = words[at]
        longest = self._longest.get(first.folded, 0)
        if not longest:
            return None, 1
        before = _article_before(text, first, articles)
        for length in range(min(longest, len(words) - at), 0, -1):
            run = words[at : at + length]
            if length > 1 and not _connected(text, run):
                continue
            key = tuple(t.folded for t in run)
            good = [a for a in self._aliases.get(key, ()) if _fits(a, first, before, capitals)]
            if good:
                strong = [a for a in good if not a.weak] or good
                start = before.start if before and before.text[0].isupper() | (before.folded != "the") else first.start
                ids = tuple(dict.fromkeys(a.id for a in sorted(strong, key=lambda a: a.metonym)))
                weak, metonym = all(a.weak for a in strong), any(a.metonym for a in strong)
                return Match(Span(start, run[-1].end), ids, weak, metonym), length
        return None, 1


def _fits(alias: _Alias, first: _Token, before: _Token | None, capitals: bool) -> bool:
    if first.text[0].islower() and not alias.lower:
        return False
    if alias.article and not (before and before.folded != "the"):
        return False
    if not alias.exact:
        return True
    if capitals and alias.exact.lower() in _ALSO_WORDS:
        return False
    return first.text.replace(".", "") == alias.exact


def _article_before(text: str, first: _Token, articles: dict[int, _Token]) -> _Token | None:
    gap = first.start - 1
    found = articles.get(gap) or articles.get(first.start)
    if found is None or text[found.end : first.start] not in ("-", " ", "‐", "–", ""):
        return None
    return None if found.folded == "the" else found


def _connected(text: str, run: Sequence[_Token]) -> bool:
    """Whether only spaces, hyphens, articles or stops of initials lie between the words of a run."""
    for a, b in itertools.pairwise(run):
        between = text[a.end : b.start]
        if len(between) > 12 or any(c in between for c in ',;:!?()[]"“”—') or "\n\n" in between:
            return False
        if "." in between and (len(a.text) > 3 or (len(a.text) > 1 and a.text.isupper())):
            return False
    return True


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for m in _TOKEN.finditer(text):
        word = m.group()
        folded = fold(word.replace(".", "")) or word.casefold()
        after = text[m.end() : m.end() + 1]
        article = word.lower() in _ARTICLES or (word.lower() in _SUN_ARTICLES and after in "-‐")
        tokens.append(_Token(m.start(), m.end(), word, word.lower() if article else folded, article and bool(after)))
    return tokens
