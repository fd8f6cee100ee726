"""Descriptions that stand for one thing without being its name: "Iran-backed militias", "the border with Syria", "the
Iraqi army", "the concrete wall"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.model import Kind, Mention, Span
from khabar.reader.lexicon import DAYS, MONTHS

_NAME = r"[A-Z][\w’'-]*[a-z](?:[-–/][A-Z][\w’'-]*[a-z])*"
_NATION = r"[A-Z][a-z]+(?:i|an|ish|ese|ch|ni|sh|eek|is)(?:[-–][A-Z][a-z]+)?"
_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SIDED = (
    r"[\w’]+-(?:backed|led|affiliated|aligned|supported|linked|allied|funded|sponsored|controlled|run)|"
    r"(?:[Pp]ro|[Aa]nti)-[\w’-]+"
)
_BANDS = r"(?:militias?|factions?|armed groups?|paramilitar(?:y|ies)(?: \w+s)?|rebels?|militants|insurgents|guerrillas)"
_IDEAS = (
    r"(?:Justice|Equality|Freedom|Change|Development|Reform|Reconstruction|Resistance|Liberation|Peace|Unity|Solidarity|"
    r"Support|Victory|Truth|Democracy|Progress|Reconciliation|Dignity|Independence|Faith|Salvation|Steadfastness)"
)
_PROPER = rf"(?:[Aa]l-|[Ee]l-)?{_NAME}"
_NO_NAME = "|".join(sorted(w.title() for w in (*DAYS, *MONTHS, "the", "in", "on", "but", "and", "a")))
_MORE = rf"(?!(?:{_NO_NAME})\b)(?:[Aa]l-|[Ee]l-|[Aa]sh-|[Aa]s-|[Aa]z-)?{_NAME}"
"""A further word of a place's name: "Ras al-Ayn"."""
_LAND = rf"(?:the )?{_NAME}(?: {_NAME}){{0,3}}"
_UNITS = r"(?:units|forces|troops|soldiers|brigades|patrols)"
_FORCES = rf"(?:{_BANDS}|forces|fighters|groups?|units)"
_PATTERNS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        re.compile(
            rf"\b(?:{_SIDED})(?:,? (?:{_NATION}|armed|allied|Shi’ite|Shiite|Sunni|local|\w+ist))*"
            rf" (?:{_BANDS}|forces|fighters|groups?|troops|units|coalition|alliance|regime|government)\b"
        ),
        Kind.ARMED_GROUP,
    ),
    (re.compile(rf"\b(?:{_NATION}|sectarian|allied|tribal|ethnic) (?:armed )?{_BANDS}\b"), Kind.ARMED_GROUP),
    (re.compile(rf"\b(?:(?:{_SIDED}|{_NATION}|[Tt]he) )?{_BANDS} in {_NAME}"), Kind.ARMED_GROUP),
    (re.compile(rf"\b(?:{_SIDED}) [A-Z]\w+(?: {_UNITS})?"), Kind.ARMED_GROUP),
    (
        re.compile(
            rf"\b(?i:{_FORCES}) (?:aligned|allied|affiliated|linked|loyal) (?:with|to) (?:the )?{_NAME}(?: [a-z]+ment)?"
        ),
        Kind.ARMED_GROUP,
    ),
    (re.compile(rf"\b(?:[A-Z]\w+ )+(?:Resistance|Movement|Army|Front|State) in {_NAME}"), Kind.ARMED_GROUP),
    (re.compile(rf"\b{_IDEAS} and {_IDEAS} (?:Movement|Front|Army|Forces|Brigades?)\b"), Kind.ARMED_GROUP),
    (re.compile(rf"\b{_IDEAS} and {_IDEAS} (?:Party|Coalition|Bloc|Alliance|Commission)\b"), Kind.OTHER),
    (re.compile(rf"\b{_PROPER} (?:operations|regional|provincial) command\b"), Kind.ARMED_GROUP),
    (re.compile(rf"\b{_NUMBER} (?:armed )?(?:militias|factions|armed groups|groups)\b"), Kind.ARMED_GROUP),
    (
        re.compile(
            rf"\b{_NATION} (?:army|navy|air force|police|government|parliament|regime|authorities|armed forces"
            r"|security forces|border (?:guards?|police|forces)|coast ?guard|military|intelligence)\b"
        ),
        Kind.STATE_BODY,
    ),
    (re.compile(rf"\b(?:{_NATION} and )?{_NATION} border (?:guards?|police|forces)\b"), Kind.STATE_BODY),
    (re.compile(r"\bborder (?:guards?|police|forces)\b"), Kind.STATE_BODY),
    (re.compile(rf"\b(?:{_NATION} )?(?:army|police|government) {_UNITS}\b"), Kind.STATE_BODY),
    (re.compile(rf"\b(?:new )?{_NATION} leadership\b"), Kind.STATE_BODY),
    (re.compile(rf"\b(?:{_NATION}|state) media\b"), Kind.OUTLET),
    (
        re.compile(
            rf"\b(?:{_NAME}(?:’s|'s)? )?(?:(?:entire|shared|common|joint|western|eastern|northern|southern) )*"
            rf"(?:border|frontier|borderland)s?(?: (?:area|region|strip|zone|line))?"
            rf" (?:with (?:neighbou?ring )?{_NAME}(?:(?:, | and |, and ){_NAME})*|between {_LAND} and {_LAND})"
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
    (re.compile(r"\b(?:border (?:area|region|strip|zone|line)|borderlines?|borderlands)\b"), Kind.PLACE),
    (re.compile(rf"\b(?:{_NATION}[-–]{_NATION}|{_NATION}) (?:border )?strip\b"), Kind.PLACE),
    (
        re.compile(
            rf"\b(?:village|town|city|district|governorate|province|island|port) of {_PROPER}(?: {_MORE}){{0,3}}"
        ),
        Kind.PLACE,
    ),
    (
        re.compile(r"\b(?i:concrete|steel|border|barbed-wire|separation|the) (?:wall|barrier|fence)s?\b"),
        Kind.FACILITY,
    ),
    (
        re.compile(
            rf"\b{_PROPER} (?:(?:housing|refugee|detention|displacement|military|air) )"
            r"(?:complex|compound|camp|base|centre|center)\b"
        ),
        Kind.FACILITY,
    ),
    (re.compile(rf"\b{_NATION} (?:base|camp|prison) (?:called|named) {_NAME}(?: {_NAME})*"), Kind.FACILITY),
)
_LEAD = re.compile(r"(?:the|our|their|its) ", re.IGNORECASE)


def find_descriptions(text: str, sentence: Span) -> Iterator[Mention]:
    """Descriptions in a sentence, without their article."""
    for pattern, kind in _PATTERNS:
        for m in pattern.finditer(text, sentence.start, sentence.end):
            lead = _LEAD.match(m[0])
            start = m.start() + (lead.end() if lead else 0)
            yield Mention(Span(start, m.end()), text[start : m.end()], kind)
