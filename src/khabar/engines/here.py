"""Work done by whoever asks for it, one task after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from khabar.engines.hired import Doing, Done, Task, Work, answered, opened


class Here:
    """Starts no process. A task that ends this process ends it."""

    @contextmanager
    def hire(self, work: Work) -> Iterator[_Self]:
        """See `Engine.hire`."""
        yield _Self(work)


class _Self:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._doing: Doing | None = None
        self._tasks: deque[Task] = deque()

    @property
    def room(self) -> bool:
        return not self._tasks

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    def give(self, task: Task) -> None:
        self._tasks.append(task)

    def wait(self) -> Done:
        self._doing = self._doing or self._work.start()
        task = self._tasks.popleft()
        return Done(task, opened(answered(self._doing, task.given)))
