"""What a sentence asks, leaves open or only mentions, and so does not claim."""

from __future__ import annotations

import re

from khabar.model import ClaimType, Ref, Span
from khabar.reader.claim_types import POSTS
from khabar.reader.drafts import Draft
from khabar.reader.passages import Passage

_WHETHER = re.compile(r"\bwhether\b(?! or not)[^,.;:]*$", re.IGNORECASE)
_NOT = r"(?:did|do|does|would|could|had|has|have|can|will)(?:\s+not|n[’']t)"
_SAID = r"(?:say|deny|denied|confirm|confirmed|rule out|ruled out)"
_OPEN = re.compile(
    rf"(?:\bneither\s+confirm\w*\s+nor\s+(?:den\w+|rul\w+\s+out)|\b{_NOT}\s+{_SAID}|"
    r"\b(?:declined|refused)\s+to\s+(?:say|confirm|comment)|\bhad\s+no\s+information|"
    r"\bstop(?:s|ped)?\s+short\s+of\s+(?:saying|denying|confirming|admitting))\b"
    r"(?!.*\b(?:but|and|while)\b)[^.;]*$",
    re.IGNORECASE | re.DOTALL,
)


_UNKNOWN = re.compile(
    r"\b(?:unclear|unknown|not (?:\w+ )?(?:clear|known)|(?:nobody|no one) knows|"
    r"without (?:saying|specifying|explaining|disclosing))\s+"
    r"(?:who|whom|whose|what|which|how|why|when|where|if)\b[^,.;:]*$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[^.!?;]*\?")


def is_open(trigger: Span, passage: Passage, text: str) -> bool:
    """Whether a trigger stands in a question, behind "whether", or behind words such as "did not say" or "unclear"."""
    before = text[passage.span.start : trigger.start]
    asked = _ASKED.match(text, trigger.end, passage.span.end) is not None
    return passage.question or asked or any(sign.search(before) for sign in (_WHETHER, _OPEN, _UNKNOWN))


def only_mentions(draft: Draft, text: str) -> bool:
    """ "Four members of the army", "the attack": words that tell of somebody or something, and claim nothing of it."""
    same = draft.type in POSTS and {r.entity or r.name for r in draft.subjects} == {
        r.entity or r.name for r in draft.objects
    }
    if same or (draft.type is ClaimType.COMMAND and not draft.subjects and _ONE_OF_THEM.match(draft.span.of(text))):
        return True
    if draft.trigger is not None and _NOT_TO_SPEAK.match(text, draft.trigger.start):
        return True
    if draft.type is ClaimType.MEMBERSHIP:
        some = draft.trigger is not None and _SOME.fullmatch(draft.trigger.of(text)) is not None
        return not draft.subjects or (some and not any(map(_is_named, draft.subjects)))
    alone = not (draft.subjects or draft.objects or draft.places or draft.quantities)
    return alone and _THE_THING.search(draft.span.of(text)) is not None


def _is_named(ref: Ref) -> bool:
    return ref.name[:1].isupper() and not _COUNTED.match(ref.name)


_SOME = re.compile(
    r"(?:members?|officers?|soldiers?|fighters?|officials?|commanders?|supporters?|units?|"
    r"spokes(?:man|woman|person|people)|sources?|aides?|advis[eo]rs?|representatives?)(?: (?:of|for))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:some|several|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|a|an|the|most|many|members?|other)\b",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(r"an? (?:[\w-]+ ){1,4}(?:commander|leader|chief|head)\b", re.IGNORECASE)
_NOT_TO_SPEAK = re.compile(r"(?:authori[sz]ed|allowed|permitted)\s+to\s+(?:speak|brief|talk|discuss|comment|share)\b")
_THE_THING = re.compile(
    r"(?:\A|\b(?:after|since|before|following|during|until|despite)\s+)(?:the|this|that|these|those|an?)\s+[\w-]+\Z",
    re.IGNORECASE,
)
