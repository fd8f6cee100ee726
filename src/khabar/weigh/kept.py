"""Tables made from the packs' rows, kept from one question to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from khabar.model import Actor, Barrier, Kind, Place
from khabar.model.kept import kept_of as kept_of

_Made = TypeVar("_Made")
_MOST = 16


class _Row(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


def kept(make: Callable[[Sequence[Any]], _Made]) -> Callable[[Sequence[Any]], _Made]:
    """The function, remembering what it made of the last few sequences of rows."""
    return kept_of(_MOST)(make)


@kept
def ids(rows: Sequence[_Row]) -> frozenset[str]:
    """The ids of a pack's rows."""
    return frozenset(row.id for row in rows)


@kept
def names(rows: Sequence[_Row]) -> dict[str, str]:
    """The names of a pack's rows, by id."""
    return {row.id: row.name for row in rows}


@kept
def kinds(rows: Sequence[Any]) -> dict[str, str]:
    """The kinds of a pack's rows, by id."""
    return {row.id: row.kind for row in rows}


@kept
def borders(rows: Sequence[Place]) -> dict[str, Place]:
    """The borders among a pack's places, by id."""
    return {row.id: row for row in rows if row.kind == "border"}


@kept
def states(rows: Sequence[Actor]) -> dict[str, str]:
    """The countries of the bodies of states, by id."""
    return {row.id: row.country for row in rows if row.kind is Kind.STATE_BODY and row.country}


@kept
def along(rows: Sequence[Barrier]) -> dict[str, str]:
    """The border that each barrier runs along."""
    return {row.id: row.along for row in rows}


@kept
def within(rows: Sequence[Place]) -> dict[str, str]:
    """The place that each place lies in, where a pack says so."""
    return {row.id: row.within for row in rows if row.within}


@kept
def measured(rows: Sequence[Place]) -> dict[str, Place]:
    """The places whose length a pack gives, by id."""
    return {row.id: row for row in rows if row.length_km}


@kept
def armed(rows: Sequence[Actor]) -> frozenset[str]:
    """The ids of armed groups."""
    return frozenset(row.id for row in rows if row.kind is Kind.ARMED_GROUP)


@kept
def bodies(rows: Sequence[Actor]) -> frozenset[str]:
    """The ids of armed groups and bodies of states."""
    return frozenset(row.id for row in rows if row.kind in (Kind.ARMED_GROUP, Kind.STATE_BODY))


@kept
def lands(rows: Sequence[Place]) -> dict[str, frozenset[str]]:
    """The countries in or between which each place lies."""
    return {row.id: frozenset(filter(None, (row.country, *row.between))) for row in rows}
