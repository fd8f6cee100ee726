"""Number words, and nouns in the singular."""

from __future__ import annotations

import re
from collections.abc import Sequence

WORDS = {
    w: n
    for n, w in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split()
    )
} | dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?")
_UNITS = {
    **dict.fromkeys(("km", "kms", "kilometre", "kilometer"), "kilometer"),
    **dict.fromkeys(("%", "percent", "cent", "pct"), "percent"),
    **dict.fromkeys(("m", "metre", "meter"), "meter"),
    "mile": "mile",
    "troop": "soldier",
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "buses": "bus",
}


def number(words: Sequence[str]) -> float | None:
    """The value of number words or digits ("3,000", "two dozen", "forty five"); None where they are no number."""
    total = 0.0
    group: float | None = None
    for word in words:
        w = word.lower().strip("-")
        if w in SCALES or (w.rstrip("s") in SCALES and group is not None):
            scale = SCALES.get(w) or SCALES[w.rstrip("s")]
            group = (1 if group is None else group) * scale
            if scale >= 1000:
                total, group = total + group, None
        elif w in WORDS:
            group = (group or 0) + WORDS[w]
        elif _NUMBER.fullmatch(w):
            group = (group or 0) + float(re.sub(r"[,\u00a0\u202f]", "", w))
        elif w in ("and", "a", ""):
            continue
        else:
            return None
    return None if group is None and not total else total + (group or 0)


def singular(word: str) -> str:
    if word in _UNITS:
        return _UNITS[word]
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "xes", "sses")):
        word = word[:-2]
    elif word.endswith("men"):
        word = word[:-2] + "an"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _UNITS.get(word, word)
