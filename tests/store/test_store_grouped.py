"""Claims in groups that can be compared, read without holding the whole record."""

from __future__ import annotations

from datetime import date

from tests.store.conftest import claim_of, document_of, reading_of

from khabar.model import ClaimType, Located, Modality, Quantity, Ref, Span
from khabar.store import Store

TOWN, LAND = Ref("Town", "Town", "town"), Ref("Land", "Land", "land")
TEXT = "The army holds Town. Nobody left Town. Three boats came to Town. The guard talks of Town. Somebody left."


def add(store: Store, path: str = "a.txt", **more: object) -> None:
    document = document_of(TEXT + path, path)
    held = claim_of(document, "The army holds Town", objects=(TOWN,), places=(TOWN, LAND))
    denied = claim_of(document, "Nobody left Town", type="withdrawal", modality=Modality.DENIED, objects=(TOWN,))
    boats = claim_of(
        document,
        "Three boats came to Town",
        type="movement",
        objects=(TOWN,),
        quantities=(Quantity(3, "boat", "boats"),),
    )
    talk = claim_of(document, "The guard talks of Town", type="statement", objects=(TOWN,), places=(LAND,))
    left = claim_of(document, "Somebody left", type="withdrawal", objects=(Ref("it", "it", "doc:1"),))
    store.add(reading_of(document, held, denied, boats, talk, left, day=date(2020, 1, 1), **more), b"")


def test_of_a_report_what_can_be_compared_in_it(store: Store) -> None:
    add(store)
    (claims,) = store.reports_with_numbers()
    assert [c.quote for c in claims] == ["Nobody left Town", "Three boats came to Town", "Somebody left"]
    assert list(store.reports_with_numbers({"another"})) == []


def test_claims_by_the_thing_that_they_share(store: Store) -> None:
    add(store)
    groups = dict(store.sharing({ClaimType.CONTROL}, nowhere={"land"}))
    assert {k: sorted(c.type for c in v) for k, v in groups.items()} == {"town": ["control", "movement", "withdrawal"]}
    assert "land" not in dict(store.sharing({ClaimType.CONTROL}))  # one claim of that type is nothing to compare


def test_only_the_latest_reading_is_compared(store: Store) -> None:
    add(store)
    add(store, reader="rules 2")
    add(store, "b.txt")
    (group,) = (claims for key, claims in store.sharing({ClaimType.CONTROL}) if key == "town")
    assert len(group) == 6
    assert len(list(store.reports_with_numbers())) == 2


def test_stretches_on_the_map_by_document(store: Store) -> None:
    stretch = Located(
        Span(0, 3), "The", "Border, A to B", precision="line", line=((1.0, 2.0), (1.0, 3.0)), length_km=111.0
    )
    town = Located(Span(15, 19), "Town", "Town", "town", 1.0, 2.0, precision="town")
    add(store, places=(stretch, town))
    add(store, "b.txt", places=(town,))
    ((document, found),) = store.stretches().items()
    assert found == [stretch]
    assert store.stretches({document}).keys() == {document}
    assert store.stretches(set()) == {}
