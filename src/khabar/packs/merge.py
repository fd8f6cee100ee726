"""Several packs become one: later rows override earlier ones by id, and their spellings add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from khabar.model import Actor, AnchorEvent, Barrier, Edge, Knowledge, Outcome, Outlet, Place, Relation, Route, Source

R = TypeVar("R", bound=Actor | Outlet | Place | Barrier | Route | AnchorEvent)
S = TypeVar("S", bound=Actor | Outlet | Place)
C = TypeVar("C", bound=Actor | Outlet | Place | Barrier | Route | AnchorEvent | Relation | Outcome)

# What both rows know is true of the thing; in any other field the later row decides.
_ADDED_UP = frozenset(
    {"aliases", "weak_aliases", "metonyms", "roles", "domains", "signatures", "cues", "near_cues", "sources"}
)


def merge(packs: Sequence[Knowledge]) -> Knowledge:
    """All packs as one, in their order.

    A row whose id an earlier pack has too overrides that row field by field, as far as it gives the field; spellings,
    domains, cues and sources add up. A spelling that packs give to rows of different ids becomes a weak alias of
    each; a source whose id already means another address is renamed `<pack id>/<source id>`.
    """
    sources, packs = _merge_sources(packs)
    return Knowledge(
        packs=tuple(name for pack in packs for name in pack.packs),
        countries=tuple(dict.fromkeys(code for pack in packs for code in pack.countries)),
        actors=_weakened(_merge_rows(pack.actors for pack in packs)),
        outlets=_weakened(_merge_rows(pack.outlets for pack in packs)),
        places=_weakened(_merge_rows(pack.places for pack in packs)),
        relations=_merge_relations(pack.relations for pack in packs),
        barriers=_merge_rows(pack.barriers for pack in packs),
        routes=_merge_rows(pack.routes for pack in packs),
        events=_merge_rows(pack.events for pack in packs),
        outcomes=tuple(dict.fromkeys(outcome for pack in packs for outcome in pack.outcomes)),
        sources=sources,
        demonyms=tuple(dict.fromkeys(pair for pack in packs for pair in pack.demonyms)),
    )


def _merge_rows(packs: Iterable[tuple[R, ...]]) -> tuple[R, ...]:
    merged: dict[str, R] = {}
    for rows in packs:
        for row in rows:
            earlier = merged.get(row.id)
            merged[row.id] = _overridden(earlier, row) if earlier else row
    return tuple(merged.values())


def _overridden(earlier: R, later: R) -> R:
    changes: dict[str, Any] = {}
    for key in (field.name for field in fields(later)):
        old, new = getattr(earlier, key), getattr(later, key)
        if key in _ADDED_UP:
            changes[key] = tuple(dict.fromkeys(new + old))
        elif new in ("", (), None):
            changes[key] = old
    if "aliases" in changes and earlier.name != later.name:
        changes["aliases"] = tuple(dict.fromkeys((*changes["aliases"], earlier.name)))
    if "weak_aliases" in changes:
        # The later pack also decides which spellings are safe.
        strong, weak = getattr(later, "aliases", ()), getattr(later, "weak_aliases", ())
        changes["aliases"] = tuple(word for word in changes["aliases"] if word not in weak)
        changes["weak_aliases"] = tuple(word for word in changes["weak_aliases"] if word not in strong)
    return replace(later, **changes)


def _weakened(rows: tuple[S, ...]) -> tuple[S, ...]:
    """The rows, with every alias that another row bears as its name or alias made weak."""
    claims: Counter[str] = Counter()
    for row in rows:
        claims.update({spelling.casefold() for spelling in (row.name, *row.aliases)})
    return tuple(_weak_where_shared(row, claims) for row in rows)


def _weak_where_shared(row: S, claims: Counter[str]) -> S:
    shared = tuple(word for word in row.aliases if claims[word.casefold()] > 1)
    if not shared:
        return row
    safe = tuple(word for word in row.aliases if word not in shared)
    return replace(row, aliases=safe, weak_aliases=tuple(dict.fromkeys((*row.weak_aliases, *shared))))


def _merge_relations(packs: Iterable[tuple[Relation, ...]]) -> tuple[Relation, ...]:
    """All ties; of those that say the same (kind, ends, title, first day) the later pack's one."""
    merged = {(r.kind, r.subject, r.object, r.title, r.held.earliest): r for rows in packs for r in rows}
    return tuple(merged.values())


def _merge_sources(packs: Sequence[Knowledge]) -> tuple[tuple[Source, ...], tuple[Knowledge, ...]]:
    merged: dict[str, Source] = {}
    unmistakable = []
    for pack in packs:
        clashing = {s.id for s in pack.sources if s.id in merged and merged[s.id].url != s.url}
        if clashing:
            owner = pack.packs[0].partition("@")[0]
            pack = _with_renamed_sources(pack, {id_: f"{owner}/{id_}" for id_ in clashing})
        for source in pack.sources:
            merged.setdefault(source.id, source)
        unmistakable.append(pack)
    return tuple(merged.values()), tuple(unmistakable)


def _with_renamed_sources(pack: Knowledge, names: dict[str, str]) -> Knowledge:
    def cited(rows: tuple[C, ...]) -> tuple[C, ...]:
        return tuple(replace(row, sources=tuple(names.get(s, s) for s in row.sources)) for row in rows)

    return replace(
        pack,
        actors=cited(pack.actors),
        outlets=cited(pack.outlets),
        places=cited(pack.places),
        relations=cited(pack.relations),
        barriers=cited(pack.barriers),
        routes=tuple(replace(route, edges=_cited_edges(route, names)) for route in cited(pack.routes)),
        events=cited(pack.events),
        outcomes=cited(pack.outcomes),
        sources=tuple(replace(source, id=names.get(source.id, source.id)) for source in pack.sources),
    )


def _cited_edges(route: Route, names: dict[str, str]) -> tuple[Edge, ...]:
    return tuple(replace(edge, sources=tuple(names.get(s, s) for s in edge.sources)) for edge in route.edges)
