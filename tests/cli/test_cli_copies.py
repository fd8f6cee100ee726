"""`khabar add`, `documents` and `show`: which report copies which."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.newsroom import readings

from khabar.cli.show_tree import tree
from khabar.weigh import Interest, Link, RootKey, Spread, Trunk

WORDS = " ".join(f"Lorry number {n} went over the bridge and came back with {n} barrels." for n in range(12))
FIRST, COPY = f"First\n\n{WORDS}\n", f"Second\n\n{WORDS}\n"


@pytest.fixture
def copies(tmp_path: Path, by_hand: None, run: Run) -> tuple[str, str]:
    """Two reports in the record, one a copy of the other; their ids."""
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "copy.txt").write_text(COPY)
    run("add", "first.txt", "--published", "2019-03-01", "--outlet", "Eastern Wire")
    run("add", "copy.txt", "--published", "2019-03-02", "--outlet", "Evening Post")
    return sha256(FIRST.encode()).hexdigest(), sha256(COPY.encode()).hexdigest()


def test_add_says_what_is_a_copy(run: Run, tmp_path: Path, by_hand: None) -> None:
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "copy.txt").write_text(COPY)
    run("add", "first.txt", "--published", "2019-03-01")

    result = run("add", "copy.txt", "--published", "2019-03-02")

    first = sha256(FIRST.encode()).hexdigest()
    assert result.stderr == f"khabar: copy.txt: copy of {first[:8]}\n"
    assert result.stdout == "1 report read, 1 claim; 1 near-copy\n"


def test_add_says_it_as_json(run: Run, tmp_path: Path, by_hand: None) -> None:
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "copy.txt").write_text(COPY)
    run("add", "first.txt", "--published", "2019-03-01")

    row = json.loads(run("add", "copy.txt", "--published", "2019-03-02", "--json").stdout)

    assert row["copy_of"]["document"] == sha256(FIRST.encode()).hexdigest()
    assert row["copy_of"]["likeness"] > 0.9


def test_documents_say_what_they_copy(run: Run, copies: tuple[str, str]) -> None:
    first, copy = copies
    titles = [line.split("\t")[3] for line in run("documents").stdout.splitlines()]
    rows = [json.loads(line) for line in run("documents", "--json").stdout.splitlines()]

    assert titles == ["First", f"Second (copy of {first[:8]})"]
    assert [row["copy_of"] and row["copy_of"]["document"] for row in rows] == [None, first]
    assert f"copy of {first[:8]}: 9" in run("documents", "--why", copy).stdout


def test_show_draws_who_copied_whom(run: Run, copies: tuple[str, str]) -> None:
    (copy,) = (json.loads(line)["id"] for line in run("claims", "--document", copies[1], "--json").stdout.splitlines())
    lines = run("show", copy).stdout.splitlines()
    tree = lines[lines.index("Told by 2 reports, 1 root") :]

    assert tree[1].startswith("  ● Eastern Wire (root) · 1 Mar 2019 · ")
    assert tree[2].startswith("    ← Evening Post (near-copy, 9")
    assert tree[2].endswith(f" · 2 Mar 2019 · {copy} (this claim)")


def test_show_gives_the_tree_as_data(run: Run, copies: tuple[str, str]) -> None:
    (copy,) = (json.loads(line)["id"] for line in run("claims", "--document", copies[1], "--json").stdout.splitlines())

    told = json.loads(run("show", copy, "--json").stdout)["told"]

    (root,) = told["roots"]
    (wire,) = root["links"]
    assert (told["reports"], root["name"], root["interest"]) == (2, "Eastern Wire", None)
    assert [(link["name"], link["reports"][0]["claim"]) for link in wire["links"]] == [("Evening Post", copy)]


def test_the_tree_of_hostile_names_stays_text(run: Run, record: Path) -> None:
    for line in run("claims", "--json").stdout.splitlines():
        assert not {"\x1b", "\x07", "\u202e"} & set(run("show", json.loads(line)["id"]).stdout)


def drawn(trunk: Trunk) -> list[str]:
    return [" " * line.indent + line.text for line in tree(Spread((trunk,), 1), "", {"atlas": "An Atlas of Fronts"})]


def test_an_interest_is_told_with_what_it_rests_on() -> None:
    (claim,) = readings()[1].claims
    gain = Interest("own interest", "the Wire speaks for the Front", ("atlas", "claim 12ab"))
    shown = drawn(Trunk(RootKey("speaker:wire", "Wire"), gain, (Link(claim.chain.root, (claim,)),)))

    assert shown[-2:] == [
        "      own interest: the Wire speaks for the Front",
        "      according to An Atlas of Fronts; claim 12ab",
    ]


def test_an_echo_is_marked_and_many_reports_are_cut_short() -> None:
    (claim,) = readings()[1].claims
    many = tuple(replace(claim, id=f"{n}") for n in range(15))
    shown = drawn(Trunk(RootKey("echo:", "media reports", "echo"), None, (Link(claim.chain.root, many),)))

    assert shown[2] == "  ● a shopkeeper (root, an echo: nobody answers for it)"
    assert (len(shown), shown[-1]) == (16, "    · and 3 more")
