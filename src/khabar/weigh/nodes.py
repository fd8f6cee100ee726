"""Who is who among claims: one key for everybody and everything that claims name."""

from __future__ import annotations

import re

from khabar.model import Claim, Ref
from khabar.model.names import fold

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_DOCUMENT_ONLY = "doc:"


def node(ref: Ref) -> str:
    """The pack's id, or `name:` and the folded name where no pack knows it.

    An id made for one document means nothing in the next one, so the name stands in for it.
    """
    if ref.entity and not ref.entity.startswith(_DOCUMENT_ONLY):
        return ref.entity
    return name_node(ref.name)


def name_node(name: str) -> str:
    """The key of a bare name: `name:` and the folded name without its article."""
    return f"name:{bare(name)}"


def bare(name: str) -> str:
    """A name folded for comparison, without its article."""
    return fold(_ARTICLE.sub("", name.strip()))


def mentions(longer: str, shorter: str) -> bool:
    """Whether one name holds the other as whole words ("Factions aligned with the Syrian army", "Syrian army")."""
    inner = bare(shorter)
    return bool(inner) and f" {inner} " in f" {bare(longer)} "


def known(ref: Ref) -> bool:
    """Whether the name means the same in every report: a mere description does not."""
    return ref.entity is not None and not ref.entity.startswith(_DOCUMENT_ONLY)


def local_node(ref: Ref, claim: Claim) -> str:
    """The node of a name; of a mere description one that only the claim's own report shares."""
    return node(ref) if known(ref) else f"{node(ref)} in {claim.document}"
