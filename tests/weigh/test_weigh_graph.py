"""Ways and cuts in a small graph, against the plain definition of both."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from khabar.weigh.ways.graph import cheapest, min_cut, way

PLACES = st.sampled_from("abcdef")
EDGES = st.lists(st.tuples(PLACES, PLACES).filter(lambda e: e[0] != e[1]), max_size=9)


def joined(edges: list[tuple[str, str]], start: str, end: str) -> bool:
    reached = {start}
    for _ in edges:
        reached |= {p for edge in edges if reached & set(edge) for p in edge}
    return end in reached


@given(EDGES)
def test_a_way_leads_from_one_end_to_the_other_and_none_is_missed(edges: list[tuple[str, str]]) -> None:
    found = way(edges, "a", "f")
    assert (found is not None) == joined(edges, "a", "f")
    at = "a"
    for index in found or ():
        assert at in edges[index]
        at = edges[index][edges[index][0] == at]
    if found is not None:
        assert at == "f"


@given(EDGES, st.sets(st.integers(0, 8)))
def test_a_cut_cuts_and_none_is_smaller(edges: list[tuple[str, str]], cuttable: set[int]) -> None:
    able = sorted(i for i in cuttable if i < len(edges))
    found = min_cut(edges, able, "a", "f")
    cuts = [
        set(tried)
        for size in range(len(able) + 1)
        for tried in combinations(able, size)
        if not joined([e for i, e in enumerate(edges) if i not in tried], "a", "f")
    ]
    if found is None:
        assert not cuts
    else:
        assert set(found) <= set(able)
        assert set(found) in cuts
        assert len(found) == len(cuts[0])


def test_the_choke_point_is_the_one_road_that_all_ways_share() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "d"), ("c", "e"), ("d", "f"), ("e", "f")]
    assert min_cut(edges, range(6), "a", "f") == (0,)
    assert min_cut(edges, [2, 3, 4, 5], "a", "f") == (2, 3)
    assert min_cut(edges, [], "a", "f") is None
    assert min_cut(edges, range(6), "a", "a") is None


def test_the_cheapest_way_goes_round_what_costs_more() -> None:
    edges = [("a", "f"), ("a", "b"), ("b", "f")]
    assert cheapest(edges, {0: 5, 1: 1, 2: 1}, "a", "f") == (1, 2)
    assert cheapest(edges, {0: 0}, "a", "f") == (0,)
    assert cheapest(edges, {1: 1}, "a", "f") is None
    assert way(edges, "a", "a") == ()
