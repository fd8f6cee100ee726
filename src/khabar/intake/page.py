"""A saved web page: all of its visible text, with the article told apart from what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement

from khabar.intake.header import Stated
from khabar.intake.markup import Piece, parse, pieces
from khabar.intake.statements import statements
from khabar.model import Block, BlockKind, DocumentError, Span

OUTSIDE = "outside the article on its page"
_LARGEST_PAGE = 60_000  # elements; beyond that the search for the article takes too long
_SLOW_PAGE = 10_000
_TITLE_WITHIN = 2_000  # pieces from the top
_GRAM = 5  # words in a row that tell a paragraph from others
_WORD = re.compile(r"\w+")
_BYLINE_CLASS = re.compile(r"byline|author|dateline|timestamp|publish|posted|entry-date|meta-date", re.IGNORECASE)
_LONGEST_BYLINE = 200


def read_page(source: str, where: str) -> tuple[str, tuple[Block, ...], Stated]:
    """The visible text of an HTML page, its blocks, and what the page states of itself.

    The text is whole: every block element is a paragraph, with an empty line between two. The blocks cover all of it:
    title, byline and body of the article, and the rest as boilerplate. Raises `DocumentError`.
    """
    root = parse(source, where)
    found = list(pieces(root))
    if not found:
        raise DocumentError(where, "there is no visible text on this page")
    size = sum(1 for _ in root.iter())
    stated = statements(root) if size <= _LARGEST_PAGE else Stated()
    kinds = _kinds(found, _Kept(_article(root, size)), stated)
    blocks, at = [], 0
    for piece, kind in zip(found, kinds, strict=True):
        span = Span(at, at + len(piece.text))
        blocks.append(Block(span, kind, OUTSIDE if kind is BlockKind.BOILERPLATE else ""))
        at = span.end + 2
    return "\n\n".join(piece.text for piece in found), tuple(blocks), stated


def _article(root: HtmlElement, size: int) -> str:
    """The text that trafilatura takes for the article; "" where it finds none or the page is too large."""
    if size > _LARGEST_PAGE:
        return ""
    from trafilatura import bare_extraction  # half a second to import, and only pages need it

    try:
        article = bare_extraction(
            deepcopy(root),
            favor_recall=True,
            include_comments=False,
            with_metadata=False,
            fast=size > _SLOW_PAGE,
        )
    except Exception:  # whatever a hostile page breaks in there, its text can still be read
        return ""
    return str(getattr(article, "text", None) or "")


class _Kept:
    """Which pieces are in the article: those whose runs of words are, or, for short ones, whose line is."""

    def __init__(self, article: str) -> None:
        lines = [_words(line) for line in article.splitlines()]
        self.lines = set(lines)
        self.runs = {run for line in lines for run in _runs(line)}

    def holds(self, text: str) -> bool:
        words = _words(text)
        runs = _runs(words)
        if not runs:
            return words in self.lines
        return sum(run in self.runs for run in runs) >= 0.6 * len(runs)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[i : i + _GRAM] for i in range(len(words) - _GRAM + 1)]


def _kinds(found: Sequence[Piece], kept: _Kept, stated: Stated) -> list[BlockKind]:
    title = _title_at(found, stated)
    if not kept.runs:
        return _without_article(found, title)
    inside = [kept.holds(piece.text) for piece in found]
    long = [i for i, piece in enumerate(found) if inside[i] and i != title and len(_words(piece.text)) >= _GRAM]
    first, last = (long[0], long[-1]) if long else (0, len(found) - 1)
    kinds = []
    for i, piece in enumerate(found):
        # a menu may hold the same short line as the article
        body = inside[i] and (first <= i <= last or (title is not None and title < i < first))
        if i == title:
            kinds.append(BlockKind.TITLE)
        elif _is_byline(piece, stated) and (title if title is not None else first) - 4 <= i <= first + 1:
            kinds.append(BlockKind.BYLINE)
        else:
            kinds.append(BlockKind.BODY if body else BlockKind.BOILERPLATE)
    return kinds


def _without_article(found: Sequence[Piece], title: int | None) -> list[BlockKind]:
    """Nothing was recognised: all that follows the title may be the report."""
    start = title or 0
    kinds = [BlockKind.BOILERPLATE] * start + [BlockKind.BODY] * (len(found) - start)
    if title is not None:
        kinds[title] = BlockKind.TITLE
    return kinds


def _title_at(found: Sequence[Piece], stated: Stated) -> int | None:
    """The main heading: the one that shares most words with the stated title, or the only one."""
    headings = [i for i, piece in enumerate(found) if piece.element.tag == "h1"]
    wanted = set(_words(stated.title or ""))
    if wanted:
        shared = {i: len(wanted & set(_words(found[i].text))) / len(wanted) for i in headings}
        best = max(shared, key=lambda i: shared[i], default=None)
        if best is not None and shared[best] >= 0.5:
            return best
        for i, piece in enumerate(found[:_TITLE_WITHIN]):
            if set(_words(piece.text)) == wanted:
                return i
    return headings[0] if len(headings) == 1 else None


def _is_byline(piece: Piece, stated: Stated) -> bool:
    if len(piece.text) > _LONGEST_BYLINE:
        return False
    author = _words(stated.author or "")
    if len(author) > 1 and set(author) <= set(_words(piece.text)) and len(_words(piece.text)) <= len(author) + 6:
        return True
    holders = [piece.element, *list(piece.element.iterancestors())[:2]]
    if piece.element.find("time") is not None or any(_BYLINE_CLASS.search(h.get("class") or "") for h in holders):
        return not piece.text.endswith((".", "”", '"')) or len(_words(piece.text)) <= 12
    return False
