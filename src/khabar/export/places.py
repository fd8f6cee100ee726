"""Which of a claim's places are on the map."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.model import Claim, Place


def located_places(claim: Claim, located: Mapping[str, Place]) -> list[Place]:
    """The claim's places that have a point or a line, each once, in the text's order."""
    entities = dict.fromkeys(ref.entity for ref in claim.places if ref.entity)
    known = (located[entity] for entity in entities if entity in located)
    return [p for p in known if len(p.line) > 1 or (p.lat is not None and p.lon is not None)]
