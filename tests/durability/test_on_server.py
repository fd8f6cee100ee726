"""Several programs write to a record on a server at once, or are killed: nothing is lost and nothing doubled."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen

import pytest
from tests.durability.work import claim_of, faults, opened, reports

ROOT = Path(__file__).parents[2]
WRITERS = 2
KILLS = "8"
"""How many; `make soak` does more."""


def begun(*words: str) -> Popen[str]:
    """`on_server` in a process of its own."""
    command = [sys.executable, "-m", "tests.durability.on_server", *words]
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    return Popen(command, cwd=ROOT, env=os.environ | paths, text=True, stdout=PIPE, stderr=STDOUT)


@pytest.mark.usefixtures("by_hand")
def test_several_add_the_same_reports_and_judge_them(database: str) -> None:
    writers = [begun("write", database, str(seed)) for seed in range(WRITERS)]
    for writer in writers:
        said, _ = writer.communicate()
        assert writer.returncode == 0, said
    with opened(database) as record:
        assert len(list(record.documents())) == len(reports())
        assert len(list(record.judgements())) == len(reports()) * WRITERS
        assert len(record.store.copies.all()) == 6  # three pairs, from both sides
        assert record.store.custody.verify().lines == len(reports())
        assert claim_of(record, 0).review is not None
    assert faults(database, set()) == []


def test_killed_after_any_statement_it_keeps_what_was_acknowledged() -> None:
    killing = begun("kill", KILLS)
    said, _ = killing.communicate()
    assert killing.returncode == 0, said
