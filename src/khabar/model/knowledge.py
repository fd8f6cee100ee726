"""What packs know: actors, outlets, places, how they hang together; every row with its sources."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.model.span import Kind
from khabar.model.when import When


@dataclass(frozen=True, slots=True)
class Source:
    """A public source that rows cite. `date` as EDTF."""

    id: str
    title: str
    publisher: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, group or body. `aliases` are safe anywhere; `weak_aliases` need support from the document; `metonyms`
    are places that stand for it (Baghdad); `roles` describe a person nearly uniquely."""

    id: str
    name: str
    kind: Kind
    country: str = ""
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `speaks_for` are ids of actors whose mouthpiece it is, `interest` says why."""

    id: str
    name: str
    kind: str
    country: str = ""
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str = ""
    speaks_for: tuple[str, ...] = ()
    interest: str = ""
    signatures: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place: WGS84 decimal degrees of its centre, `error_km` how far off that may be, `precision` what the point
    stands for (site, town, district, province, country, region). A border has `line` ((lon, lat), …) and
    `length_km`. `pack` is the pack that says so, with its version."""

    id: str
    name: str
    kind: str
    country: str = ""
    admin1: str = ""
    within: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = "town"
    error_km: float | None = None
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    geonames: int | None = None
    between: tuple[str, ...] = ()
    line: tuple[tuple[float, float], ...] = ()
    length_km: float | None = None
    sources: tuple[str, ...] = ()
    as_of: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A dated tie between two actors or an actor and an outlet.

    `kind` is part_of, leads, post, speaks_for, backed_by, allied_with, designated_by or successor_of.
    """

    kind: str
    subject: str
    object: str
    title: str = ""
    held: When = When()
    sources: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Barrier:
    """A wall, fence or ditch along a border (`along` is that place's id)."""

    id: str
    name: str
    along: str
    aliases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    begun: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A stretch of a route between two places; `mode` is road, crossing, air or river."""

    route: str
    start: str
    end: str
    mode: str
    note: str = ""
    sources: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A way for men or goods; its edges make a graph over places."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    edges: tuple[Edge, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class AnchorEvent:
    """A dated event that reports refer to; `cues` are the phrases by which they do, `near_cues` those that mean it
    only where one of its actors is named in the same sentence."""

    id: str
    name: str
    date: When
    cues: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: str = ""
    near_cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an anchor event changed on the ground. `does`: `takes` (from then on `actor` holds `places`), `loses` (from
    then on neither `actor` nor any part of it holds `places`, or anything at all where none are given), `opens` or
    `closes` (the crossings in `places`)."""

    event: str
    does: str
    actor: str = ""
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All packs in use, merged; `packs` are their ids with versions.

    `demonyms` are (adjective or name of a people, ISO 3166 alpha-2) pairs; a form may stand for two countries.
    `of_packs` are the first of the relations, where reports taught the rest: the same object however many they taught.
    """

    packs: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    places: tuple[Place, ...] = ()
    relations: tuple[Relation, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    routes: tuple[Route, ...] = ()
    events: tuple[AnchorEvent, ...] = ()
    sources: tuple[Source, ...] = ()
    demonyms: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    of_packs: tuple[Relation, ...] = ()
