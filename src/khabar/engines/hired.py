"""What work is, who does it, and how an answer travels."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from khabar.model import KhabarError, StopError

Doing = Callable[[Any], bytes]
"""Makes of what is given its answer: a pure function."""

_MADE, _STOPPED = b"=", b"!"


class Work(Protocol):
    """What is to be done; it is sent whole to wherever it is done, so it must be picklable."""

    @property
    def name(self) -> str:
        """Another for other work."""
        ...

    def start(self) -> Doing:
        """Gets ready, once in each process. Raises `StopError` where nothing can be done here."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """One piece: its name, what the work is given, and after how many seconds it is given up."""

    name: str
    given: Any
    patience: float


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: what was made of it; or, where whoever did it died over it, None and `why`."""

    task: Task
    made: bytes | None
    why: str = ""


class Crew(Protocol):
    """Workers who were hired for one work."""

    @property
    def room(self) -> bool:
        """Whether another task can be given without waiting."""
        ...

    @property
    def busy(self) -> bool:
        """Whether there is something to wait for."""
        ...

    def give(self, task: Task) -> None:
        """Hands out a task; only where there is room."""
        ...

    def wait(self) -> Done:
        """The next task that is done, in no order. Raises `StopError` where the work cannot be done at all."""
        ...


class Engine(Protocol):
    """Hires workers."""

    def hire(self, work: Work) -> AbstractContextManager[Crew]:
        """A crew, sent home at the end of the block whatever it is at."""
        ...


def answered(doing: Doing, given: Any) -> bytes:
    """The answer as it travels: what was made, or why nothing can be. A bug in `doing` stops the run as well."""
    try:
        return _MADE + doing(given)
    except KhabarError as error:
        return refused(str(error))
    except Exception as error:
        return refused(f"this is a bug in khabar: {type(error).__name__}: {error}")


def refused(why: str) -> bytes:
    """An answer that stops the run."""
    return _STOPPED + why.encode(errors="backslashreplace")


def opened(answer: bytes) -> bytes:
    """What was made. Raises `StopError` where the answer is that nothing can be."""
    if answer[:1] != _MADE:
        raise StopError(answer[1:].decode())
    return answer[1:]


class Deadline:
    """Ends this process where a task takes too long, whatever it is stuck in: also in code that never lets Python's
    other threads run."""

    def __init__(self) -> None:
        self._nowhere = os.open(os.devnull, os.O_WRONLY)

    def begin(self, patience: float) -> None:
        """From here on there are so many seconds."""
        faulthandler.dump_traceback_later(patience, exit=True, file=self._nowhere)

    def end(self) -> None:
        """It was done in time."""
        faulthandler.cancel_dump_traceback_later()


GIVEN_UP = 1
"""The exit code of a process whose time was up."""
