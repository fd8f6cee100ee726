"""Where paragraphs begin and end, in copy with empty lines, with one line a paragraph, or wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from khabar.model import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[-*+•·▪◦–—>]|\d{1,3}[.)]|#{1,6})\s")
_STOPS = (".", "!", "?", "…", ":", "؟", "۔", "”", '"', "»", ")", "]", "’")
_GOES_ON = (",", ";", "-", "–", "—", "(", "،")
_WIDEST = 120  # characters of a line that a person or a wire service still wraps by hand
_NARROWEST = 45
_ENOUGH = 3  # lines cut in mid-sentence that show how wide the copy was made


def paragraphs(text: str, within: Span) -> list[Span]:
    """The paragraphs of `text` inside `within`, in order, without white space around them.

    Empty lines part them. A single newline does too, unless the copy is wrapped by hand (lines filled up to a common
    width of 45 to 120 characters) or the sentence plainly goes on in the next line.
    """
    groups = list(_groups(text, within))
    width = _wrapped_at(text, groups)
    found = []
    for lines in groups:
        start = lines[0].start
        for line, following in pairwise(lines):
            if not _goes_on(line.of(text), following.of(text), width):
                found.append(Span(start, line.end))
                start = following.start
        found.append(Span(start, lines[-1].end))
    return found


def _groups(text: str, within: Span) -> Iterator[list[Span]]:
    """Runs of lines without an empty one between them; each line trimmed."""
    lines: list[Span] = []
    for match in _LINE.finditer(text, within.start, within.end):
        line = trimmed(text, Span(*match.span()))
        if not len(line):
            if lines:
                yield lines
            lines = []
            continue
        if lines and _breaks(text, lines[-1].end, line.start) > 1:
            yield lines
            lines = []
        lines.append(line)
    if lines:
        yield lines


def _breaks(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _BREAK.finditer(text, start, end))


def trimmed(text: str, span: Span) -> Span:
    """`span` without the white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _wrapped_at(text: str, groups: Sequence[Sequence[Span]]) -> int | None:
    """The width at which the copy is wrapped by hand; None where it is not."""
    lengths = [len(line) for lines in groups for line in lines]
    narrow = [length for length in lengths if length <= _WIDEST]
    if not narrow or len(narrow) < 0.9 * len(lengths):
        return None
    width = max(narrow)
    ends = [(line, following) for lines in groups for line, following in pairwise(lines)]
    if width < _NARROWEST or not ends:
        return None
    full = sum(_fills(line.of(text), following.of(text), width) for line, following in ends)
    capitals = sum(line.of(text).isupper() and len(line) >= _NARROWEST // 2 for line, _ in ends)
    # short paragraphs leave few full lines, but then the lines that end in mid-sentence are those
    cut = [_fills(line.of(text), more.of(text), width) for line, more in ends if not line.of(text).endswith(_STOPS)]
    by_hand = len(cut) >= _ENOUGH and sum(cut) >= 0.8 * len(cut)
    return width if by_hand or max(full, capitals) >= 0.6 * len(ends) else None


def _fills(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted into this one, or hardly."""
    first = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > width - width // 8


def _goes_on(line: str, following: str, width: int | None) -> bool:
    if _BULLET.match(following) or following[0] in "#>":
        return False
    if not following.strip("="):  # Markdown underlines headings so
        return len(following) > 2
    if following[0].islower() and not line.endswith(_STOPS[:3]):
        return True
    if line.endswith(_GOES_ON) and len(line) > _NARROWEST // 2:
        return True
    if width is None:
        return False
    return _fills(line, following, width) or (len(line) >= width // 2 and not line.endswith(_STOPS))
