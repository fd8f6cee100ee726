"""Addresses of servers: taken apart to be shown, and a password in one is never shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import UsageError
from khabar.store.engines.address import Address, is_server, shown


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("postgresql://ann:secret@db.example:5433/border", "postgresql://ann@db.example:5433/border"),
        ("postgres://ann@db.example/border?password=secret&sslmode=require", "postgresql://ann@db.example/border"),
        ("POSTGRESQL://db.example", "postgresql://db.example"),
        ("postgresql:///border?host=/run/postgresql", "postgresql:///border"),
        ("postgresql://a:secret@[::1]:5432,two.example:5432/b", "postgresql://a@[::1]:5432,two.example:5432/b"),
        ("postgresql://ann:s%40c%2Fret@db.example/border", "postgresql://ann@db.example/border"),
        ("khabar.db", "khabar.db"),
    ],
)
def test_what_is_shown(url: str, seen: str) -> None:
    assert shown(url) == seen
    assert is_server(url) is seen.startswith("postgresql:")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:se@cret@db.example/border",
        "postgresql://ann:se/cret@db.example/border",
        "postgresql://ann:se:cret@db.example/border?x@y",
        "postgresql://ann:se#cret@db.example/border",
        "postgresql://ann:se cret@db.example/border",
        "postgresql://ann:se/cret",
    ],
)
def test_what_cannot_be_taken_apart_is_not_repeated(url: str) -> None:
    with pytest.raises(UsageError, match="no address of a PostgreSQL server; write postgresql://") as refused:
        Address.of(url)
    assert "cret" not in str(refused.value)


@given(st.text(min_size=4))
def test_a_password_is_never_shown(secret: str) -> None:
    secret = f"Q{secret}Z"
    said = ["postgresql://ann@db.example/border"]
    try:
        address = Address.of(f"postgresql://ann:{secret}@db.example/border")
        said.append(repr(address))
        assert address.shown == said[0]
    except UsageError as error:
        said.append(str(error))
    assert not any(secret in words for words in said)
