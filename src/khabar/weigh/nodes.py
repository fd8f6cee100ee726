"""Who is who among claims (see `khabar.model.nodes`), and names inside names."""

from __future__ import annotations

from khabar.model import Claim, Ref
from khabar.model.nodes import DOCUMENT_ONLY, bare, name_node, node

__all__ = ["bare", "known", "local_node", "mentions", "name_node", "node"]


def mentions(longer: str, shorter: str) -> bool:
    """Whether one name holds the other as whole words ("Factions aligned with the Syrian army", "Syrian army")."""
    inner = bare(shorter)
    return bool(inner) and f" {inner} " in f" {bare(longer)} "


def known(ref: Ref) -> bool:
    """Whether the name means the same in every report: a mere description does not."""
    return ref.entity is not None and not ref.entity.startswith(DOCUMENT_ONLY)


def local_node(ref: Ref, claim: Claim) -> str:
    """The node of a name; of a mere description one that only the claim's own report shares."""
    return node(ref) if known(ref) else f"{node(ref)} in {claim.document}"
