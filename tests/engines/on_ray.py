"""A program that works on a Ray of its own, and has another one join it; it says what became of it, as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.engines.jobs import Shouting, all_done

from khabar.engines import Ray, Task


def listening() -> list[str]:
    """The addresses, in hexadecimal, at which this process and those of its cluster listen."""
    own = {path.name for path in Path("/proc").iterdir() if path.name.isdigit() and _is_rays(path)}
    sockets = {link for pid in own for link in _links(Path("/proc", pid, "fd"))}
    lines = [line.split() for kind in ("tcp", "tcp6") for line in Path("/proc/net", kind).read_text().splitlines()[1:]]
    return [
        place for _, place, _, state, *_, inode in (line[:10] for line in lines) if state == "0A" and inode in sockets
    ]


def _is_rays(process: Path) -> bool:
    import ray

    folder = ray._private.worker._global_node.get_session_dir_path()  # type: ignore[attr-defined]
    try:
        return folder.encode() in (process / "cmdline").read_bytes() or folder in " ".join(_links(process / "fd", ""))
    except OSError:
        return False


def _links(folder: Path, kind: str = "socket:[") -> list[str]:
    try:
        links = [str(link.readlink()) for link in folder.iterdir()]
    except OSError:
        return []
    return [link.removeprefix(kind).rstrip("]") for link in links if link.startswith(kind)]


def main(words: list[str]) -> None:
    """With an address: joins it. Without one: starts a cluster, and has another program join it."""
    if words:
        done = all_done(Ray(words[0], 1), ["c"])
        print(json.dumps({"joined": done["c"].made.decode()}))  # type: ignore[union-attr]  # noqa: T201
        return
    with Ray(workers=2).hire(Shouting()) as crew:
        given = ["a", "b", "die"]
        for word in given:
            crew.give(Task(word, word, 60.0))
        done = {one.task.name: one for one in (crew.wait() for _ in given)}
        import ray

        address = ray.get_runtime_context().gcs_address
        joined = subprocess.run(
            [sys.executable, "-m", "tests.engines.on_ray", address], stdout=subprocess.PIPE, timeout=120, check=True
        )
        said = {name: (one.made.decode() if one.made else None, one.why) for name, one in done.items()}
        print(json.dumps(said | json.loads(joined.stdout) | {"listening": listening()}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
