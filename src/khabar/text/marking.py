"""A document's blocks: what is headline, byline, dateline and body, and what stands around the news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.model import Block, BlockKind, Document, Span
from khabar.text.furniture import Verdict, closing, judge
from khabar.text.opening import dateline, is_byline, is_heading, is_markdown_heading, is_subheading, is_title, label
from khabar.text.paragraphs import paragraphs
from khabar.text.phrases import COMMENTS, TEASER, WITH_ITEMS

_ENOUGH_BODY = 400  # code points of news before a tail's heading is believed
_DATELINED = 8  # paragraphs of body at whose head a dateline may stand
_LONG = 120
_NO_COMMENTS = 4  # paragraphs of news in a row that are no readers' comments


@dataclass(frozen=True, slots=True)
class _Paragraph:
    span: Span
    text: str
    verdict: Verdict


def mark(document: Document) -> Document:
    """`document` with `blocks` that hold all of its words, in order, none overlapping; nothing is deleted.

    Blocks that are already there (a file's header, the parts of a web page) stay; what they leave free, and their
    body, is split into paragraphs and told apart into title, byline, dateline, body, and boilerplate with the reason
    why. White space between paragraphs belongs to no block.
    """
    given = [block for block in document.blocks if block.kind is not BlockKind.BODY]
    found = [
        _Paragraph(span, span.of(document.text), judge(span.of(document.text)))
        for stretch in _open_stretches(document, given)
        for span in paragraphs(document.text, stretch)
    ]
    titled = any(block.kind is BlockKind.TITLE for block in given)
    return replace(document, blocks=tuple(sorted([*given, *_mark(found, titled=titled)], key=lambda b: b.span)))


def _open_stretches(document: Document, given: Sequence[Block]) -> Iterator[Span]:
    """What is to be marked: the stretches between the blocks that are already there."""
    at = 0
    for block in sorted(given, key=lambda b: b.span):
        if block.span.start > at:
            yield Span(at, block.span.start)
        at = max(at, block.span.end)
    if at < len(document.text):
        yield Span(at, len(document.text))


def _mark(found: Sequence[_Paragraph], *, titled: bool) -> Iterator[Block]:
    reasons = _furniture(found)
    free = [i for i, reason in enumerate(reasons) if not reason]
    head = _head(found, free, titled=titled)
    bodies = 0
    for i, paragraph in enumerate(found):
        kind = head.get(i, BlockKind.BODY)
        if reasons[i]:
            yield Block(paragraph.span, BlockKind.BOILERPLATE, reasons[i])
        elif kind is BlockKind.BODY and (
            is_markdown_heading(paragraph.text) or (i + 1 < len(found) and i > 0 and is_subheading(paragraph.text))
        ):
            yield Block(paragraph.span, BlockKind.TITLE)
        elif kind is BlockKind.BODY:
            yield from _body(paragraph, datelined=bodies < _DATELINED)
            bodies += 1
        else:
            yield Block(paragraph.span, kind)


def _body(paragraph: _Paragraph, *, datelined: bool) -> Iterator[Block]:
    length = (dateline(paragraph.text) if datelined else 0) or label(paragraph.text)
    start = paragraph.span.start + length
    if length:
        yield Block(Span(paragraph.span.start, start), BlockKind.DATELINE)
        start += len(paragraph.text[length:]) - len(paragraph.text[length:].lstrip())
    end, reason = closing(paragraph.text)
    end += paragraph.span.start
    if not reason or end <= start:
        yield Block(Span(start, paragraph.span.end), BlockKind.BODY)
        return
    yield Block(
        Span(start, paragraph.span.start + len(paragraph.text[: end - paragraph.span.start].rstrip())), BlockKind.BODY
    )
    yield Block(Span(end, paragraph.span.end), BlockKind.BOILERPLATE, reason)


def _head(found: Sequence[_Paragraph], free: Sequence[int], *, titled: bool) -> dict[int, BlockKind]:
    """Title and bylines: the first line that is no byline is the title; bylines stand around it, and last."""
    kinds: dict[int, BlockKind] = {}
    title: int | None = None
    for i in free:
        text = found[i].text
        if is_byline(text, names=(titled or title is not None) and not text.isupper()):
            kinds[i] = BlockKind.BYLINE
        elif not titled and title is None and len(free) > 1 and is_title(text):
            kinds[i], title = BlockKind.TITLE, i
        elif found[i].verdict.news or len(text) >= _LONG:
            break
        elif title is None:
            titled = True
    for i in reversed(free):
        if i in kinds or not is_byline(found[i].text, names=False):
            break
        kinds[i] = BlockKind.BYLINE
    return kinds


def _furniture(found: Sequence[_Paragraph]) -> list[str]:
    """For each paragraph the reason why it is furniture, or nothing."""
    runs = [*_runs_of_news(found), 0]
    place = _Place()
    return [place.judge(paragraph, runs[i], runs[i + 1]) for i, paragraph in enumerate(found)]


def _runs_of_news(found: Sequence[_Paragraph]) -> list[int]:
    """For each paragraph, how many that read like news follow each other from it on."""
    runs, run = [0] * len(found), 0
    for i in range(len(found) - 1, -1, -1):
        run = run + 1 if found[i].verdict.news else 0
        runs[i] = run
    return runs


@dataclass(slots=True)
class _Place:
    """Where in the report the reading stands: in its body, behind a piece of furniture, or in its tail.

    `body` counts code points of news so far, `behind` is the reason of the furniture last met ("" inside the news),
    `tail` says that a heading such as "Comments" was met, `lines` counts short lines in a row since.
    """

    body: int = 0
    behind: str = ""
    tail: bool = False
    lines: int = 0

    def judge(self, paragraph: _Paragraph, run: int, next_run: int) -> str:
        """The reason why the next paragraph is furniture, or nothing.

        `run` and `next_run` count the paragraphs of news in a row from this one and from the next one on.
        """
        verdict = paragraph.verdict
        if self.tail and not self._leaves_tail(paragraph, run):
            return verdict.reason or self.behind
        if verdict.reason and (self.body or verdict.reason != TEASER):  # "WATCH: …" may well be a headline
            if self.body and (verdict.tail or verdict.reason in WITH_ITEMS):
                self.behind, self.lines = verdict.reason, 0
                self.tail = verdict.tail and self.body >= _ENOUGH_BODY
            return verdict.reason
        if self.behind and not self.tail and not verdict.news and not (next_run and is_heading(paragraph.text)):
            return self.behind
        self.behind, self.tail = "", False
        if verdict.news or len(paragraph.text) >= _LONG:
            self.body += len(paragraph.text)
        return ""

    def _leaves_tail(self, paragraph: _Paragraph, run: int) -> bool:
        """Whether the report itself goes on here: what looked like its tail was a box in its middle.

        A teaser is a headline, with or without a first sentence, so two paragraphs of news in a row are none of it,
        nor is one after a list of bare headlines. Readers' comments may read like news for longer.
        """
        if not paragraph.verdict.news:
            self.lines += not is_byline(paragraph.text)
            return False
        listed, self.lines = self.lines >= 2, 0
        if self.behind == COMMENTS:
            return run >= _NO_COMMENTS
        return run >= 2 or (listed and self.behind == TEASER and len(paragraph.text) >= _LONG)
