"""The top of a report: its headline, who wrote it and when, and the place before its first words."""

from __future__ import annotations

import re

_LONGEST_TITLE = 220
_LONGEST_HEADING = 120
_LONGEST_SUBHEADING = 80
_CLOCK_HEADING = re.compile(r"\d{1,2}[.:h]\d{2}\b")
_ENDS_AT_ALL = re.compile(r"[.;,:…!?]['\"”’)\]]*\Z|[”\"’]\Z")
_ITEM = "-*+•·▪◦–—>"
_HEADING = re.compile(r"#{1,6}\s|[^\n]*\n\s*={3,}\s*\Z")
_ENDS_SENTENCE = re.compile(r"[.;,…]['\"”’)\]]*\Z")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DATE_PART = re.compile(
    rf"(?:{_MONTH}|{_DAY_NAME}|\d{{1,4}}(?:st|nd|rd|th)?(?:[-./:]\d{{1,4}}){{0,3}}(?:t[\d:.]+z?)?"
    r"|[ap]\.?m\.?|am|pm"
    rf"|gmt|utc|est|edt|bst|cet|eet|msk|ast|irst|z|[+-]\d\d?:?\d\d|at|on|of|the|time|local|hrs?|hours?|h)",
    re.IGNORECASE,
)
_PART_EDGE = re.compile(r"[\s,|•·/()–—-]+")
_HAS_DAY = re.compile(rf"\d|{_DAY_NAME}|{_MONTH}", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:first |last |originally )?(?:published|posted|updated|modified|issued|created|filed|dated?|time)"
    rf"(?:\s*:|\s+(?:on|at|in)\b|\s+(?:\d|{_MONTH}\b|{_DAY_NAME}\b)|(?= .{{0,20}}\bago\b)|\s*\Z)",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:about |over )?(?:an?|\d{1,3}) (?:sec(?:ond)?s?|min(?:ute)?s?|hrs?|hours?|days?|weeks?|"
    r"months?|years?) ago"
    r"(?:\s*[|,•·(–-].{0,60})?",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"[\s,(]+(?:last )?updated:? +", re.IGNORECASE)
_BY = re.compile(
    r"-{0,3}\s?"
    r"(?i:(?:story|text|words|analysis|report|(?:additional )?reporting|written|edited|editing|reported|"
    r"compiled) )?"
    r"(?i:by|from):? [^\W\d_a-z]"
)
_SENTENCE_GOES = re.compile(r"\b(?:had|have|has|was|were|is|are|will|would|the|said|says|a|an)\b|\d", re.IGNORECASE)
_ROLE = re.compile(
    r".{3,60}?(?:,| \||\s[-–—])\s*(?:[\w.’'& -]{0,30}\b)?"
    r"(?:correspondent|reporter|staff writer|staff|editor|bureau chief|"
    r"associated press|reuters|afp|agencies|news desk)\b[\w.’'& ,-]{0,40}",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"(?:a\s?[+-]\s?){1,3}|aa|text size.{0,20}|(?:\d{1,3}[\s-]?)min(?:ute)?s?[\s-]read.{0,20}", re.IGNORECASE
)
_NAME_WORD = r"(?:[^\W\d_a-z][\w.’'-]*|(?:al|el|bin|ibn|abu|de|da|van|von|der|la|di|du)(?:-[\w’']+)?)"
_NAMES = re.compile(
    rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,3}}(?:(?:, | and | & ){_NAME_WORD}(?: {_NAME_WORD}){{1,3}}){{0,4}}"
)


def is_markdown_heading(paragraph: str) -> bool:
    """Whether a paragraph is a heading in Markdown."""
    return _HEADING.match(paragraph) is not None and len(paragraph) <= _LONGEST_TITLE


def is_subheading(paragraph: str) -> bool:
    """Whether a paragraph between others is a heading: one short line of some words that ends like no sentence, as in
    a live blog's "17.55 Talks are set"."""
    short = "\n" not in paragraph and len(paragraph) <= _LONGEST_SUBHEADING and 2 <= len(paragraph.split()) <= 12
    if _CLOCK_HEADING.match(paragraph) is None and (len(paragraph.split()) > 5 or _SENTENCE_GOES.search(paragraph)):
        return False
    return short and paragraph[0] not in _ITEM and paragraph[0] not in "“\"«'‘(" and not _ENDS_AT_ALL.search(paragraph)


