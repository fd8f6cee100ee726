"""The short cut past tomllib never gives another answer than tomllib."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khabar.packs
from khabar.packs.plain import parse_plain

BUILT_IN = Path(khabar.packs.__file__).parent
VALUES = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters='"\\')).map(lambda s: f'"{s}"'),
    st.integers(-(10**9), 10**9).map(str),
    st.floats(-180, 180).map(lambda x: f"{x:.4f}"),
    st.lists(st.sampled_from(['"Goma"', '"كركوك"'])).map(lambda xs: f"[{', '.join(xs)}]"),
    st.sampled_from(
        ["true", "01", "[1, 2,]", "nan", "'x'", "2024-01-02", '"a" # b', "null", "[NaN]", "-", "[[1.5, 2]]"]
    ),
)
LINES = st.one_of(
    st.just("[[actor]]"),
    st.just("[[place]]"),
    st.just("# a comment"),
    st.just(""),
    st.just("[table]"),
    st.just("no value"),
    st.tuples(st.sampled_from(["id", "name", "admin1", "a b", "x.y"]), VALUES).map(" = ".join),
)


def tomllib_or_none(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_where_it_answers_it_answers_as_tomllib_does(text: str) -> None:
    quick = parse_plain(text)
    assert quick is None or quick == tomllib_or_none(text)


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*/*.toml")), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_it_reads_the_packs_that_come_with_khabar_as_tomllib_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert parse_plain(text) in (None, tomllib.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        'name = "a \\u0041"',
        "a = 1\r\n",
        "a = { b = 1 }",
        'actor = "x"\n[[actor]]\n',
        "[[actor]]\na = 1\na = 2\n",
        "a = [\n1\n]",
        "a=1",
        "a = [NaN]",
        "a = " + "[" * 100_000,
    ],
)
def test_what_is_not_plain_is_left_to_tomllib(text: str) -> None:
    assert parse_plain(text) is None
