"""Who does work of one kind, and what becomes of it when somebody dies over it."""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines.jobs import all_done

from khabar.engines import Engine, Here, Processes
from khabar.model import StopError, UsageError

WORDS = [f"word {number}" for number in range(9)]


@pytest.mark.parametrize("engine", [Here(), Processes(1), Processes(3)])
def test_each_task_is_answered_once(engine: Engine) -> None:
    done = all_done(engine, WORDS)

    assert {name: one.made for name, one in done.items()} == {word: word.upper().encode() for word in WORDS}


@pytest.mark.parametrize("engine", [Here(), Processes(2)])
@pytest.mark.parametrize(("word", "why"), [("stop", "the model is missing"), ("bug", "a bug in khabar: ZeroDivision")])
def test_what_stops_the_run_is_told_in_its_own_words(engine: Engine, word: str, why: str) -> None:
    with pytest.raises(StopError, match=why):
        all_done(engine, ["a", word])


def test_a_task_that_kills_a_process_costs_no_other_task() -> None:
    done = all_done(Processes(2), [*WORDS, "die"])

    assert done["die"].made is None
    assert done["die"].why == "it ended the process that read it (killed by SIGKILL)"
    assert [done[word].made for word in WORDS] == [word.upper().encode() for word in WORDS]


def test_a_task_that_hangs_is_given_up_whatever_it_hangs_in() -> None:
    done = all_done(Processes(1), ["hang", "a"], patience=1.0)

    assert done["hang"].why == "reading it took longer than 1 seconds"
    assert done["a"].made == b"A"


@pytest.mark.parametrize(("begin", "why"), [("stop", "the model is missing"), ("die", "die before they begin")])
def test_who_cannot_begin_says_so_and_is_not_hired_for_ever(begin: str, why: str) -> None:
    with pytest.raises(StopError, match=why):
        all_done(Processes(2), WORDS, begin=begin)


def test_nobody_is_left_when_the_work_is_done() -> None:
    all_done(Processes(2), WORDS)

    assert multiprocessing.active_children() == []


def test_nobody_is_left_when_the_program_is_killed() -> None:
    """Its processes end by themselves, as soon as they find that nobody is there."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.engines.waiting"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as program:
        assert program.stdout is not None
        worker = os.pidfd_open(int(program.stdout.readline()))
        program.kill()
        program.communicate()
    gone, _, _ = select.select([worker], [], [], 30)
    os.close(worker)

    assert gone
    assert program.returncode == -signal.SIGKILL


ROOT = Path(__file__).parent.parent.parent


def test_ray_is_asked_for_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    from khabar.engines import Ray

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r'pip install "khabar\[ray\]"'):
        all_done(Ray(), WORDS)
