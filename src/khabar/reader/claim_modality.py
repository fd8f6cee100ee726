"""The standing of a claim: what the tagger makes of the clause, and what its words plainly say."""

from __future__ import annotations

import re

from khabar.model import ClaimType, Modality
from khabar.reader.tagger.tagged import TaggedClaim

_LITTLE = r"(?:\s+\w+){0,2}\s*$"  # the words between a sign and the trigger
_UNDONE = re.compile(r"\b(?:remain(?:s|ed|ing)?|ha(?:s|ve|d) yet|(?:is|are|was|were) yet) to\b")
_DONE = re.compile(
    r"\b(?:continu(?:es?|ed|ing)|manag(?:es?|ed)|began|begun|begins?|start(?:s|ed)|went on|gone on|proceed(?:s|ed)?|"
    r"succeed(?:s|ed)? in|resum(?:es?|ed)|kept(?: on)?|keeps?(?: on)?)\s+(?:to\s+)?(?:\w+ly\s+)?$"
)
_CLEARING = re.compile(r"\boperations?\s+to\s+$")
_OPEN_STILL = re.compile(
    r"\b(?:will|would|shall|may|might|could|can|must|should|if|unless|not|never|plan\w*|wants?|wanted|hop\w+|vow\w+)\b|n[’']t\b",
    re.IGNORECASE,
)
_PLAIN = (Modality.ASSERTED,)
_LOOSE = (Modality.ASSERTED, Modality.PLANNED, Modality.DENIED)
_SIGNS: tuple[tuple[re.Pattern[str], tuple[Modality, ...], Modality], ...] = (
    (re.compile(rf"\bnot only{_LITTLE}"), (Modality.DENIED,), Modality.ASSERTED),
    (
        re.compile(r"\b(?:vying|fought|fighting|battl\w+|compet\w+|struggl\w+|bid)\s+for\s+(?:the\s+)?$"),
        _PLAIN,
        Modality.PLANNED,
    ),
    (re.compile(r"^(?:[Ii]f|[Uu]nless|[Pp]rovided that|[Ww]hoever)\b"), _LOOSE, Modality.HYPOTHETICAL),
    (re.compile(rf"\b(?:may|might)(?:\s+not)?{_LITTLE}"), _LOOSE, Modality.SPECULATED),
    (
        re.compile(r"\b(?:apparently|likely|probably|possibly|perhaps|presumably|seemingly)\b", re.IGNORECASE),
        _PLAIN,
        Modality.SPECULATED,
    ),
    (re.compile(r"\b(?:reportedly|allegedly|purportedly|supposedly)\b", re.IGNORECASE), _PLAIN, Modality.RUMOURED),
    (re.compile(rf"\b(?:must|should|ought to|ha(?:s|ve) to)(?:\s+not)?{_LITTLE}"), _PLAIN, Modality.DEMANDED),
    (
        re.compile(rf"\b(?:call(?:s|ed|ing)?|urg(?:es|ed|ing)|demand(?:s|ed|ing))\b.*\bto{_LITTLE}"),
        _PLAIN,
        Modality.DEMANDED,
    ),
    (
        re.compile(rf"\b(?:not|never|nor|neither|no longer)\b(?!\s+(?:only|yet|just)\b){_LITTLE}"),
        _PLAIN,
        Modality.DENIED,
    ),
)
"""Words before a trigger, the standings that the tagger may have given, and what it then is; the first sign counts."""


def settled_modality(claim: TaggedClaim, text: str) -> Modality:
    """The tagger's word, unless a plain sign stands in the clause; what is yet to be done is a state of things."""
    if claim.modality in (Modality.PLANNED, Modality.DENIED) and _UNDONE.search(claim.extent.of(text)):
        return Modality.ASSERTED
    if claim.type is ClaimType.LAW and claim.modality in _NOT_YET and _DRAFT.search(claim.extent.of(text)):
        return Modality.PLANNED
    before = text[claim.extent.start : claim.trigger.start]
    if claim.modality is Modality.PLANNED and _is_under_way(claim, before):
        return Modality.ASSERTED
    lead = _lead(claim, text)
    for sign, given, meant in _SIGNS:
        if claim.modality in given and sign.search(before):
            return meant
    for sign, given, meant in _LEADS:
        if claim.modality in given and sign.search(lead):
            return meant
    if claim.modality is Modality.ASSERTED and _is_called_false(claim, text, lead):
        return Modality.DENIED
    return (
        Modality.PLANNED
        if claim.modality is Modality.ASSERTED and _is_awaited(lead + claim.trigger.of(text))
        else claim.modality
    )


