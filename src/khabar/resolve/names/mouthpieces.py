"""Media that are named by whom they speak for: "Syrian state television", "Houthi media"."""

from __future__ import annotations

import re

from khabar.model import Actor, Kind, When
from khabar.resolve.names.governments import ruling_of
from khabar.resolve.names.index import NameIndex

_MEDIA = r"(?:media|press|television|TV|radio|broadcaster|newspapers?|news agency|news channel|outlets?|channels?)"
_HELD = r"(?:[- ](?:run|owned|controlled|backed|linked|affiliated|aligned))?"
_OF_STATE = re.compile(
    r"(?P<whose>\w[\w’'-]*(?: \w[\w’'-]*)?)\s+(?:state|government|regime|official)"
    + rf"{_HELD}\s+(?:news\s+)?{_MEDIA}",
    re.IGNORECASE,
)
_OF_PARTY = re.compile(
    r"(?:pro-)?(?P<whose>\w[\w’'-]*?(?: \w[\w’'-]*?){0,2}?)" + rf"{_HELD}\s+(?:news\s+|military\s+|war\s+)?{_MEDIA}",
    re.IGNORECASE,
)
_BODIES = (Kind.ARMED_GROUP, Kind.STATE_BODY)


def mouthpiece_of(name: str, index: NameIndex, published: When) -> Actor | None:
    """The party for which media of this description speak on the report's day: a government for its state's, a group
    for its own; None where the words name neither, or more than one."""
    words = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
    if party := _OF_PARTY.fullmatch(words):
        found = [r for i in index.named(_own(party)) if isinstance(r := index.rows[i], Actor) and r.kind in _BODIES]
        if len(found) == 1:
            return found[0]
    state = _OF_STATE.fullmatch(words)
    return ruling_of(f"{_own(state)} government", index, published) if state else None


def _own(match: re.Match[str]) -> str:
    return match["whose"].removesuffix("’s").removesuffix("'s")
