"""A record, and what can happen to the disk that it is on."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.cli.conftest import _own_folder, by_hand, run

from khabar.cli import khabar

__all__ = ["_own_folder", "by_hand", "run"]

Unwritable = Callable[[Path], AbstractContextManager[None]]
Room = Callable[[int], AbstractContextManager[None]]
NOBODY = 65534


@pytest.fixture
def unwritable() -> Unwritable:
    """While it is entered, nothing may be written into a folder, or to a file. Not by root either."""

    @contextmanager
    def shut(path: Path) -> Iterator[None]:
        mode, root = path.stat().st_mode, os.geteuid() == 0
        path.chmod(0o555 if path.is_dir() else 0o444)
        if root:
            for words in (["claims"], ["verify"], ["inspect", "missing.txt"]):
                CliRunner().invoke(khabar, words)  # all is imported: nobody may not read each module
            os.chmod(path.parent, 0o777)  # noqa: PTH101
            _reachable(path)
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)
            path.chmod(mode)

    return shut


def _reachable(path: Path) -> None:
    for folder in path.parents:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o055)


@pytest.fixture
def room() -> Room:
    """While it is entered, no file can grow beyond so many bytes, as on a disk that is full."""

    @contextmanager
    def limited(most: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limited
