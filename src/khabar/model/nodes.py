"""Who is who among claims: one key for everybody and everything that claims name."""

from __future__ import annotations

import re

from khabar.model.claim import Ref
from khabar.model.names import fold

DOCUMENT_ONLY = "doc:"
"""What the ids begin with that were made for one document."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def node(ref: Ref) -> str:
    """The pack's id, or `name:` and the folded name where no pack knows it.

    An id made for one document means nothing in the next one, so the name stands in for it.
    """
    if ref.entity and not ref.entity.startswith(DOCUMENT_ONLY):
        return ref.entity
    return name_node(ref.name)


def name_node(name: str) -> str:
    """The key of a bare name: `name:` and the folded name without its article."""
    return f"name:{bare(name)}"


def bare(name: str) -> str:
    """A name folded for comparison, without its article."""
    return fold(_ARTICLE.sub("", name.strip()))
