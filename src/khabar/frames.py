"""Claims in Python's hands: an iterator or a list that shows itself in a notebook and becomes a data frame."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from khabar.model import Claim, Knowledge, Located, Place, UsageError
from khabar.model.showing import page

if TYPE_CHECKING:
    import geopandas
    import pandas
    import polars

_SHOWN = 20
_DAYS = frozenset(f"{what}_{end}" for what in ("event", "said", "reported") for end in ("earliest", "latest"))
_WHOLE = frozenset({"start", "end"})
_REAL = frozenset({"lat", "lon", "error_km"})
_WGS84 = "EPSG:4326"


class _Framed(ABC):
    """What claims can become, whatever they come from. Flat columns are those of the CSV format; days are days."""

    @abstractmethod
    def _all(self) -> Iterable[Claim]: ...

    @abstractmethod
    def _located(self) -> Mapping[str, Place]: ...

    def to_pandas(self) -> pandas.DataFrame:
        """All of them as a pandas data frame (`khabar[pandas]`). Raises `UsageError` where pandas is missing."""
        made: pandas.DataFrame = _library("pandas").DataFrame(self._columns())
        days = dict.fromkeys(_DAYS, "datetime64[s]")
        return made.astype({**days, **dict.fromkeys(_WHOLE, "int64"), **dict.fromkeys(_REAL, "float64")})

    def to_polars(self) -> polars.DataFrame:
        """All of them as a polars data frame (`khabar[polars]`). Raises `UsageError` where polars is missing."""
        pl, columns = _library("polars"), self._columns()
        kinds = {
            column: pl.Date if column in _DAYS else pl.Int64 if column in _WHOLE
            else pl.Float64 if column in _REAL else pl.String
            for column in columns
        }  # fmt: skip
        made: polars.DataFrame = pl.DataFrame(columns, schema=kinds)
        return made

    def to_geopandas(self) -> geopandas.GeoDataFrame:
        """The same with the claim's first place as a point, None where it has none (`khabar[geopandas]`). Raises
        `UsageError` where geopandas is missing."""
        gpd = _library("geopandas")
        flat = self.to_pandas()
        points = gpd.points_from_xy(flat["lon"], flat["lat"], crs=_WGS84)
        nowhere = flat["lat"].isna().to_numpy()
        made: geopandas.GeoDataFrame = gpd.GeoDataFrame(flat, geometry=points, crs=_WGS84)
        made.loc[nowhere, made.geometry.name] = None
        return made

    def _columns(self) -> dict[str, list[Any]]:
        from khabar.export import COLUMNS, Beside, flat_row

        beside = Beside(self._located())
        rows = [flat_row(claim, beside) for claim in self._all()]
        return {column: [_value(column, row.get(column)) for row in rows] for column in COLUMNS}

    def _repr_html_(self) -> str:
        """The first of them as a table."""
        shown = list(islice(self._all(), _SHOWN + 1))
        return page(shown[:_SHOWN], more=len(shown) > _SHOWN)


class Claims(_Framed, Iterator[Claim]):
    """Claims of a record, one by one. To show them or to make a data frame of them asks the record again and uses up
    nothing."""

    def __init__(self, ask: Callable[[], Iterable[Claim]], located: Callable[[], Mapping[str, Place]]) -> None:
        self._ask = ask
        self._locate = located
        self._left = iter(ask())

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Claim:
        return next(self._left)

    def _all(self) -> Iterable[Claim]:
        return self._ask()

    def _located(self) -> Mapping[str, Place]:
        return self._locate()


class ClaimList(_Framed, tuple[Claim, ...]):
    """The claims of one text."""

    _places: Mapping[str, Place]

    @classmethod
    def of(cls, claims: Iterable[Claim], places: Mapping[str, Place]) -> Self:
        """These claims, with the places that they name."""
        made = cls(claims)
        made._places = places
        return made

    def __repr__(self) -> str:
        return "\n".join(map(str, self)) or "no claims"

    def _all(self) -> Iterable[Claim]:
        return self

    def _located(self) -> Mapping[str, Place]:
        return self._places


def _value(column: str, value: object) -> object:
    """A cell's value; None for an empty one that is no words."""
    if column in _REAL:
        return None if value is None else float(str(value))
    if column in _DAYS or column in _WHOLE:
        return value
    return "" if value is None else value


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed: pip install 'khabar[{name}]'") from error


def located(places: Iterable[Located], knowledge: Knowledge) -> dict[str, Place]:
    """The places that readings put on the map and that packs know, by entity id; the packs' word goes first."""
    read = (
        Place(
            place.entity,
            place.name or place.text,
            "place",
            country=place.country or "",
            lat=place.lat,
            lon=place.lon,
            precision=place.precision or "",
            geonames=place.geonames,
        )
        for place in places
        if place.entity
    )
    return {place.id: place for place in (*read, *knowledge.places)}
