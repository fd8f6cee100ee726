"""Work done by Ray: on a local cluster, started for it and stopped after it, or on one that is there already."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from khabar.engines.hired import Deadline, Doing, Done, Task, Work, answered, opened, refused
from khabar.engines.processes import cores
from khabar.model import StopError, UsageError

_AHEAD = 2
"""Tasks a worker has at a time: one that it does, and one that waits beside it."""
_STORE = 200_000_000
"""Bytes that a local cluster keeps in memory of what travels."""
_SHORT = Path("/tmp")  # noqa: S108 - only a folder of its own in it
_KNOCKING = 10.0  # seconds
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".",  # what it has to say would stand among the answers on stdout
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
_LOCAL = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # on any system: all of a local cluster listens on loopback alone
    "RAY_gcs_rpc_server_reconnect_timeout_s": "5",  # where all was killed, what is left of it ends soon
}
_TOKEN = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": ""}
"""Who has no token cannot make a local cluster do anything; it is made anew, and stands in no file."""


class Ray:
    """A cluster at an `address` ("auto", "10.0.0.5:6379"), or, without one, a local one of so many workers.

    It sends nothing home and opens no dashboard; a local cluster listens on this machine alone and asks for a token
    that was made for it."""

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        self._address = address
        self._workers = workers

    @contextmanager
    def hire(self, work: Work) -> Iterator[_Remote]:
        """See `Engine.hire`. Raises `UsageError` where Ray is not installed or nothing is at the address."""
        if self._address is None:
            workers = self._workers or cores()
            with _local(workers) as ray:
                yield _Remote(ray, work, workers)
            return
        with _joined(self._address) as ray:
            yield _Remote(ray, work, self._workers or int(ray.cluster_resources().get("CPU", 1)) or 1)


class _Remote:
    def __init__(self, ray: Any, work: Work, workers: int) -> None:
        self._ray = ray
        self._name = work.name
        self._work = [ray.put(work)]  # in a list, so that it is fetched only where it is not there yet
        self._doing = ray.remote(num_cpus=1, max_retries=0)(_answer)
        self._most = workers * _AHEAD
        self._tasks: dict[Any, Task] = {}

    @property
    def room(self) -> bool:
        return len(self._tasks) < self._most

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    def give(self, task: Task) -> None:
        self._tasks[self._doing.remote(self._name, self._work, task.given, task.patience)] = task

    def wait(self) -> Done:
        (ready, *_), _ = self._ray.wait(list(self._tasks), num_returns=1)
        task = self._tasks.pop(ready)
        lost = self._ray.exceptions
        try:
            return Done(task, opened(self._ray.get(ready)))
        except (lost.WorkerCrashedError, lost.NodeDiedError, lost.OutOfMemoryError) as error:
            why = f"it ended the process that read it, or took longer than {task.patience:.0f} seconds"
            return Done(task, None, f"{why} ({type(error).__name__})")
        except lost.RayError as error:
            raise StopError(f"Ray cannot go on: {_first_line(error)}; is the same khabar installed there?") from error


_ready: dict[str, tuple[Doing, Deadline]] = {}
"""What this process of a cluster has made ready, by the work's name."""


def _answer(name: str, work: list[Any], given: Any, patience: float) -> bytes:
    """Done in a process of the cluster."""
    if name not in _ready:
        import ray

        found: Work = ray.get(work[0])
        try:
            _ready[name] = found.start(), Deadline()
        except Exception as error:
            return refused(str(error))
    doing, deadline = _ready[name]
    deadline.begin(patience)
    try:
        return answered(doing, given)
    finally:
        deadline.end()


@contextmanager
def _local(workers: int) -> Iterator[Any]:
    os.environ.update(_LOCAL)
    for name, value in (_TOKEN | {"RAY_AUTH_TOKEN": secrets.token_hex(32)}).items():
        os.environ.setdefault(name, value)
    ray = _imported()
    # A socket's path has room for a hundred letters; Ray opens its own folder to everybody, so it gets one inside.
    folder = Path(tempfile.mkdtemp(prefix="khabar-", dir=_SHORT if _SHORT.is_dir() else None))
    try:
        with _started(ray, num_cpus=workers, object_store_memory=_STORE, _temp_dir=str(folder / "ray")):
            if not ray.util.get_node_ip_address().startswith(("127.", "::1")):
                raise StopError("Ray was loaded before khabar and would listen beyond this machine; start it yourself")
            yield ray
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _joined(address: str) -> Iterator[Any]:
    ray = _imported()
    _knock(address)
    with _started(ray, address=address):
        yield ray


def _knock(address: str) -> None:
    """Raises `UsageError` where nobody listens at an address: Ray would end the program."""
    parts = urlsplit(address if "://" in address else f"ray://{address}")
    try:
        if parts.hostname and parts.port:
            socket.create_connection((parts.hostname, parts.port), _KNOCKING).close()
    except (OSError, ValueError) as error:
        raise UsageError(f"no Ray at {address}: {error}; where does it run? see: ray status") from error


@contextmanager
def _started(ray: Any, **how: Any) -> Iterator[None]:
    if ray.is_initialized():  # whoever calls has done it
        yield
        return
    quiet = {"include_dashboard": False} if "address" not in how else {}
    try:
        ray.init(log_to_driver=False, configure_logging=False, **quiet, **how)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageError(f"no Ray at {how.get('address', 'this machine')}: {_first_line(error)}") from error
    try:
        yield
    finally:
        ray.shutdown()


def _imported() -> Any:
    os.environ.update(_QUIET)
    try:
        import ray
    except ImportError as error:
        raise UsageError('Ray is not installed; to read on a cluster: pip install "khabar[ray]"') from error
    return ray


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
