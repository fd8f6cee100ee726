"""What khabar is made of: all of it pinned by hash, under licences that are known, and told in a bill of materials."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import ComponentScope
from tools import sbom

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PAGE = ROOT / "src" / "khabar" / "web" / "page" / "licenses.md"
UNSTATED = {"@mapbox/jsonlint-lines-primitives"}
"""States no licence; maplibre-gl depends on it, and the file that the page has does not contain it."""


@cache
def bill() -> Bom:
    return sbom.bill()


def test_it_is_as_cyclonedx_has_it() -> None:
    told = json.loads(sbom.written(bill()))
    assert told["metadata"]["component"]["name"] == "khabar"
    names = {part["name"] for part in told["components"]}
    assert {"fastapi", "svelte", "maplibre-gl", "khabar-tagger 2: first.onnx", "pytest"} <= names


def test_all_that_is_installed_has_a_hash_and_a_licence() -> None:
    for part in bill().components:
        told = [*part.hashes, *(hash_ for at in part.external_references for hash_ in at.hashes)]
        assert told, part.name
        if part.scope is ComponentScope.REQUIRED and part.name not in UNSTATED:
            assert sbom.licence(part), part.name


def test_copyleft_is_what_the_documentation_says() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"`([\w-]+)` \(([^)]+)\)", page))
    assert told == sbom.copyleft(bill())


def test_what_is_in_the_page_is_what_the_build_says() -> None:
    inside = re.findall(r"^## (\S+) - ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(inside) == sorted(sbom.IN_THE_PAGE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_each_package_is_pinned_by_hash_and_names_no_registry(lock: Path) -> None:
    packages = list(sbom.pinned(lock))
    assert packages
    assert [name for name, _, hashes in packages if not hashes] == []
    assert "://" not in lock.read_text(encoding="utf-8")


def test_each_npm_package_is_pinned_by_hash_and_names_no_registry() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    del packages[""]
    assert [name for name, row in packages.items() if not row["integrity"].startswith("sha512-")] == []
    assert [name for name, row in packages.items() if "resolved" in row] == []


def test_what_make_installs_it_installs_by_hash() -> None:
    """All but khabar itself, from this very folder."""
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = re.findall(r"^.*\bpip (?:install|sync)\b.*$", made.replace("\\\n", ""), flags=re.MULTILINE)
    assert len(installs) > 8
    assert [
        line for line in installs if not re.search(r"--require-hashes|\$\(TORCH\)|--no-deps --editable \.$", line)
    ] == []
    assert re.search(r"^TORCH \?= --require-hashes ", made, flags=re.MULTILINE)
    assert "$(NPM) ci --ignore-scripts" in made
