"""Phrases that a tagger took for somebody or something, as words: whole, and without what does not belong to them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from khabar.model import Span
from khabar.reader.lexicon import DAYS, PEOPLE_NOUNS
from khabar.reader.numbers import number

WORDS = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SCRAP = re.compile(r"(?:\b(?:the|a|an|of|al|el|in|on|to|and|by|for|with)\b|[\W_])+", re.IGNORECASE)


def whole_words(span: Span, text: str, names: Collection[Span] = ()) -> Span:
    """A stretch without words cut in two: "open-*ended war*" is grown, the "s" of "the army*'s flank*" is left out.
    `names` are whole as they are: "*Goma*-based"."""
    if owned := _OWNED.match(text, span.start, span.end):
        after_mark = span.start > 0 and text[span.start - 1] in _MARKS
        if after_mark or text[span.start] in _MARKS:
            span = Span(owned.end(), span.end)
    start, end = span.start, span.end
    if text[start].isalnum() and not any(n.start == start for n in names):
        before = _WORD_BEFORE.search(text, max(0, start - _WORD), start)
        start = before.start() if before else start
        number = _NUMBER_BEFORE.search(text, max(0, start - _WORD), start)
        dated = number and _MONTH_BEFORE.search(text, max(0, number.start() - _WORD), number.start())
        start = number.start() if number and not dated and text[start].islower() else start
    if text[end - 1].isalnum() and not any(n.end == end for n in names):
        after = _WORD_AFTER.match(text, end)
        end = after.end() if after else end
    noun = _NOUN_AFTER.match(text, end) if _PEOPLES.fullmatch(text, start, end) else None
    return Span(start, noun.end() if noun and noun[1].removesuffix("s") in PEOPLE_NOUNS else end)


def trimmed(span: Span, text: str) -> Span:
    """A stretch without the small words that the next phrase begins with: "the zone *it*", "3,000 troops *in*"; and
    without what is done to it: "*reaching* the bridge", "*dead* nine men"."""
    for edge in (_DOING, _FATE):
        if doing := edge.match(text, span.start, span.end):
            span = Span(doing.end(), span.end)
    for end in (_SMALL_END, _FATE_END):
        if small := end.search(span.of(text)):
            span = Span(span.start, span.start + small.start())
    return span


def parted(spans: Sequence[Span], text: str) -> Iterator[Span]:
    """The stretches, two for one that tells of two: "the army *and its allies*", "47 soldiers *and 84 rebels*"."""
    for span in spans:
        two = _TWO.fullmatch(text, span.start, span.end)
        yield from [Span(*two.span(i)) for i in range(1, 5) if two[i]] if two else [span]


_SO_MANY = (
    r"(?:(?:about|some|around|nearly|almost|over|at least|more than)\s)?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)\s"
)
_TWO = re.compile(rf"({_SO_MANY}[^,]+?)\sand\s({_SO_MANY}[^,]+)|([^,]+?)\sand\s((?:its|their|his|her)\s[^,]+)")
NAME = 60  # code points that a name may have
_WORD = 40  # code points of a word, at most
_MARKS = "'’"
_OWNED = re.compile(r"['’]?s\s+(?=\S)")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*[-’']?\Z")
_WORD_AFTER = re.compile(r"[^\W_]+(?:-[^\W_]+)*|(?:-[^\W_]+)+(?:\s+[a-z]{3,}\b)?")
_NUMBER_BEFORE = re.compile(
    r"(?<![\w.,-])(?:(?:[Aa]bout|[Aa]round|[Ss]ome|[Nn]early|[Aa]lmost|[Oo]ver|[Aa]t least|[Mm]ore than|[Uu]p to)\s+)?"
    r"(?<!\d)(?:\d{1,3}(?:,\d{3})+|\d{1,3})\s\Z"
)  # "*3,000* people"
_MONTH_BEFORE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\Z")
_PEOPLES = re.compile(r"(?:(?:[Tt]he|[Aa]n?)\s+)?[A-Z][a-z]+(?:ian|an|ese|ish|i)")
_NOUN_AFTER = re.compile(r"\s+([a-z]+)\b")  # "a Chinese *commander*"
_DOING = re.compile(r"[a-z]{2,}ing\s+(?=(?:the|an?|his|her|its|their|any)\s+\w)")
_SMALL_END = re.compile(
    r"(?<=\w)(?:,?\s+(?:in|on|at|of|for|to|from|by|with|into|near|as|and|or|but|the|an?|it|they|he|she|we|each|there|"
    r"himself|herself|itself|themselves))+\s*$"
)
_FATE = re.compile(
    r"(?:dead|captive|hostage|prisoner|wounded)\s+(?=(?:at\s+least|about|some|roughly|around|nearly|almost|more|up|over)\s|\d)"
)
_FATE_END = re.compile(r"(?<=\w)\s+(?:dead|captive|hostage|prisoner|alive)$")


def _loose(words: str) -> str:
    """Words without a hyphen or comma at an end, or a quotation mark that has no other half."""
    words = _RELATIVE_END.sub("", words.strip(" -–—,;:"))
    for opening, closing in ("“”", '""', "‘’"):
        half = words.count(opening) + (words.count(closing) if closing != opening else 0)
        if half == 1 and words[:1] in (opening, closing):
            words = words[1:]
        elif half == 1 and words[-1:] in (opening, closing) and closing != "’":
            words = words[:-1]
        elif half == 1 and closing != "’":
            words = words.replace(opening, "").replace(closing, "")
    return words.strip(" '")


# Small words that a tagger leaves in front of who or what is meant
_CUT = re.compile(
    r"^(?:(?:least|most)\s+(?=\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens)\b)|"
    r"(?:kilomet(?:er|re)|mile|met(?:er|re)|km)-?(?:long)?\s+)"
)  # "at least 11 people", "a 60-kilometre fence", cut short


def is_scrap(words: str) -> bool:
    """Words that name nobody and nothing: an article, a bare number, a day."""
    found = [w.lower() for w in WORDS.findall(words)]
    bare_words = DAYS.union(("each", "both", "all"))
    return bool(_SCRAP.fullmatch(words) or number(found) is not None or (found and bare_words.issuperset(found)))


LED = re.compile(
    r"(?:(?:[Aa]nd|[Bb]ut|[Oo]r|[Oo]nly|[Ee]ven|[Mm]eanwhile,?|of|for|on|in|about|to|with|by|at(?! least| most)|from|"
    r"against|into|as|out|over|towards?|inside|than)\s+)+(?=\S)"
)
_RELATIVE_END = re.compile(
    r"(?:(?<=\w)[\s,]+(?:who|which|that|whose|whom|where|is|are|was|were|has|have|had|will|would|also|now))+$"
)


_WHEN = re.compile(
    r"\A(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|"
    r"November|December)\s(?=(?:the|its|his|their)\s)"
)  # "since *January* the army"


def bare(words: str) -> str:
    """Words without line breaks, without an article in front and without loose marks at their ends."""
    words = _WHEN.sub("", _CUT.sub("", _loose(" ".join(words.split()))))
    if led := LED.match(words):
        words = words[led.end() :]
    for article in ("the ", "a ", "an "):
        if words.lower().startswith(article):
            return words[len(article) :]
    return words
