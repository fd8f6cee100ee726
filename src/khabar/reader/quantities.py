"""Numbers with their unit and what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from khabar.model import Quantity
from khabar.reader.lexicon import APPROXIMATE
from khabar.reader.parse import Sentence

_WORDS = {
    w: n
    for n, w in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split()
    )
} | dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?")
_UNITS = {
    **dict.fromkeys(("km", "kms", "kilometre", "kilometer"), "kilometer"),
    **dict.fromkeys(("%", "percent", "cent", "pct"), "percent"),
    **dict.fromkeys(("m", "metre", "meter"), "meter"),
    "mile": "mile",
    "troop": "soldier",
}
_TOWARDS = frozenset(
    "north south east west northeast northwest southeast southwest from away off inland outside".split()
)
_NOT_COUNTED = frozenset("DATE TIME ORDINAL".split())


def number(words: Sequence[str]) -> float | None:
    """The value of number words or digits ("3,000", "two dozen", "forty five"); None where they are no number."""
    total = 0.0
    group: float | None = None
    for word in words:
        w = word.lower().strip("-")
        if w in _SCALES or (w.rstrip("s") in _SCALES and group is not None):
            scale = _SCALES.get(w) or _SCALES[w.rstrip("s")]
            group = (1 if group is None else group) * scale
            if scale >= 1000:
                total, group = total + group, None
        elif w in _WORDS:
            group = (group or 0) + _WORDS[w]
        elif _NUMBER.fullmatch(w):
            group = (group or 0) + float(re.sub(r"[,\u00a0\u202f]", "", w))
        elif w in ("and", "a", ""):
            continue
        else:
            return None
    return None if group is None and not total else total + (group or 0)


def find_quantities(sentence: Sentence, tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """The counted things among `tokens`, in order; days of the month, years, clock times and rank numbers are
    none."""
    inside = {t.i for t in tokens}
    return tuple(q for t in tokens if (q := _quantity(sentence, t, inside)) is not None)


def _quantity(sentence: Sentence, token: Token, inside: set[int]) -> Quantity | None:
    if (
        not (token.like_num or token.pos_ == "NUM")
        or token.ent_type_ in _NOT_COUNTED
        or (token.dep_ == "compound" and token.head.like_num)
    ):
        return None
    near = (token, *(c for c in token.children if c.dep_ in ("compound", "nummod", "quantmod", "amod")))
    parts = sorted((t for t in near if t.like_num or t.lower_ in _SCALES), key=lambda t: t.i)
    value = number([t.text for t in parts] or [token.text])
    counted = _counted(token)  # "400 of the 615 kilometers"
    head = token.head if counted is None else counted
    if head.lower_ in _SCALES and head.i in inside:
        value, head = number([*(t.text for t in parts), head.text]), head.head
    if value is None or head.pos_ not in ("NOUN", "PROPN", "SYM") or head.ent_type_ in ("DATE", "TIME"):
        return None
    if head.pos_ == "PROPN" and (1900 <= value <= 2100 or token.i > head.i or value != int(value)):
        return None
    unit = _unit(head)
    if _is_distance(head):
        return None
    before = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]]
    approx = any(w in APPROXIMATE for w in before) or any(t.lower_ in APPROXIMATE for t in token.subtree)
    whole = head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.like_num
    of = f"total of {_of(head, token)}" if whole and not counted else _of(head, token)
    return Quantity(value, unit, of, approx, sentence.place([*parts, token, head]))


def _counted(token: Token) -> Token | None:
    """The noun behind "of" where the number stands alone."""
    if token.dep_ in ("nummod", "compound", "quantmod"):
        return None
    for of in (c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"):
        return next((c for c in of.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN")), None)
    return None


def _is_distance(head: Token) -> bool:
    """ "140 km south-east of X": how far off something lies is no count of anything."""
    after = head.doc[head.i + 1].lower_ if head.i + 1 < len(head.doc) else ""
    return _unit(head) in ("kilometer", "mile", "meter") and after.split("-")[0] in _TOWARDS


def _unit(head: Token) -> str:
    word = head.lower_ if head.lower_ in _UNITS else head.lemma_.lower()
    if head.dep_ == "compound" and head.head.pos_ == "NOUN" and word in _UNITS:
        return _UNITS[word]
    return _UNITS.get(word, "base" if word == "basis" and head.lower_.startswith("base") else word)


def _of(head: Token, number_token: Token) -> str:
    """What is counted: "concrete barrier along the border" for "80 percent of …", "PMF" for "six PMF brigades"."""
    measure = head.lower_ in _UNITS or head.lemma_.lower() in _UNITS
    of = next(
        (c for c in head.children if c.dep_ == "prep" and (c.lower_ == "of" or (measure and c.lower_ == "along"))),
        None,
    )
    if of is not None:
        target = next((c for c in of.children if c.dep_ == "pobj"), None)
        if target is not None:
            return _plain(list(target.subtree))
    if head.dep_ == "compound" and head.head.pos_ in ("NOUN", "PROPN"):
        return _plain([t for t in head.head.subtree if t.i > head.i])
    left = [t for t in head.lefts if t is not number_token and t.dep_ in ("compound", "amod", "nmod")]
    words = _plain([s for t in left for s in t.subtree if s is not number_token and not s.like_num])
    return words or head.text


def _plain(tokens: list[Token]) -> str:
    tokens = sorted(tokens, key=lambda t: t.i)
    while tokens and (tokens[0].lower_ in ("the", "a", "an") or tokens[0].is_punct):
        tokens = tokens[1:]
    return "".join(t.text_with_ws for t in tokens).strip()[:120]
