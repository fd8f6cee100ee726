"""A file is there whole or not at all: what stood in its place stays until what replaces it is on the disk."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from threading import Thread
from typing import TextIO

import pytest

from khabar.export import whole


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text("old\n")
    return path


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_stood_there_stays_until_all_is_written(old: Path) -> None:
    with whole(old) as out:
        out.write("new\r\n")
        out.flush()
        assert old.read_text() == "old\n"
    assert old.read_bytes() == b"new\r\n"
    assert listed(old.parent) == ["claims.csv"]


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_what_stood_there_stays_where_writing_fails(old: Path, error: BaseException) -> None:
    def fail(out: TextIO) -> None:
        out.write("new")
        raise error

    with pytest.raises(type(error)), whole(old) as out:
        fail(out)
    assert old.read_text() == "old\n"
    assert listed(old.parent) == ["claims.csv"]


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_who_might_read_it_may_read_it_still(old: Path, mode: int) -> None:
    old.chmod(mode)
    with whole(old) as out:
        out.write("new")
    assert stat.S_IMODE(old.stat().st_mode) == mode


def test_a_new_file_is_as_any_other_of_its_user(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    with whole(tmp_path / "new"):
        pass
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_one(old: Path) -> None:
    link = old.with_name("latest.csv")
    link.symlink_to(old.name)
    with whole(link) as out:
        out.write("new")
    assert link.is_symlink()
    assert old.read_text() == "new"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    listener = Thread(target=lambda: heard.append(pipe.read_text()))
    listener.start()
    with whole(pipe) as out:
        out.write("new")
    listener.join()
    assert heard == ["new"]
    assert pipe.is_fifo()


def test_a_name_as_long_as_a_disk_takes_it(tmp_path: Path) -> None:
    with whole(tmp_path / ("x" * 255)) as out:
        out.write("new")
    assert listed(tmp_path) == ["x" * 255]
