"""Where sentences begin and end inside a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.model import Span
from khabar.text.paragraphs import trimmed

LONGEST = 1500  # code points; nobody writes longer ones, and the tagger sees about half as much at once

_CLOSERS = "”’»\"')]}›"
_OPENERS = "“‘«\"'([{‹—–-"
_NOTE = r"(?:\[\d{1,3}\])?"
_STOP = re.compile(rf"[.!?…؟۔]+[{re.escape(_CLOSERS)}]*{_NOTE}|[。！？]+[」』”]*|\n[^\S\n]*\n\s*")
_TOKEN_LENGTH = 24
_TITLES = frozenset(
    "mr mrs ms dr prof gen lt col maj brig capt cmdr sgt cpl pvt adm rev hon sen rep gov pres st mt ft "
    "messrs sheik insp supt det amb sec dep asst eng m mme mgr".split()
)
_ALWAYS_GOES_ON = _TITLES | {"vs", "cf", "e.g", "i.e", "viz", "approx", "incl", "al-", "ca"}
_BEFORE_NUMBER = frozenset(
    "no nos art sec ch fig vol p pp para res jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_MAY_END = frozenset(
    "inc corp co ltd jr sr etc bros dept univ est ave rd blvd sq kan calif ariz tex fla mass mich minn "
    "penn wash jan feb mar apr jun jul aug sep sept oct nov dec km mi hr hrs min approx".split()
)
_STARTERS = frozenset(
    "the a an he she it they we you i this that these those there his her its their our my in on at by "
    "for from to of with after before during since until when while where who what why how if although "
    "though because as but and or so yet however meanwhile earlier later also both each some many most "
    "all no not one two several another according despite under over between among other more "
    "less such".split()
)
# These begin one only before a small letter: "Thousands fled", but "U.S. Troops Leave" is a headline's name
_PEOPLE = frozenset(
    "thousands hundreds dozens scores tens millions officials fighters troops soldiers rebels militants gunmen "
    "residents witnesses authorities police civilians protesters analysts experts critics forces people".split()
)
_PLAIN_STARTERS = frozenset("the an he she it they we this these those but however meanwhile".split())
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NUMERAL = re.compile(r"\d{1,2}|[ivxIVX]{1,4}")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_NEXT = re.compile(r"\s+[a-z]")
# "Will they go?" Mayor Adil Rashid asked.
_SPEAKS = re.compile(r"(?:[^\W\d_][\w’'-]*\s+){1,4}(?:said|says|asked|asks|added|told|wrote|replied|shouted)\b")


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of `text` inside `span`, in order, trimmed; together they hold all of its words.

    A closing quote or bracket belongs to the sentence whose stop it follows. Stops of abbreviations, initials and
    numbers end none; a line break ends none, an empty line does. No sentence is longer than 1500 code points.
    """
    found: list[Span] = []
    start = span.start
    for match in _STOP.finditer(text, span.start, span.end):
        if match.end() > start and _ends(text, match, start, span):
            found.extend(_cut(text, trimmed(text, Span(start, match.end()))))
            start = match.end()
    found.extend(_cut(text, trimmed(text, Span(start, span.end))))
    return tuple(found)


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, cut where it is too long: at a semicolon, comma or space in the last third of a piece."""
    while len(sentence) > LONGEST:
        at = sentence.start + LONGEST
        for mark in (";؛", ",،", ""):
            near = _last(text, mark, sentence.start + LONGEST * 2 // 3, at)
            if near:
                at = near
                break
        yield trimmed(text, Span(sentence.start, at))
        sentence = trimmed(text, Span(at, sentence.end))
    if len(sentence):
        yield sentence


def _last(text: str, marks: str, start: int, end: int) -> int | None:
    """The place after the last white space that follows one of `marks` (any, where none is given)."""
    for at in range(end - 1, start, -1):
        if text[at].isspace() and (not marks or text[at - 1] in marks):
            return at + 1
    return None


def _ends(text: str, match: re.Match[str], start: int, span: Span) -> bool:
    stop, at = match[0], match.end()
    if stop[0] == "\n" or stop[0] in "。！？":
        return True
    if at >= span.end:
        return True
    if not text[at].isspace():
        return _ends_unspaced(text, match, start)
    following = _following(text, at, span.end)
    if following[:1].islower():
        return False
    if stop[0] in "?!" and len(stop) > 1 and _SPEAKS.match(following):
        return False
    if stop[0] != "." or stop.startswith(".."):
        return True
    token = _token(text, match.start(), start)
    if _NUMERAL.fullmatch(token) and text[start : match.start()].strip() == token:
        return False  # the number of a list's item
    return len(stop) > 1 or _full_stop_ends(token, following)


def _following(text: str, at: int, end: int) -> str:
    """The first few characters after white space and opening quotes."""
    return text[at : min(end, at + 60)].lstrip().lstrip(_OPENERS).lstrip()


def _token(text: str, end: int, start: int) -> str:
    """What stands right before a stop, back to white space or an opening mark, 24 code points at most."""
    words = text[max(start, end - _TOKEN_LENGTH) : end]
    return re.split(r"[\s(\[{“‘«\"'/—–]", words)[-1]


def _full_stop_ends(token: str, following: str) -> bool:
    word = token.lower()
    if word in _ALWAYS_GOES_ON:
        return False
    if following[:1].isdigit():
        return word not in _BEFORE_NUMBER
    initial = len(token) == 1 and token.isalpha() and token not in "Iaا"
    if initial or _INITIALS.fullmatch(token) or word in _MAY_END:
        return _starts(following)
    return True


def _starts(following: str) -> bool:
    match = _WORD.match(following)
    if not match or (len(match[0]) == 1 and following[1:2] == "."):
        return False
    if match[0].lower() in _PEOPLE:
        return _SMALL_NEXT.match(following, match.end()) is not None
    # where all is in capitals, "IN" and "ON" begin no sentence
    return match[0].lower() in (_PLAIN_STARTERS if len(match[0]) > 1 and match[0].isupper() else _STARTERS)


def _ends_unspaced(text: str, match: re.Match[str], start: int) -> bool:
    """A stop without space, as in "prison.The": only between two plain words, not in names and addresses."""
    before, after = _token(text, match.start(), start), text[match.end() : match.end() + 2]
    if match[0].startswith(("…", "..")):
        return False
    return (
        len(before) > 2
        and before[-1].islower()
        and before.isalpha()
        and before.lower() not in _ALWAYS_GOES_ON | _BEFORE_NUMBER | _MAY_END
        and len(after) == 2
        and after[0].isupper()
        and after[1].islower()
    )
