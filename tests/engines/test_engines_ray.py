"""Work on a real Ray cluster, local and joined."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines.jobs import all_done

from khabar.engines import Ray
from khabar.model import UsageError

ROOT = Path(__file__).parent.parent.parent
LOOPBACK = ("0100007F:", "0000000000000000FFFF00000100007F:", "00000000000000000000000001000000:")


def test_on_a_cluster_of_its_own_that_another_program_joins() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.engines.on_ray"], cwd=ROOT, stdout=subprocess.PIPE, timeout=300, check=True
    )
    said = json.loads(done.stdout)

    assert (said["a"][0], said["b"][0], said["joined"]) == ("A", "B", "C")
    assert said["die"][0] is None
    assert said["die"][1].startswith("it ended the process that read it, or took longer than 60 seconds (")
    assert said["listening"]
    assert [place for place in said["listening"] if not place.startswith(LOOPBACK)] == []


def test_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as shut:
        port = shut.getsockname()[1]
    with pytest.raises(UsageError, match=f"no Ray at 127.0.0.1:{port}: .*refused"):
        all_done(Ray(f"127.0.0.1:{port}"), ["a"])
