"""Copies that nobody admits, seen by what few others say."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from khabar.weigh.sources.copying import copying, roots_among


def press(*, rare: bool) -> dict[str, dict[str, str]]:
    """Ten papers that agree on six days; two of them agree beside that on four more days, on what all say or on what
    nobody else says."""
    said = {f"paper {n}": {f"day {d}": "as all say" for d in range(10)} for n in range(10)}
    if rare:
        for name in ("paper 3", "paper 7"):
            said[name] |= {f"day {d}": "odd" for d in range(6, 10)}
    return said


def test_to_agree_on_what_nobody_else_says_is_to_copy() -> None:
    assert list(copying(press(rare=True))) == [("paper 3", "paper 7")]


def test_to_agree_on_what_all_say_is_no_sign_of_copying() -> None:
    assert copying(press(rare=False)) == {}


def test_one_rare_value_in_common_is_too_little() -> None:
    said = press(rare=False)
    for name in ("paper 3", "paper 7"):
        said[name] |= {"day 9": "odd"}
    assert copying(said) == {}


def test_to_differ_elsewhere_speaks_against_it() -> None:
    said = press(rare=True)
    said["paper 3"] |= {f"day {d}": "otherwise" for d in range(6)}
    assert copying(said) == {}


def test_who_copies_by_way_of_a_third_is_of_the_same_root() -> None:
    copies = {("a", "b"): 3.0, ("b", "c"): 3.0, ("d", "e"): 3.0}
    assert roots_among(["c", "b", "a", "d"], copies) == {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert roots_among(["a", "c"], copies) == {"a": "a", "c": "c"}, "the third said nothing of this"


SAID = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(st.sampled_from("123456"), st.sampled_from("xyz"), max_size=6),
    max_size=6,
)


@given(SAID, st.randoms())
def test_the_order_of_sources_changes_nothing(said: dict[str, dict[str, str]], random: Random) -> None:
    names = random.sample(sorted(said), len(said))
    shuffled = {name: dict(random.sample(sorted(said[name].items()), len(said[name]))) for name in names}
    assert copying(shuffled) == copying(said)


@given(SAID)
def test_a_root_is_one_of_the_sources_and_its_own(said: dict[str, dict[str, str]]) -> None:
    found = roots_among(list(said), copying(said))
    assert found.keys() == said.keys()
    assert all(found[root] == root for root in found.values())
