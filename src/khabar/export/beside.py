"""What stands beside the claims, for formats that tell more than a claim holds itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from khabar.model import Actor, Claim, Document, Kind, Knowledge, Outlet, Place, Ref


def _no_report(document: str) -> Document | None:
    return None


@dataclass(frozen=True)
class Beside:
    """`located` are places by the entity ids that claims name; `report` gives a document by its id, None where the
    record lacks it; `knowledge` says what the packs' actors are, `kinds` (by entity id, else by name) what the reports
    take the others for."""

    located: Mapping[str, Place] = field(default_factory=dict)
    knowledge: Knowledge = field(default_factory=Knowledge)
    report: Callable[[str], Document | None] = _no_report
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """The packs' actors by id."""
        return {a.id: a for a in self.knowledge.actors}

    @cached_property
    def outlets(self) -> Mapping[str, Outlet]:
        """The packs' outlets by id."""
        return {o.id: o for o in self.knowledge.outlets}

    def kind(self, ref: Ref) -> Kind | None:
        """What a name stands for, as far as packs, the map and the reports tell."""
        entity = ref.entity or ""
        if entity in self.actors:
            return self.actors[entity].kind
        if entity in self.outlets:
            return Kind.OUTLET
        if entity in self.located:
            return Kind.PLACE
        return self.kinds.get(entity or ref.name)

    def points(self, places: tuple[Ref, ...]) -> list[Place]:
        """Those of the places that are on the map, by a point or a line, each once, in their order."""
        entities = dict.fromkeys(ref.entity for ref in places if ref.entity)
        known = (self.located[entity] for entity in entities if entity in self.located)
        return [p for p in known if len(p.line) > 1 or (p.lat is not None and p.lon is not None)]

    def address(self, claim: Claim) -> str | None:
        """The web address of the claim's report."""
        report = self.report(claim.document)
        return report.address if report else None
