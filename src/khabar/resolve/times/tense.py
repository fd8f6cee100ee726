"""Whether the words around a time speak of what is to come or of what is over."""

from __future__ import annotations

import re
from typing import NamedTuple


class Tense(NamedTuple):
    """What the words say; both are False where they do not tell."""

    future: bool
    past: bool


_AHEAD = re.compile(
    r"\b(?:will|won't|must|shall|'ll|(?:should|would|could)(?! +(?:\w+ly +)?have\b)"
    r"|(?<!had been )(?<!had )(?:scheduled|due|expected|slated|supposed"
    r"|set(?= +(?:to|for)\b)|planned(?= +(?:to|for|on)\b))"
    r"|plans?(?= +(?:to|for)\b)|planning|going +to|expects?|expires|effective|takes? +effect|payable"
    r"|maturing|matures?|upcoming|starting|beginning|begins|starts|postponed|(?:is|are|was|were) +to"
    r"|(?<!believed )(?<!thought )(?<!known )(?<!said )to +be +\w+(?:ed|en|ld|nt|lt|ut)"
    r"|(?:agree[sd]?|vow(?:s|ed)?|pledge[sd]?|promise[sd]?|threaten(?:s|ed)?|hope[sd]?|wants?|intends?|aims?|likely"
    r"|ready|about|prepar\w{1,6}|invited|poised|calling) +(?:\w+ +){0,3}(?:to|for)(?= +\w))\b"
)
# Right before a time: a limit set for later, unless the limit was met (`had left by Friday`).
_LIMIT = re.compile(r"\b(?:by|until|till)(?: +the +end +of)? *$")
_MET = re.compile(r"\b(?:had|have|has) +(?:\w+ly +)?\w+(?:ed|en|wn|ft|ne|de|nt)\b")
_HAD = re.compile(r",? +(?:[\w'-]+ +){1,6}had\b(?! +(?:until|till|to)\b)")
_SINCE = re.compile(r"\bsince(?: +the)? *$")
_THROUGH = re.compile(r"\b(?:through|up +to) *$")
_INFINITIVE = re.compile(r"\bto +(?!the\b|an?\b|his\b|her\b|its\b|their\b)[a-z]{3,}")
_OTHER_CLAUSE = re.compile(r"\bthat\b|[\"\u201c;]|``")
# Words that end like past verbs and are none, or mostly stand before a noun.
_NO_VERB = (
    r"united|armed|hundred|indeed|exceed|succeed|proceed|speed|need|breed|seed|feed|shed|allied|limited|preferred|proposed"
    r"|required|combined|so-called|hatred|sacred|supposed|scheduled|expected|unmanned|wounded|displaced|concerned"
)
_OVER = re.compile(
    rf"\b(?!(?:{_NO_VERB})\b)(?:said|says|saying|told|was|were|(?:had|has)(?! +(?:until|till|to)\b)"
    r"|(?<!\bbe )(?<!\bbeen )(?<!\bbeing )(?<!\bget )"
    r"(?:\w{2,}ed|left|took|held|fell|went|came|met|shot|lost|began|broke|sent|built|fought|struck|fled|drove|gave"
    r"|made|found|brought|withdrew|swept|kept|became|saw|stood|won|led|spoke|rose|drew|flew|ran))\b"
)


# The words right before a time lie in so many code points.
_NEAR = 48


def tense_of(before: str, after: str) -> Tense:
    """What the words before and after a time (lower case, of its own sentence) tell of its tense: the last sign before
    it, or where there is none the first behind it."""
    end = before[-_NEAR:]
    over_at = max((m.end() for m in _OVER.finditer(before)), default=-1)
    ahead_at = max((m.end() for m in _AHEAD.finditer(before)), default=-1)
    if _LIMIT.search(end) and not _is_met(before, after):
        return Tense(future=True, past=False)
    if _SINCE.search(end):
        return Tense(future=False, past=True)
    if _THROUGH.search(end):
        return Tense(future=False, past=False)
    if over_at < 0 and ahead_at < 0:
        own = _OTHER_CLAUSE.split(after, 1)[0]
        over, coming = _OVER.search(own), _AHEAD.search(own)
        if coming and (over is None or coming.end() < over.end()):
            return Tense(future=True, past=False)
        if over is None:
            return Tense(future=_INFINITIVE.search(before) is not None, past=False)
        return Tense(future=False, past=True)
    return Tense(future=ahead_at >= over_at, past=over_at > ahead_at)


def _is_met(before: str, after: str) -> bool:
    met = _MET.search(before)
    if met is None:
        return _HAD.match(after) is not None
    return _INFINITIVE.search(before, met.end()) is None
