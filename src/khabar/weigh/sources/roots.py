"""Who said it first: ten outlets that carry one speaker's words are one root."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from khabar.model import Claim, Hop, Knowledge, Role
from khabar.weigh.nodes import bare, node

VOICE, UNNAMED, ECHO = "voice", "unnamed", "echo"

_ECHO_WORDS = frozenset(
    "media outlet outlets report reports source sources press newspaper newspapers "
    "rumour rumours rumor rumors post "
    "posts account accounts video videos footage newscast story stories website websites channels".split()
)
_QUALIFIERS = frozenset(
    "several some many various local other another unnamed unconfirmed multiple "
    "recent recently social news press few "
    "this these that same earlier previous circulating on networks network internet online "
    "in number of more a an "
    "the telegram".split()
)
_PEOPLE = frozenset(
    "source sources official officials commander commanders officer officers "
    "resident residents witness witnesses "
    "eyewitness eyewitnesses diplomat diplomats activist activists fighter fighters "
    "leader leaders member members "
    "spokesman spokesmen spokesperson spokespeople spokeswoman analyst analysts "
    "observer observers soldier soldiers "
    "aide aides lawmaker lawmakers minister ministers expert experts monitor "
    "monitors local locals villager villagers "
    "people man woman adviser advisers advisor advisors".split()
)
_HEAD_ENDS = frozenset("of in at from with inside near close for on among who within along familiar speaking".split())
_AUTHOR = frozenset(("", "author", "unknown", "unknown outlet", "unnamed outlet", "outlet"))
_MEDIA = (
    "media", "press", "outlets", "newspapers", "channels", "broadcasters", "websites", "news agencies", "television",
    "broadcaster", "news agency", "radio", "TV",
)  # fmt: skip
_OF_A_COUNTRY = re.compile(r"\w+(?:i|an|ish|ese|ic|nch|tch|ine)|(?:pro|s|run|owned|private|independent)")
_BY_NAME = "name:"
_SPLIT = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, order=True)
class RootKey:
    """The first utterance of a chain. Equal `key`s are one root.

    `kind` is `voice` (somebody named, or an outlet of its own), `unnamed` (a source that an outlet vouches for) or
    `echo` ("media reports": nobody is answerable for it). `name` is for people to read.
    """

    key: str
    name: str
    kind: str = VOICE

    @property
    def weak(self) -> bool:
        """Whether nobody answers for it, so that it supports nothing alone."""
        return self.kind == ECHO


def roots(claims: Iterable[Claim], knowledge: Knowledge) -> dict[str, RootKey]:
    """The root of each claim, by claim id.

    - A speaker is one root, however many outlets carry the words; an outlet's own voice is one of its own.
    - Outlets that speak for one party are that party's one voice, and so are media that are only called after it.
    - Unnamed sources of one outlet count once: nobody can tell them apart.
    - Echoes pool into one weak root for what they speak of.
    """
    voices = {o.id: o.speaks_for[0] for o in knowledge.outlets if o.speaks_for}
    return {c.id: _root(c, voices) for c in claims}


def independent(claims: Iterable[Claim], knowledge: Knowledge) -> list[RootKey]:
    """The independent roots among claims that say one thing, each once, sorted; the name that sorts first stands for
    outlets of one voice."""
    found: dict[str, RootKey] = {}
    for root in roots(claims, knowledge).values():
        found[root.key] = min(root, found.get(root.key, root))
    return sorted(found.values())


def _root(claim: Claim, voices: dict[str, str]) -> RootKey:
    first = claim.chain.root
    name = first.agent.name
    if first.agent.entity and not first.agent.entity.startswith(_BY_NAME):
        return _known_voice(first, voices)
    if by_the_author(first):
        return RootKey(f"author:{claim.document}", f"the author of {claim.document[:8]}")
    if first.interest and _of_media(first):
        return RootKey(f"voice:{first.interest}", name)
    if _echo(first):
        about = min((node(r) for r in (*claim.subjects, *claim.objects, *claim.places)), default="")
        return RootKey(f"echo:{about}:{claim.type}", name, ECHO)
    if unnamed(first):
        voucher = next((h for h in claim.chain.hops[1:] if not (_echo(h) or unnamed(h) or by_the_author(h))), None)
        key = node(voucher.agent) if voucher else claim.document
        told = f"{name} ({voucher.agent.name})" if voucher else name
        return RootKey(f"unnamed:{key}:{first.interest}", told, UNNAMED)
    return _known_voice(first, voices)


def _known_voice(first: Hop, voices: dict[str, str]) -> RootKey:
    """Whoever has a name: himself, or the party whose outlet he is."""
    key = node(first.agent)
    return RootKey(f"voice:{voices[key]}" if key in voices else f"speaker:{key}", first.agent.name)


def by_the_author(hop: Hop) -> bool:
    """An outlet or author that the text does not name is one voice per document."""
    return hop.agent.entity is None and bare(hop.agent.name.strip("[]() ")) in _AUTHOR


def _echo(hop: Hop) -> bool:
    if hop.agent.entity and not hop.agent.entity.startswith(_BY_NAME):
        return False
    words = _words(hop)
    if _of_media(hop) and "state" not in words:
        # "Turkish media": many, and none of them named
        return all(w in _QUALIFIERS | _ECHO_WORDS or _OF_A_COUNTRY.fullmatch(w) for w in words[:-1])
    if hop.agent.entity:
        return False
    if hop.role is Role.SPEAKER and words and words[-1] == "source":
        return False  # "a source" is a person whom an outlet heard; "sources say" is anybody
    kept = [w for w in words if w not in _QUALIFIERS]
    return all(w in _ECHO_WORDS for w in kept)


def _of_media(hop: Hop) -> bool:
    """Whether the words only describe media: "local media", "Syrian state television"; a name has capitals."""
    if hop.agent.entity and not hop.agent.entity.startswith(_BY_NAME):
        return False
    return any(hop.agent.name.endswith(word) for word in _MEDIA)


def unnamed(hop: Hop) -> bool:
    """Whether the link is described, not named: "a military official in the province"."""
    if hop.agent.entity:
        return False
    head = _words(hop)
    for index, word in enumerate(head):
        if word in _HEAD_ENDS:
            head = head[:index]
            break
    return bool(head) and head[-1] in _PEOPLE


def _words(hop: Hop) -> list[str]:
    return [w for w in _SPLIT.split(bare(hop.agent.name)) if w]
