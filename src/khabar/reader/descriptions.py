"""Descriptions that stand for one thing without being its name: "Iran-backed militias", "the border with Syria", "the
Iraqi army", "the concrete wall"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.model import Kind, Mention, Span

_NAME = r"[A-Z][\w’'-]*[a-z](?:[-–/][A-Z][\w’'-]*[a-z])*"
_NATION = r"[A-Z][a-z]+(?:i|an|ish|ese|ch|ch|ni|sh|eek|is)(?:[-–][A-Z][a-z]+)?"
_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SIDED = (
    r"[\w’]+-(?:backed|led|affiliated|aligned|supported|linked|allied|funded|sponsored|controlled|run)|"
    r"(?:pro|anti)-[\w’-]+"
)
_BANDS = r"(?:militias?|factions?|armed groups?|paramilitar(?:y|ies)(?: \w+s)?|rebels?|militants|insurgents|guerrillas)"
_PATTERNS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        re.compile(
            rf"\b(?:{_SIDED})(?:,? (?:{_NATION}|armed|allied|Shi’ite|Shiite|Sunni|local|\w+ist))*"
            rf" (?:{_BANDS}|forces|fighters|groups?|troops|units|coalition|alliance|regime|government)\b"
        ),
        Kind.ARMED_GROUP,
    ),
    (re.compile(rf"\b(?:{_NATION}|sectarian|allied|tribal|ethnic) (?:armed )?{_BANDS}\b"), Kind.ARMED_GROUP),
    (re.compile(rf"\b{_NUMBER} (?:armed )?(?:militias|factions|armed groups|groups)\b"), Kind.ARMED_GROUP),
    (
        re.compile(
            rf"\b{_NATION} (?:army|navy|air force|police|government|parliament|regime|authorities|armed forces"
            r"|security forces|border (?:guards?|police|forces)|coast ?guard|military|intelligence)\b"
        ),
        Kind.STATE_BODY,
    ),
    (re.compile(r"\bborder (?:guards?|police|forces)\b"), Kind.STATE_BODY),
    (re.compile(rf"\b(?:{_NATION}|state) media\b"), Kind.OUTLET),
    (
        re.compile(
            rf"\b(?:{_NAME}(?:’s|'s)? )?(?:(?:entire|shared|common|joint|western|eastern|northern|southern) )*"
            rf"(?:border|frontier)s?(?: (?:area|region|strip|zone|line))?"
            rf" with (?:neighbou?ring )?{_NAME}(?:(?:, | and |, and ){_NAME})*"
        ),
        Kind.PLACE,
    ),
    (
        re.compile(
            rf"\b(?:{_NAME}(?:[- ]{_NAME})? |(?:the|our|their|its) (?:\w+ern )?)(?:border|frontier)s?"
            r"(?: (?:area|region|strip|zone|line))?\b"
            r"(?! (?:guards?|police|forces|crossing|post|gate|wall|fence|town|city))"
        ),
        Kind.PLACE,
    ),
    (re.compile(r"\bborder (?:area|region|strip|zone|line)\b"), Kind.PLACE),
    (
        re.compile(r"\b(?:concrete|steel|border|barbed-wire|separation|the) (?:wall|barrier|fence)s?\b"),
        Kind.FACILITY,
    ),
)
_LEAD = re.compile(r"(?:the|our|their|its) ", re.IGNORECASE)


def find_descriptions(text: str, sentence: Span) -> Iterator[Mention]:
    """Descriptions in a sentence, without their article."""
    for pattern, kind in _PATTERNS:
        for m in pattern.finditer(text, sentence.start, sentence.end):
            lead = _LEAD.match(m[0])
            start = m.start() + (lead.end() if lead else 0)
            yield Mention(Span(start, m.end()), text[start : m.end()], kind)
