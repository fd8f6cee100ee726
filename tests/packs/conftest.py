"""A small sound pack on disk, for tests to spoil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PROOF = 'sources = ["register"]\nas_of = "2024-05"\n'

FILES = {
    "pack.toml": """id = "harbour"
title = "The dispute over the harbour"
version = "1"
licence = "CC0-1.0"
countries = ["MT"]
summary = "Who is who at the harbour."
""",
    "sources.toml": """[[source]]
id = "register"
title = "Register of ports"
publisher = "Ministry of Transport"
date = "2024-05"
url = "https://example.org/register"
""",
    "actors.toml": f"""[[actor]]
id = "dockers"
name = "Dockers' Union"
kind = "other"
aliases = ["Union of Dock Workers"]
weak_aliases = ["the union"]
{PROOF}
[[actor]]
id = "guard"
name = "Harbour Guard"
kind = "state_body"
country = "MT"
{PROOF}
[[actor]]
id = "ada-mole"
name = "Ada Mole"
kind = "person"
roles = ["harbour master"]
{PROOF}""",
    "relations.toml": f"""[[relation]]
kind = "part_of"
subject = "guard"
object = "mt-government"
from = "2019-03"
{PROOF}
[[relation]]
kind = "post"
subject = "ada-mole"
object = "guard"
title = "commander"
from = "2020-01-01"
until = "2022-06-30"
{PROOF}""",
    "outlets.toml": f"""[[outlet]]
id = "dock-post"
name = "Dock Post"
kind = "newspaper"
domains = ["dockpost.example"]
owner = "dockers"
speaks_for = ["dockers"]
interest = "The union's own paper."
{PROOF}""",
    "places.toml": f"""[[place]]
id = "east-quay"
name = "East Quay"
kind = "site"
country = "MT"
within = "malta"
lat = 35.9
lon = 14.5
precision = "site"
error_km = 1
{PROOF}
[[place]]
id = "west-quay"
name = "West Quay"
kind = "site"
lat = 35.8
lon = 14.4
precision = "site"
error_km = 1.5
{PROOF}
[[place]]
id = "sea-line"
name = "Sea line"
kind = "border"
between = ["MT", "IT"]
line = [[14.0, 36.2], [14.9, 36.3]]
length_km = 80
{PROOF}""",
    "barriers.toml": f"""[[barrier]]
id = "boom"
name = "The floating boom"
along = "sea-line"
parts = ["boom", "buoys"]
begun = "2021"
{PROOF}""",
    "routes.toml": f"""[[route]]
id = "quay-road"
name = "Quay Road"
users = ["dockers"]
{PROOF}
[[edge]]
route = "quay-road"
from = "east-quay"
to = "west-quay"
mode = "road"
{PROOF}""",
    "events.toml": f"""[[event]]
id = "great-strike"
name = "The great strike"
date = "2021-02-03/2021-03-09"
cues = ["great strike"]
actors = ["dockers"]
places = ["east-quay"]
{PROOF}
[[outcome]]
event = "great-strike"
does = "takes"
actor = "dockers"
places = ["west-quay"]
{PROOF}
[[outcome]]
event = "great-strike"
does = "loses"
actor = "guard"
{PROOF}""",
    "demonyms.toml": f"""[[demonym]]
country = "MT"
adjective = "Harbourish"
people = "Harbourers"
{PROOF}""",
}

Spoil = Callable[[str, str, str], Path]


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A sound pack's folder."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def spoil(harbour: Path) -> Spoil:
    """Replaces words in one file of the sound pack, once, and gives its folder."""

    def spoiled(file: str, old: str, new: str) -> Path:
        path = harbour / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return harbour

    return spoiled
