"""How well the day of a report is bounded by the words of the report alone.

    python bench/undated.py TIMEBANK_FOLDER [--articles N] [--misses]

Reads the first N (100) articles of TimeBank (*.tml, by name) that have text, their date line and the date in their
opening line taken away, as undated reports: no model is needed. Says in how many the true day lies inside the bounds,
and how wide these are. TimeBank is not in this project: it is part of the TempEval-3 data.
"""

from __future__ import annotations

import argparse
import html
import re
import statistics
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from khabar import packs, resolve, text
from khabar.model import Document, When

_CREATED = re.compile(r"<DCT>.*?</DCT>|<TIMEX3[^>]*CREATION_TIME[^>]*>", re.DOTALL)
_DAY = re.compile(r'value="(\d{4}-\d\d-\d\d)')
_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
# CITY, Feb. 13 (AP) _ …: the date between the place and the dash that ends a dateline.
_DATELINE = re.compile(r"\A\s*[^\n]{0,80}?(?:\s_\s|\)_|--|\u2014)")
_MONTH_AND_DAY = re.compile(
    r",?\s*\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?\b"
)


def articles(folder: Path) -> Iterator[tuple[str, str, date]]:
    """Each article's name, its words without a date line, and the day on which it appeared."""
    for path in sorted(p for p in folder.glob("*.tml") if not p.name.startswith(".")):
        raw = path.read_text(encoding="utf-8")
        body, made = _TEXT.search(raw), _CREATED.search(raw)
        day = _DAY.search(made[0]) if made else None
        if body is None or day is None:
            continue
        words = html.unescape(re.sub(r"<[^>]+>", "", body[1]))
        opening = _DATELINE.match(words)
        if opening:
            words = _MONTH_AND_DAY.sub("", opening[0]) + words[opening.end() :]
        if words.strip():
            yield path.stem, words, date.fromisoformat(day[1])


def bounded(words: str, today: date) -> When:
    """The bounds on the day of a report of which there are only its words."""
    document = text.mark(Document("0" * 64, "undated.txt", words))
    stretches = [s for b in document.blocks for s in text.sentences(words, b.span)]
    return resolve.publication(document, KNOWLEDGE, today, stretches)


KNOWLEDGE = packs.load()


def main() -> None:
    """Prints the share of true days inside the bounds, and widths."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?")
    options.add_argument("--articles", type=int, default=100)
    options.add_argument("--misses", action="store_true", help="show the articles whose true day lies outside")
    asked = options.parse_args()
    if asked.folder is None:
        print("undated.py needs the folder with TimeBank's *.tml files: nothing measured")
        return
    read = list(articles(asked.folder))[: asked.articles]
    if not read:
        raise SystemExit(f"no *.tml articles in {asked.folder}: give TimeBank's folder")
    found = [(name, day, bounded(words, date.today())) for name, words, day in read]
    held = [when for _, day, when in found if when.holds(day)]
    widths = sorted(when.days for when in held if when.days)
    print(f"articles              {len(found)}")
    print(f"true day inside       {len(held)} ({len(held) / len(found):.1%})")
    print(f"start left open       {sum(when.earliest is None for _, _, when in found)}")
    print(f"both ends bounded     {len(widths)}")
    if widths:
        print(f"their width           {statistics.median(widths):,.0f} days (median), {widths[0]:,} to {widths[-1]:,}")
        for most in (31, 366, 3653):
            print(f"  up to {most:5} days    {sum(w <= most for w in widths)}")
    for name, day, when in found if asked.misses else ():
        if not when.holds(day):
            print(f"{name}: {day} is not in {when.edtf()}", *when.reasons, sep="\n  ")


if __name__ == "__main__":
    main()
