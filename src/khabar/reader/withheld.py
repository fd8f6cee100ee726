"""What a sentence asks or leaves open, and so does not claim."""

from __future__ import annotations

import re

from khabar.model import Span
from khabar.reader.passages import Passage

_WHETHER = re.compile(r"\bwhether\b(?! or not)[^,.;:]*$", re.IGNORECASE)
_NOT = r"(?:did|do|does|would|could|had|has|have|can|will)(?:\s+not|n[’']t)"
_SAID = r"(?:say|deny|denied|confirm|confirmed|rule out|ruled out)"
_OPEN = re.compile(
    rf"(?:\bneither\s+confirm\w*\s+nor\s+(?:den\w+|rul\w+\s+out)|\b{_NOT}\s+{_SAID}|"
    r"\b(?:declined|refused)\s+to\s+(?:say|confirm|comment)|\bhad\s+no\s+information)\b"
    r"(?!.*\b(?:but|and|while)\b)[^.;]*$",
    re.IGNORECASE | re.DOTALL,
)


_UNKNOWN = re.compile(
    r"\b(?:unclear|unknown|not (?:\w+ )?(?:clear|known)|(?:nobody|no one) knows)\s+"
    r"(?:who|whom|whose|what|which|how|why|when|where|if)\b[^,.;:]*$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[^.!?;]*\?")


def is_open(trigger: Span, passage: Passage, text: str) -> bool:
    """Whether a trigger stands in a question, behind "whether", or behind words such as "did not say" or "unclear"."""
    before = text[passage.span.start : trigger.start]
    asked = _ASKED.match(text, trigger.end, passage.span.end) is not None
    return passage.question or asked or any(sign.search(before) for sign in (_WHETHER, _OPEN, _UNKNOWN))