_NOT_YET = (Modality.ASSERTED, Modality.HYPOTHETICAL)
_LAW = r"(?:law|bill|legislation|decree|constitution|amendment)s?"
_DRAFT = re.compile(
    rf"\b(?:[Dd]raft(?:s|ed|ing)?|[Pp]ropos(?:e|es|ed|ing)|[Tt]abl(?:es|ed)|[Pp]repar(?:es|ed|ing))\s+(?:\w+\s+){{0,4}}{_LAW}\b|"
    rf"\b{_LAW}\s+(?:that\s+)?(?:(?:was|were|is|are|had|has|have)\s+)?(?:been\s+|being\s+)?(?:drafted|proposed|tabled)\b"
)  # a law that is not one yet
_LEADS: tuple[tuple[re.Pattern[str], tuple[Modality, ...], Modality], ...] = (
    (
        re.compile(
            r"\b[Uu]nder the (?:\w+ ){0,3}(?:deal|agreement|accord|plan|truce|terms|treaty|proposal|roadmap)\b[^.;:]*$"
        ),
        (Modality.HYPOTHETICAL,),
        Modality.PLANNED,
    ),
    (
        re.compile(r"\b(?:I|we) can (?:now )?confirm\b[^.;:]*$", re.IGNORECASE),
        (Modality.SPECULATED,),
        Modality.ASSERTED,
    ),
    (re.compile(r"\b(?:ha(?:s|ve|d)\s+)?agreed\s+(?:on|to)\b[^.;:]*$"), (Modality.REQUESTED,), Modality.PROMISED),
    (
        re.compile(
            r"(?i)\b(?:nobody|no one|none|few)\b[^,;]{0,40}\b(?:disputes?|den(?:y|ies)|doubts?|questions?)\s+that\b"
        ),
        (Modality.DENIED,),
        Modality.ASSERTED,
    ),
    (
        re.compile(r"\b(?:den(?:y|ies|ied|ying)|dispute[sd]?|rejects?|rejected)\b[^.;:]*\b(?:not|never)\b[^.;:]*$"),
        (Modality.DENIED,),
        Modality.ASSERTED,
    ),  # denied that it had not
    (
        re.compile(
            r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:likely|believed|thought|suspected|presumed)\s+to\s+(?:be|have\s+been)"
            r"\s+(?:behind|responsible\s+for)\b"
        ),
        _PLAIN,
        Modality.SPECULATED,
    ),
    (
        re.compile(
            r"\b(?:dismiss|reject|denounc|brand|describ)\w*\s+as\s+(?:\w+\s+){0,2}"
            r"(?:fabricat\w*|false|baseless|untrue|unfounded|lies|a lie|nonsense|propaganda|invention)\b[^.;]*\bthat\b"
        ),
        (Modality.ASSERTED, Modality.RUMOURED),
        Modality.DENIED,
    ),
    (
        re.compile(
            rf"\b(?:press(?:es|ed|ing)?|push(?:es|ed|ing)?|lobb(?:y|ies|ied|ying)|plead(?:s|ed|ing)?|appeal(?:s|ed|ing)?|"
            rf"call(?:s|ed|ing)?|ask(?:s|ed|ing)?)\s+(?:\w+ly\s+)?(?:for|on|to)\s+[^,;.]{{2,60}}\bto{_LITTLE}"
        ),
        (Modality.ASSERTED, Modality.PLANNED),
        Modality.DEMANDED,
    ),  # pressed for the army to go
    (
        re.compile(rf"\b(?:appl(?:y|ies|ied)|petition(?:s|ed)?)\b[^,;]*\bto\s+(?:be\s+)?{_LITTLE}"),
        (Modality.ASSERTED, Modality.PLANNED),
        Modality.REQUESTED,
    ),
)
"""The same for words in the sentence before the clause."""
_CALLED = re.compile(
    r"\b(?:call|brand|describ|dismiss)\w*\s+(?:the|a|this|that|such)?\s*(?:\w+\s+)?"
    r"(?:claim|report|charge|allegation|accusation|rumou?r|account|video)s?\s+that\b"
)
_FALSE = re.compile(
    r"\b(?:invention|fabricat\w*|false|baseless|untrue|unfounded|lies|a lie|nonsense|propaganda|fiction)\b"
)


def _lead(claim: TaggedClaim, text: str) -> str:
    """The words of a trigger's sentence before it, as far as they are near."""
    start = max(0, claim.trigger.start - _SENTENCE)
    return re.split(r"[.!?]\s|\n", text[start : claim.trigger.start])[-1]


def _is_called_false(claim: TaggedClaim, text: str, lead: str) -> bool:
    """ "Called the claim that they shelled it *pure invention*"."""
    rest = re.split(r"[.!?;]\s|\n", text[claim.trigger.end : claim.trigger.end + _SENTENCE], maxsplit=1)[0]
    return _CALLED.search(lead) is not None and _FALSE.search(rest) is not None


def _is_awaited(sentence: str) -> bool:
    """ "They will talk once the army *takes* the town": not taken yet. The sentence as far as the verb."""
    when = _AWAITING.search(sentence)
    return when is not None and _TO_COME.search(sentence, 0, when.start()) is not None


_SENTENCE = 240  # code points before a verb in which its sentence is looked for
_AWAITING = re.compile(
    r"\b(?:after|once|when|until|before|as soon as)\s(?:[^,;:]{1,60}\s)?"
    r"(?:takes?|retakes?|seizes?|captures?|leaves?|withdraws?|enters?|arrives?|completes?|falls?|re?opens?|opens?|closes?|"
    r"hands?|gains?|gets?|finish(?:es)?|ends?|begins?|starts?|signs?|agrees?|lifts?|gives?|returns?|deploys?|moves?|"
    r"cross(?:es)?|frees?|releases?|compl(?:y|ies)|surrenders?|disarms?|stops?|halts?|(?:is|are|has|have)(?:\s[a-z]+)?)"
    r"(?:\s[a-z]+){0,3}$"
)
_TO_COME = re.compile(r"\b(?:will|would|shall|going to|plan(?:s|ned)? to|intend(?:s|ed)? to)\b|[’']ll\b")


def _is_under_way(claim: TaggedClaim, before: str) -> bool:
    """ "Continued to shell", "managed to seize": who does that does it; and an operation to clear is a clearance."""
    clearing = claim.type is ClaimType.CLEARANCE and _CLEARING.search(before)
    return bool(clearing or _DONE.search(before)) and not _OPEN_STILL.search(before)
