"""PDF: the text layer page by page, its running heads set aside."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import IO, Any

from khabar.intake import pdf_pages
from khabar.intake.header import Stated
from khabar.model import Block, BlockKind, DocumentError, Span

LARGEST = 30_000_000
RUNNING = "stands at the head or foot of every page"
_PATIENCE = 10.0
"""Seconds that the first page may take, and any after it."""
_A_PAGE = 0.05
"""Seconds that each page adds to the bound on all."""
_LONGEST_HEAD = 90
_HEADS = 3  # lines at either end of a page that may be running heads
_SCANNED = "its pages are pictures without a text layer; make one, and add the new file: ocrmypdf FILE.pdf NEW.pdf"
_NUMBER = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_OTHER_BLANKS = re.compile(r"[^\S\n]+")


def read_pdf(data: bytes, where: str) -> tuple[str, tuple[Block, ...], Stated]:
    """The text of a PDF with a text layer, and what it states of itself. Raises `DocumentError`."""
    said, *rest = _lines(data, where)
    pages = [_tidy(str(line["text"])) for line in rest]
    if not any(any(c.isalpha() for c in page) for page in pages):
        raise DocumentError(where, _SCANNED)
    text, blocks = _joined(pages)
    head = set(_words(text[:3000]))
    title, author = (_shown(said.get(name), head) for name in ("title", "author"))
    return text, blocks, Stated(title=title, author=author)


def _tidy(page: str) -> str:
    """A page's text with lines without blanks at their ends, and words that a line end parts made whole."""
    lines = (_OTHER_BLANKS.sub(" ", line).strip() for line in page.replace("\0", "").splitlines())
    return _HYPHEN.sub("", "\n".join(lines).encode(errors="replace").decode()).strip("\n")


def _joined(pages: Sequence[str]) -> tuple[str, tuple[Block, ...]]:
    """All pages as one text, and the running heads in it as blocks."""
    split = [page.split("\n") for page in pages]
    running = _running(split)
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for lines in split:
        heads = _outer(lines, lambda line: _pattern(line) in running)
        for number, line in enumerate(lines):
            if number in heads and line:
                blocks.append(Block(Span(at, at + len(line)), BlockKind.BOILERPLATE, RUNNING))
            parts.append(line)
            at += len(line) + 1
        parts.append("")
        at += 1
    return "\n".join(parts).rstrip("\n"), tuple(blocks)


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    """The short lines, their numbers aside, that stand at the head or foot of most pages."""
    found: Counter[str] = Counter()
    for lines in pages:
        found.update({_pattern(lines[i]) for i in _outer(lines, lambda line: len(line) <= _LONGEST_HEAD)})
    least = max(3, (len(pages) + 1) // 2)
    return {line for line, count in found.items() if count >= least}


def _outer(lines: Sequence[str], fits: Callable[[str], bool]) -> set[int]:
    """The places of the lines that fit, from either end of a page inwards, up to the first that does not."""
    filled = [i for i, line in enumerate(lines) if line]
    first = takewhile(lambda i: fits(lines[i]), filled[:_HEADS])
    last = takewhile(lambda i: fits(lines[i]), filled[: -_HEADS - 1 : -1])
    return {*first, *last}


def _pattern(line: str) -> str:
    return _NUMBER.sub("#", line.casefold())


def _shown(stated: object, head: set[str]) -> str | None:
    """What the file says of itself, where its first page says so too: else it is a file's name, or a program's."""
    words = _words(str(stated)) if stated else []
    return " ".join(str(stated).split()) if words and set(words) <= head else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _lines(data: bytes, where: str) -> Iterator[dict[str, Any]]:
    """What the program that reads pages writes, as long as it does not take too long. Raises `DocumentError`."""
    program = [sys.executable, "-I", str(Path(pdf_pages.__file__))]
    why = "it needs more memory than a report should"
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            answers: Queue[bytes] = Queue()
            Thread(target=_feed, args=(child.stdin, data), daemon=True).start()
            Thread(target=_collect, args=(child.stdout, answers), daemon=True).start()
            until = monotonic() + _PATIENCE
            while line := answers.get(timeout=max(0.0, min(_PATIENCE, until - monotonic()))):
                row = json.loads(line)
                if "end" in row:
                    return
                if "error" in row:
                    why = row["error"]
                    break
                until += _A_PAGE * row.get("pages", 0)
                yield row
        except Empty:
            why = "it takes too long; print it to a new PDF, and add that"
        finally:
            child.kill()
    raise DocumentError(where, f"this PDF cannot be read: {why}")


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except OSError:
        return  # the program ended before it had read all


def _collect(pipe: IO[bytes], answers: Queue[bytes]) -> None:
    for line in pipe:
        answers.put(line)
    answers.put(b"")
