"""The world gazetteer: GeoNames' towns of 500 people and more, and the first-level regions of ISO 3166-2."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path

from platformdirs import user_cache_path

from khabar.model.names import skeleton
from khabar.resolve.places.gazetteer import Candidate, joined
from khabar.resolve.places.world_rows import ROMANISED, places, version

_TOLD = 5  # letters that a loose spelling must have to tell a name
_COLUMNS = "name, lat, lon, country, admin1, kind, population, geonames"


class WorldGazetteer:
    """Some 235,000 towns and 5,000 provinces by name and alternate name, Arabic and other scripts too; where none bears
    the very name, those of which it may be another romanisation ("Deir al-Balah", "Dayr al Balah").

    They lie in a file in the user's cache folder, which is made from the installed packages at the first question
    (once, some ten seconds); where none can be written they are held in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self.named = lru_cache(maxsize=20_000)(self._named)

    @property
    def is_prepared(self) -> bool:
        """Whether the file is there already."""
        return self._path.is_file()

    def prepare(self) -> None:
        """Makes the file where it is missing, if it can be written."""
        if not self.is_prepared:
            with suppress(OSError, sqlite3.OperationalError):
                self._make()

    def _named(self, name: str) -> Sequence[Candidate]:
        key = joined(name)
        if not key:
            return ()
        found = self._rows("names", key)
        loose = "" if found else skeleton(name)
        return found or (self._rows("spellings", loose) if len(loose) >= _TOLD else ())

    def _rows(self, table: str, key: str) -> tuple[Candidate, ...]:
        sql = f"SELECT {_COLUMNS}, own FROM {table} JOIN places ON id = place WHERE key = ? ORDER BY id"
        return tuple(Candidate(*row) for row in self._places.execute(sql, (key,)))

    @cached_property
    def _path(self) -> Path:
        return (self._folder or user_cache_path("khabar")) / f"places-{version()}.sqlite"

    @cached_property
    def _places(self) -> sqlite3.Connection:
        """The file, made where it is missing; in memory where the folder cannot be written to."""
        self.prepare()
        if not self.is_prepared:
            return _filled(":memory:")
        address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    def _tidy(self) -> None:
        """Take away the files of older versions, but for those that somebody holds open."""
        for older in self._path.parent.glob("places-*.sqlite"):
            if older != self._path:
                with suppress(OSError):
                    older.unlink()

    def _make(self) -> None:
        """Beside its place first, then renamed: whoever makes it at the same time makes the same."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_suffix(f".{os.getpid()}")
        try:
            _filled(str(unfinished)).close()
            unfinished.replace(self._path)
            self._tidy()
        finally:
            unfinished.unlink(missing_ok=True)


def _filled(path: str) -> sqlite3.Connection:
    made = sqlite3.connect(path, check_same_thread=False)
    made.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        f"CREATE TABLE places (id INTEGER PRIMARY KEY, {_COLUMNS});"
        "CREATE TABLE names (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;"
        "CREATE TABLE spellings (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;"
    )
    for number, (place, own, others) in enumerate(places()):
        row = (place.name, place.lat, place.lon, place.country, place.admin1, place.kind)
        made.execute("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?)", (number, *row, place.population, place.geonames))
        keys = {joined(n): False for n in others} | {joined(n): True for n in own}
        made.executemany("INSERT INTO names VALUES (?,?,?)", [(k, number, first) for k, first in keys.items() if k])
        if place.country in ROMANISED:
            loose = {skeleton(n) for n in (*own, *others) if n.isascii()}
            made.executemany("INSERT INTO spellings VALUES (?,?,0)", [(k, number) for k in loose if len(k) >= _TOLD])
    made.commit()
    return made
