"""Finds packs, checks them, merges them. The only I/O is reading the packs' own files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from khabar.model import Knowledge, PackError
from khabar.packs.check import check_inside, check_together
from khabar.packs.convert import to_knowledge
from khabar.packs.files import Breach, RawPack, read
from khabar.packs.merge import merge

WORLD = "world"
_BUILT_IN = Path(__file__).resolve().parent
_SHOWN = 20


def available() -> tuple[str, ...]:
    """The ids of the packs that come with khabar, "world" first."""
    found = sorted(path.parent.name for path in _BUILT_IN.glob("*/pack.toml"))
    return tuple(sorted(found, key=lambda name: name != WORLD))


def load(names: Sequence[str] | None = None, *, folders: Sequence[Path] = ()) -> Knowledge:
    """The knowledge of the packs named, merged in this order; "world" always comes first.

    `names` are ids from `available()` or paths of pack folders, None for all that come with khabar; `folders` are
    further pack folders, loaded last. Raises `PackError` that names file, row and field of what breaks the format.
    """
    chosen = [_folder(name) for name in (available() if names is None else names)]
    own = [Path(folder).resolve() for folder in folders]
    wanted = tuple(dict.fromkeys((_BUILT_IN / WORLD, *chosen, *own)))
    if all(folder.parent == _BUILT_IN for folder in wanted):
        return _load_built_in(wanted)
    return _load(wanted)


def check(folder: Path) -> list[str]:
    """Everything wrong with the pack in `folder`, one sentence each; it may refer to the world's rows too."""
    pack = _read(Path(folder).resolve())
    if not pack.breaches:
        world = [] if pack.folder == _BUILT_IN / WORLD else [_read(_BUILT_IN / WORLD)]
        check_together([*world, pack])
    return [str(breach) for breach in pack.breaches]


@cache
def _load_built_in(folders: tuple[Path, ...]) -> Knowledge:
    # These files do not change while the program runs, and every command asks for the same ones.
    return _load(folders)


def _load(folders: Iterable[Path]) -> Knowledge:
    packs = [_read(folder) for folder in folders]
    _stop_at([breach for pack in packs for breach in pack.breaches])
    check_together(packs)
    _stop_at([breach for pack in packs for breach in pack.breaches])
    return merge([to_knowledge(pack) for pack in packs])


def _read(folder: Path) -> RawPack:
    pack = read(folder)
    if not pack.breaches:
        check_inside(pack)
    return pack


def _folder(name: str) -> Path:
    if name in available():
        return _BUILT_IN / name
    if Path(name).is_dir():
        return Path(name).resolve()
    known = ", ".join(available())
    raise PackError(f"no pack called {name!r}; there are {known}, or give the path of a pack's folder")


def _stop_at(breaches: Sequence[Breach]) -> None:
    if not breaches:
        return
    more = [f"… and {len(breaches) - _SHOWN} more"] if len(breaches) > _SHOWN else []
    raise PackError("\n".join([*map(str, breaches[:_SHOWN]), *more]))
