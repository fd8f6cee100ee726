"""People as those to whom something is done: who takes or holds them detains them, and takes or holds no site."""

from __future__ import annotations

import re

from khabar.model import ClaimType, Kind, Ref, Span
from khabar.reader.chains import Read
from khabar.reader.claim_types import lemmas
from khabar.reader.heads import HEAD_ENDS
from khabar.reader.lexicon import PEOPLE_NOUNS
from khabar.reader.phrases import WORDS
from khabar.reader.tagger.tagged import TaggedClaim

_TAKING = frozenset("capture seize hold take recapture".split())
_ON_SITES = (ClaimType.CAPTURE, ClaimType.CONTROL, ClaimType.DEPLOYMENT)
_BLAMED = re.compile(r"\s+(?:\w+ly\s+)?(?:responsible|accountable|liable|to account)\b")
_VICTIM = re.compile(r"\b([Hh]is|[Hh]er|[Tt]heir)\s+(?:\w+\s+)?\Z")
_DONE_TO = frozenset(
    "capture arrest abduction kidnapping kidnap detention imprisonment release killing death murder assassination "
    "execution".split()
)
_OF = re.compile(r"\s+of\b")
_NEAR = 24  # code points before a noun in which its owner stands


def of_people(claim_type: ClaimType, one: TaggedClaim, read: Read) -> ClaimType:
    """The type, put right by whom it is done to: "*captured* two soldiers", "his *capture*", "*holds* 60 men"."""
    words = one.trigger.of(read.text).lower().split()
    if claim_type not in _ON_SITES or not words or _TAKING.isdisjoint(lemmas(words[0])):
        return claim_type
    if _owner(one, read):
        return ClaimType.DETENTION
    first = min(one.objects, key=lambda s: s.start, default=None)
    if first is None or _BLAMED.match(read.text, first.end) or not _is_people(first, read):
        return claim_type
    return ClaimType.DETENTION


def victims(one: TaggedClaim, read: Read) -> tuple[Ref, ...]:
    """Whose death or arrest it is: "*his* abduction by the front"."""
    owner = _owner(one, read)
    return read.references.of([Span(*owner.span(1))]) if owner else ()


def _owner(one: TaggedClaim, read: Read) -> re.Match[str] | None:
    owner = _VICTIM.search(read.text, max(0, one.trigger.start - _NEAR), one.trigger.start)
    if _OF.match(read.text, one.trigger.end):
        return None  # "their capture of the town": they took it
    return owner if one.trigger.of(read.text).lower().partition(" ")[0] in _DONE_TO else None


def _is_people(phrase: Span, read: Read) -> bool:
    if any(m.kind is Kind.PERSON and phrase.start <= m.span.start for m in read.references.within(phrase)):
        return True
    found = WORDS.findall(HEAD_ENDS.split(phrase.of(read.text).lower(), maxsplit=1)[0])
    if not found:
        return False
    of = _OF_PEOPLE.match(phrase.of(read.text).lower())
    return not PEOPLE_NOUNS.isdisjoint(lemmas(of[1] if of else found[-1]))


_OF_PEOPLE = re.compile(
    r"(?:some\s+|about\s+)?(?:hundreds|dozens|scores|thousands|tens|one|two|some|many|most)\s+of\s+"
    r"(?:the\s+|its\s+)?([a-z]+)"
)
