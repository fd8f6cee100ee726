"""Work done by several processes on this machine.

Each has a pipe of its own, so that it is known over which task one died, and is given the next task before it is done
with the last. They end with the program that started them, even where that is killed: their pipe is then shut.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from khabar.engines.hired import GIVEN_UP, Deadline, Done, Task, Work, answered, opened, refused
from khabar.model import StopError

_AHEAD = 2
"""Tasks that one process has at a time: one that it does, and the next."""
_READY = b"+"
_STILLBORN = 3
"""So many that die one after the other before they are ready, and no more are started."""


def cores() -> int:
    """How many processes can run at once here."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Processes:
    """So many of them; None for as many as there are cores."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers or cores()

    @contextmanager
    def hire(self, work: Work) -> Iterator[_Processes]:
        """See `Engine.hire`."""
        crew = _Processes(work, self._workers)
        try:
            yield crew
        finally:
            crew.close()


class _Processes:
    def __init__(self, work: Work, workers: int) -> None:
        self._work = work
        self._workers = workers
        self._hands: list[_Hand] = []
        self._done: deque[Done] = deque()
        self._stillborn = 0

    @property
    def room(self) -> bool:
        return len(self._hands) < self._workers or any(len(hand.tasks) < _AHEAD for hand in self._hands)

    @property
    def busy(self) -> bool:
        return bool(self._done) or any(hand.tasks for hand in self._hands)

    def give(self, task: Task) -> None:
        idle = min(self._hands, key=lambda hand: len(hand.tasks), default=None)
        if idle is None or (idle.tasks and len(self._hands) < self._workers):
            idle = _Hand(self._work)
            self._hands.append(idle)
        idle.give(task)

    def wait(self) -> Done:
        while not self._done:
            working = {hand.pipe: hand for hand in self._hands if hand.tasks}
            for pipe in wait(list(working)):
                hand = working[pipe]  # type: ignore[index]
                try:
                    self._heard(hand, hand.pipe.recv_bytes())
                except (EOFError, OSError):
                    self._died(hand)
        return self._done.popleft()

    def _heard(self, hand: _Hand, answer: bytes) -> None:
        if answer == _READY:
            self._stillborn, hand.ready = 0, True
            return
        self._done.append(Done(hand.tasks.popleft(), opened(answer)))

    def _died(self, hand: _Hand) -> None:
        """What it was at comes back as not done; what it was only given another one does."""
        self._hands.remove(hand)
        code = hand.close()
        left = hand.tasks
        if hand.ready:
            task = left.popleft()
            self._done.append(Done(task, None, _why(code, task)))
        else:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise StopError(f"the processes that read die before they begin ({_end(code)}); is there memory left?")
        for task in left:
            self.give(task)

    def close(self) -> None:
        for hand in self._hands:
            hand.process.kill()
        for hand in self._hands:
            hand.close()
        self._hands.clear()


class _Hand:
    """One process, and the tasks that it was given, in their order."""

    def __init__(self, work: Work) -> None:
        apart = multiprocessing.get_context("spawn")
        self.pipe, theirs = apart.Pipe()
        self.process = apart.Process(target=_serve, args=(work, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.tasks: deque[Task] = deque()
        self.ready = False

    def give(self, task: Task) -> None:
        self.tasks.append(task)
        with suppress(OSError):  # it just died: waiting for it will say so
            self.pipe.send((task.given, task.patience))

    def close(self) -> int | None:
        self.process.join()
        code = self.process.exitcode
        self.process.close()
        self.pipe.close()
        return code


def _serve(work: Work, pipe: Connection) -> None:
    """Does what comes through the pipe until it is shut."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which ends this process
    tasks: queue.SimpleQueue[tuple[Any, float] | None] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, tasks), daemon=True).start()
    with suppress(OSError):
        try:
            doing = work.start()
        except Exception as error:
            pipe.send_bytes(refused(str(error)))
            return
        pipe.send_bytes(_READY)
        deadline = Deadline()
        while (task := tasks.get()) is not None:
            given, patience = task
            deadline.begin(patience)
            answer = answered(doing, given)
            deadline.end()
            pipe.send_bytes(answer)


def _receive(pipe: Connection, tasks: queue.SimpleQueue[tuple[Any, float] | None]) -> None:
    """Takes tasks in while another is done: whoever gives them need not wait."""
    with suppress(EOFError, OSError):
        while True:
            tasks.put(pipe.recv())
    tasks.put(None)


def _why(code: int | None, task: Task) -> str:
    if code == GIVEN_UP:
        return f"reading it took longer than {task.patience:.0f} seconds"
    return f"it ended the process that read it ({_end(code)})"


def _end(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
