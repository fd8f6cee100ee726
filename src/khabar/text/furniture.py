"""What is not news in a report's copy: offers, forms, notices, teasers; judged by the paragraph's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khabar.text.phrases import (
    ALONE,
    CLOSES,
    NAVIGATION,
    NEWS_IN_CODES,
    OPENS,
    RULE,
    SAID,
    SIGNED,
    TAIL,
    WIRE,
    WIRE_CODES,
    Table,
)

_ADDRESS = re.compile(
    r"\byou(?:r|rs|['’]ll|['’]re)?\b|\bus\b|\bwe\b|\bour\b|https?://|www\.|@\w|"
    r"[$€£]\d+(?:\.\d\d)? ?(?:/|a|per) ?(?:mo|ye|we)",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:said|says|told|according to|reported(?:ly)?|announced|killed|wounded|captured|seized|attacked|"
    r"arrested|deployed|withdrew|accused|denied|warned|claimed|stated|confirmed|condemned|added|"
    r"was|were|had|took|has been|have been|"
    r"shelled|struck|fled|met)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b\w{2,}ed\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«][^”\"»]{15,}")
_CLOSES = re.compile(r"[.!?؟۔。][\"”’»)\]]*\Z")
_LINK = re.compile(r"\[([^\]\[]{0,200})\]\([^)\s]{0,500}\)")  # Markdown's
_RULE = re.compile(r"[-*_=~•·]{3,80}")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?”\"’)\]])\s+(?=[(\[“A-Z©–—-])")
_LONGEST_CLOSING = 400
_BRACKETS = ("(", "[")
_LONGEST_ALONE = 100
_JUDGED = 1500  # code points of a paragraph that are looked at


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one paragraph looks like by itself.

    `reason` names the furniture it is for certain ("" for none), `tail` whether it heads what follows a report,
    `hints` counts the phrases of furniture in it, `news` whether it reads like a paragraph of a report.
    """

    reason: str
    tail: bool
    hints: int
    news: bool


def judge(paragraph: str) -> Verdict:
    """What a paragraph looks like by itself, wherever it stands."""
    links = _LINK.findall(paragraph[:_JUDGED])
    if len(links) > 1 and not re.search(r"\w", _LINK.sub("", paragraph[:_JUDGED])):
        return Verdict(NAVIGATION, False, 2, False)
    if _RULE.fullmatch(paragraph.strip()):
        return Verdict(RULE, False, 0, False)
    words = (
        _LINK.sub(r"\1", paragraph[:_JUDGED])
        .replace("**", "")
        .strip()
        .lstrip("#*•·▪-–—> \t")
        .rstrip("#*_ \t→»>›")
        .strip()
    )
    tail = _first(TAIL, words, whole=True) if len(words) <= _LONGEST_ALONE else ""
    if tail:
        return Verdict(tail, True, 2, False)
    if len(words) <= _LONGEST_ALONE:
        whole = _first(ALONE, words, whole=True) or _wire(words)
        if whole:
            return Verdict(whole, False, 2, False)
    counts = {reason: len({m.group().lower() for m in found.finditer(words)}) for reason, found in SAID}
    hints, news = sum(counts.values()), _is_news(words)
    opens = _first(OPENS, words, whole=False) or _first(CLOSES, words, whole=False)
    if opens == SIGNED and not words.startswith(_BRACKETS):
        opens = ""  # a line of its own is a byline
    if opens and len(words) <= 400:
        return Verdict(opens, False, hints + 1, False)
    addressed = len({m.group().lower() for m in _ADDRESS.finditer(words)})
    reports = len(_REPORTS.findall(words)) + 2 * len(_QUOTED.findall(words))
    # one phrase is chance, unless the reader is spoken to and nothing is reported
    unreported = reports == 0 and len(words) <= (300 if addressed else 100)
    unreported = unreported and (addressed > 0 or not _PAST.search(words))
    certain = hints - reports >= 2 or (hints == 1 and unreported)
    reason = max(counts, key=lambda r: counts[r]) if certain else ""
    return Verdict(reason, False, hints, news and not reason)


def closing(paragraph: str) -> tuple[int, str]:
    """Where the furniture begins that a paragraph of news closes with, and what it is; its length and "" for none."""
    for sentence in _NEXT_SENTENCE.finditer(paragraph, max(0, len(paragraph) - _LONGEST_CLOSING)):
        reason = _first(CLOSES, paragraph[sentence.end() :], whole=False)
        if reason:
            return sentence.end(), reason
    return len(paragraph), ""


def _wire(words: str) -> str:
    fits = words.isupper() and WIRE_CODES.fullmatch(words) and not NEWS_IN_CODES.search(words)
    return WIRE if fits and len(words) <= 60 else ""


def _first(table: Table, words: str, *, whole: bool) -> str:
    for reason, pattern in table:
        if pattern.fullmatch(words) if whole else pattern.match(words):
            return reason
    return ""


def _is_news(words: str) -> bool:
    """Whether it is a whole sentence that reports, or quotes, or is long enough to be copy."""
    if len(words) < 25 or not _CLOSES.search(words):
        return False
    if (
        len(words) >= 160
        or (len(words) >= 40 and _PAST.search(words))
        or _REPORTS.search(words)
        or _QUOTED.search(words)
    ):
        return True
    return len(words) >= 50 and sum(ord(character) > 0x24F for character in words) > len(words) // 2
