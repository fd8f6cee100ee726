"""Full text on a server finds what the same words find in a file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.server import Server
from tests.store.conftest import claim_of, document_of, reading_of

from khabar.model.names import plain
from khabar.store import Filter, Matching, Store
from khabar.store.engines.words import OVERLAP, ROW, asked, vectors
from khabar.store.filter import words_query

Found = Callable[[str, str], bool]
FEW = st.lists(st.sampled_from(["a", "b", "ab", "ba", "é", "-", "…", "abc"]), max_size=8).map(" ".join)
TYPED = st.one_of(FEW, FEW.map(lambda words: f'"{words}"'), FEW.map(lambda words: f"{words.strip()}*"))


@pytest.fixture(scope="module")
def found(server: Server) -> Iterator[Found]:
    """Whether PostgreSQL finds what was typed in a text."""
    with closing(server.link()) as link:

        def finds(text: str, typed: str) -> bool:
            query = words_query(typed)
            rows = list(vectors(plain(text)))
            sql = "SELECT bool_or(v::tsvector @@ %s::tsquery) FROM unnest(%s::text[]) v"
            pieces = asked(query) if query is not None else ["nothing"]
            return all(link.execute(sql, (piece, rows)).fetchone() == (True,) for piece in pieces)

        yield finds


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=FEW, typed=TYPED | st.text(max_size=12))
def test_it_is_what_matching_says_of_a_claim_at_hand(found: Found, text: str, typed: str) -> None:
    if not typed.strip():
        return
    claim = claim_of(document_of(text or "x"), text or "x")
    assert found(text or "x", typed) is Matching(Filter(text=typed))(claim)


@pytest.mark.parametrize("start", [0, ROW - 1, ROW - OVERLAP, ROW - OVERLAP - 1, 3 * ROW])
def test_words_that_stand_together_do_so_wherever_a_row_ends(found: Found, start: int) -> None:
    words = [f"w{n}" for n in range(5 * ROW)]
    phrase = " ".join(words[start : start + OVERLAP])
    assert found(" ".join(words), f'"{phrase}"')
    assert not found(" ".join(words), f'"w{start} w{start + 2}"')
    assert found(" ".join(words), f'"{" ".join(words[start : start + 3 * OVERLAP])}"')  # in pieces


def test_long_texts_and_long_words_are_found(store: Store, clock: Any) -> None:
    chance = random.Random(1)
    text = " ".join(chance.randbytes(4).hex() for _ in range(60_000))  # more than one tsvector holds
    document = document_of(f"{text} bridge {'ab' * 3_000} hill")
    store.add(reading_of(document, claim_of(document, "bridge")), b"x")
    assert len(list(store.documents(text="bridge ababab* hill"))) == 1
    assert len(list(store.documents(text=f'"{"ab" * 3_000} hill"'))) == 1
    assert list(store.documents(text="valley")) == []
