"""What people decide: made, kept apart from what the machine read, and applied whenever the record is asked.

Read in this order: `values` (what a judgement may say), `making`, `deciding` (whose word is applied), `placing` (of
which claim), `correcting` and `naming` (what it does to a claim), `judged` (the record as people judged it).
"""

from khabar.judging.agreement import Agreement, agreement, alpha, kappa
from khabar.judging.deciding import REJECTED, Decided, Decisions, Word
from khabar.judging.entering import Entering, span_of
from khabar.judging.exchange import Correction, cell, read_lines, read_table
from khabar.judging.judged import Judged
from khabar.judging.knowing import as_judged
from khabar.judging.making import judgement_from_row, judgement_row, make
from khabar.judging.progress import Disagreement, Progress, disagreements, progress
from khabar.judging.values import FIELDS

__all__ = [
    "FIELDS",
    "REJECTED",
    "Agreement",
    "Correction",
    "Decided",
    "Decisions",
    "Disagreement",
    "Entering",
    "Judged",
    "Progress",
    "Word",
    "agreement",
    "alpha",
    "as_judged",
    "cell",
    "disagreements",
    "judgement_from_row",
    "judgement_row",
    "kappa",
    "make",
    "progress",
    "read_lines",
    "read_table",
    "span_of",
]