def is_title(paragraph: str) -> bool:
    """Whether a report's first paragraph reads as its headline: one short line without a final full stop."""
    if _HEADING.match(paragraph):
        return True
    return len(paragraph) <= _LONGEST_TITLE and not _ENDS_SENTENCE.search(paragraph) and not dateline(paragraph)


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph may head those that follow it: short, no item of a list, and nothing follows a colon."""
    return len(paragraph) <= _LONGEST_HEADING and paragraph[0] not in _ITEM and not paragraph.endswith(":")


def is_byline(paragraph: str, *, names: bool = True) -> bool:
    """Whether a paragraph only says who wrote the report, or when; with `names` bare names do too."""
    words = paragraph.strip(" *_\t")
    if not words or len(words) > 200:
        return False
    if _SIZE.fullmatch(words) or _AGO.fullmatch(words) or is_date(words):
        return True
    first, *updated = _UPDATED.split(words, maxsplit=1)
    if updated and is_date(first) and (_AGO.fullmatch(updated[0]) or is_date(updated[0])):
        return True  # "May 29, 2024 3:12 PM UTC Updated 2 years ago"
    parts = [part.strip() for part in re.split(r"[|•·]", words)]
    if len(parts) > 1 and any(is_date(part) for part in parts if part) and all(len(part) < 50 for part in parts):
        return True  # "12 November 2025 | NYALA | Radio Dabanga"
    if _ENDS_SENTENCE.search(words) and len(words.split()) > 12:
        return False
    if _is_dated(words):
        return True
    if len(words) <= 120 and (_STAMP.match(words) or _is_signature(words)):
        return True
    return names and bool(_ROLE.fullmatch(words) or (_NAMES.fullmatch(words) and len(words) <= 80))


def _is_signature(words: str) -> bool:
    """Who wrote it: "By Mona Saleh", "Reporting by A; editing by B"; not "By Saturday they had left"."""
    match = _BY.match(words)
    if not match:
        return False
    return not match[0].lower().startswith("from") and not _SENTENCE_GOES.search(words)


def _is_dated(words: str) -> bool:
    """ "Press release, 3 May 2022", "Geneva, 3 May 2022", "By Mona Saleh, 3 May 2022"."""
    parts = re.split(r",\s+", words)
    for cut in range(1, len(parts)):
        head, day = ", ".join(parts[:cut]), ", ".join(parts[cut:])
        if _YEAR.search(day) and is_date(day):
            return bool(_PAPER.fullmatch(head) or _NAMES_ONE.fullmatch(head) or _is_signature(head))
    return False


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAPER = re.compile(
    r"(?:(?:official|joint|public|news|press|media)\s)?(?:release|statement|communiqu[eé]|briefing|report|note|bulletin|"
    r"dispatch|interview|transcript)(?:\s(?:no\.?\s?)?[\d/-]+)?",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(rf"{_NAME_WORD}(?:[ -]{_NAME_WORD}){{0,2}}")


def is_date(paragraph: str) -> bool:
    """Whether a paragraph is a date or a time and nothing else."""
    if len(paragraph) > 80 or not _HAS_DAY.search(paragraph) or not re.search(r"\d", paragraph):
        return False
    return all(_DATE_PART.fullmatch(part) for part in _PART_EDGE.split(paragraph) if part)


_AGENCY = re.compile(r"[(/\[]\s*[A-Z][\w .&’'-]{1,30}(?:/[A-Z][\w .&’'-]{1,30})?\s*[)/\]]")
_BARE_AGENCY = re.compile(
    r"(?:AP|AFP|UPI|IANS|ANI|KUNA|SANA|INA|NINA|IRNA|TASS|WAFA|SPA|DPA|EFE|ANSA|PTI|Xinhua|Reuters)"
)
_SEPARATOR = re.compile(r"\s*[—–]+\s*|\s*--+\s*|\s+-\s+|-\s+|:\s+|(?<=/)\.\s+|(?<=/)\s+|(?<=\))\s+")
_CAPITALS = re.compile(r"[^\W\d_a-z][^\Wa-z]*(?:['’.-][^\Wa-z]+)*\.?")
_TITLE_CASE = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*|al-[\w’'-]+|of|de|la|and)")
_FUNCTION = frozenset(
    "the a an this that in on at by for from with but and or we he she it they its is are was were to as".split()
)
_PART = re.compile(r"[,/.]\s+|,|/|\s[–—-]\s")
_IN_BRACKETS = re.compile(r"\s*\(([^()]*\d[^()]*)\)")  # "GENEVA (3 May 2022) – "
_DASHES = ("—", "–", "-", "--", "---")
_LONGEST_DATELINE = 90
# "Shafaq News / The crossing is open": an agency signs before its first words.
_SIGNED = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*\s+){1,4}/\s+(?=[^\W\d_a-z“\"])")
_CLOCK = re.compile(r"\d{1,2}[.:h]\d{2}(?: ?(?:GMT|UTC|[ap]\.?m\.?))?[ \t]+[^\n]{3,110}(?<![.!?”\"])\n(?=\S)")
_LABEL = re.compile(
    r"(?:comment|analysis|background|context|editor['’]s note|note|update|summary|assessment|highlights|"
    r"(?:key )?(?:takeaways?|points|findings|judge?ments|developments|events)):\s+|"
    r"(?:q|a|question|answer):\s+|"  # of an interview
    r"\d{1,2}/(?:\d{1,2})?\s+(?=\S)|"  # of a thread
    r"(?:\d{1,3}[.)]|\([a-z\d]{1,3}\))\s+(?=(?-i:[“\"]?[A-Z]))|"  # "42. "
    r"\d{1,2}[.:h]\d{2}(?: ?(?:gmt|utc|local(?: time)?|[ap]\.?m\.?))?\s*[-–—:|]\s+(?=[^\W\d_])",  # "14:05 - "
    re.IGNORECASE,
)


def dateline(paragraph: str) -> int:
    """The length of the dateline at the head of a paragraph, its dash included; 0 where there is none.

    A dateline is a place in capitals, or a place with an agency, a day or a larger place, before a dash.
    """
    if signed := _SIGNED.match(paragraph, 0, _LONGEST_DATELINE):
        return len(signed[0].rstrip())
    for match in _SEPARATOR.finditer(paragraph, 0, _LONGEST_DATELINE):
        head = paragraph[: match.start()]
        if not head.strip() or match.end() >= len(paragraph):
            continue
        if paragraph[match.end()].islower():
            return 0
        if _is_dateline(head, match[0].strip(), capitals=paragraph.isupper()):
            return match.start() + len(match[0].rstrip())
    return 0


def label(paragraph: str) -> int:
    """The length of a label such as "Comment:" at the head of a paragraph, its colon included; 0 where there is
    none."""
    match = _LABEL.match(paragraph) or _CLOCK.match(paragraph)
    return len(match[0].rstrip()) if match else 0


def _is_dateline(head: str, separator: str, *, capitals: bool) -> bool:
    bracketed = head.startswith("(") and head.endswith(")") and head.count("(") == 1
    agency = None if bracketed else _AGENCY.search(head)
    place = head.strip("()") if bracketed else _AGENCY.sub(" ", _IN_BRACKETS.sub(r", \1", head))
    parts = [part.strip(" .") for part in _PART.split(place) if part.strip(" .")]
    if not parts or len(parts) > 5:
        return False
    words = parts[0].split()
    days = [part for part in parts[1:] if _is_day(part)]
    if words[0].lower() in _FUNCTION or not all(_is_place(part) for part in parts if part not in days):
        return False
    signed = bool(agency or days or any(_BARE_AGENCY.fullmatch(part) for part in parts[1:]))
    if separator not in _DASHES:  # a colon or a space says little: "GAZA: " may well be a headline's topic
        return bool(agency or days)
    if capitals:
        return signed or len(words) <= 2
    in_capitals = all(_CAPITALS.fullmatch(word) for word in words) and max(len(word) for word in words) > 2
    return signed or in_capitals or bracketed or (len(parts) > 1 and separator != "-" and "," in place)


def _is_day(part: str) -> bool:
    return bool(_HAS_DAY.search(part)) and all(_DATE_PART.fullmatch(word) for word in part.split())


def _is_place(part: str) -> bool:
    words = part.split()
    return len(words) <= 4 and all(_CAPITALS.fullmatch(w) or _TITLE_CASE.fullmatch(w) for w in words)
