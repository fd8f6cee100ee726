"""Answers on routes and borders as JSON objects; each claim as `claim_row`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from khabar.model import BorderState, Built, Claim, Force, Ground, Ref, RouteState, Share, Source, Stretch, Support
from khabar.model.rows import claim_row, when_row

Row = dict[str, Any]


def route_row(route: RouteState) -> Row:
    """Whether one can pass. The stretches refer to grounds by their ids; `grounds` has each once."""
    grounds = {g.id: g for s in route.stretches for g in s.grounds}
    return {
        "route": route.route,
        "from": _place(route.start),
        "to": _place(route.end),
        "for": [_place(party) for party in route.parties],
        "verdict": route.verdict.value,
        "words": route.words,
        "way": [_place(place) for place in route.way],
        "stretches": [
            _stretch(s)
            | {"grounds": [g.id for g in s.grounds], "support": support_row(s.support) if s.support else None}
            for s in route.stretches
        ],
        "choke": [_stretch(s) for s in route.choke],
        "flips": [ground.id for ground in route.flips],
        "flips_to": route.flips_to.value if route.flips_to else None,
        "weakest": _stretch(route.weakest) if route.weakest else None,
        "grounds": [_ground(ground) for ground in grounds.values()],
    }


def border_row(border: BorderState) -> Row:
    """A border in numbers."""
    return {
        "border": _place(border.border),
        "length_km": border.length_km,
        "geometry": border.geometry,
        "built": [_built(b) | _told(b) for b in border.built],
        "shares": [_share(s) | _told(s) for s in border.shares],
        "forces": [_force(f) | _told(f) for f in border.forces],
    }


def _place(ref: Ref) -> Row:
    return {"name": ref.name, "entity": ref.entity}


def _stretch(stretch: Stretch) -> Row:
    ends = {"from": _place(stretch.start), "to": _place(stretch.end)}
    return {**ends, "mode": stretch.mode, "state": stretch.state.value, "note": stretch.note}


def _ground(ground: Ground) -> Row:
    return {
        "id": ground.id,
        "words": ground.words,
        "opens": ground.opens,
        "decides": ground.decides,
        "disputed": ground.disputed,
        "claims": _claims(ground.claims),
        "sources": [source_row(source) for source in ground.sources],
    }


def source_row(source: Source) -> Row:
    """A source of a pack."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "url": source.url,
    }


def _built(built: Built) -> Row:
    measure = {"value": built.value, "unit": built.unit, "of": built.of, "approx": built.approx}
    return {"progress": built.progress.value, **measure}


def _share(share: Share) -> Row:
    return {"actor": _place(share.actor), "kilometers": share.kilometers, "share": share.share}


def _force(force: Force) -> Row:
    measure = {"number": force.number, "unit": force.unit, "of": force.of, "approx": force.approx}
    return {**measure, "per_100_km": force.per_100_km}


def _told(number: Built | Share | Force) -> Row:
    return {
        "when": when_row(number.when),
        "root": number.root,
        "counts": number.counts,
        "why": number.why,
        "claims": _claims(number.claims),
    }


def _claims(claims: Iterable[Claim]) -> list[Row]:
    return [claim_row(claim) for claim in claims]


def support_row(support: Support) -> Row:
    """A sum with its lines."""
    return {
        "lines": [
            {"root": o.root, "key": o.key, "grade": o.grade, "what": o.what, "log_odds": o.log_odds, "claim": o.claim}
            for o in support.lines
        ],
        "total": support.total,
        "probability": support.probability,
        "phrase": support.phrase,
        "admiralty": support.admiralty,
        "flips": list(support.flips),
    }
