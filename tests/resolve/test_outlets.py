"""Who published a report: as stated, by the address, by its furniture, or unknown; never by the news in it."""

from __future__ import annotations

import pytest

from khabar.model import Actor, Block, BlockKind, Document, Kind, Knowledge, Outlet, Span
from khabar.resolve import NameIndex, publisher

INDEX = NameIndex(
    Knowledge(
        actors=(Actor("ram", "Ram Herald", Kind.ARMED_GROUP),),
        outlets=(
            Outlet(
                "river", "River Post", "newspaper", domains=("riverpost.example",),
                signatures=("River readers' club",),
            ),
            Outlet("hill", "Hill Radio", "broadcaster", aliases=("HR",), domains=("hill.example",)),
            Outlet("hill-tv", "HR", "broadcaster"),
        ),
    )
)  # fmt: skip


def report(body: str = "Hill Radio said so.", furniture: str = "", **more: str) -> Document:
    """A report with one paragraph of news and one of furniture."""
    text = body + furniture
    blocks = [Block(Span(0, len(body)), BlockKind.BODY)]
    if furniture:
        blocks.append(Block(Span(len(body), len(text)), BlockKind.BOILERPLATE))
    return Document("0" * 64, "a.txt", text, blocks=tuple(blocks), **more)  # type: ignore[arg-type]


def published(document: Document) -> str | None:
    outlet = publisher(document, INDEX)
    return outlet.id if isinstance(outlet, Outlet) else outlet


def test_what_is_stated_wins() -> None:
    document = report(furniture="Hill Radio", outlet="The river post", address="https://hill.example/1")
    assert published(document) == "river"


@pytest.mark.parametrize("outlet", ["Nobody's Gazette", "HR", "Ram Herald"])
def test_a_stated_name_that_no_pack_or_two_outlets_bear_is_none(outlet: str) -> None:
    assert published(report(outlet=outlet)) is None


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.riverpost.example/news/1", "river"),
        ("http://en.hill.example", "hill"),
        ("https://nothill.example/riverpost.example", None),
        ("", None),
    ],
)
def test_the_addresss_domain_tells(address: str, outlet: str | None) -> None:
    assert published(report(address=address)) == outlet


def test_a_signature_in_the_furniture_tells() -> None:
    assert published(report(furniture="Join the RIVER READERS' CLUB. Hill Radio, Hill Radio.")) == "river"


def test_the_outlet_that_the_furniture_names_most_tells() -> None:
    assert published(report(furniture="Hill Radio moderates comments. Write to Hill Radio, not River Post.")) == "hill"


@pytest.mark.parametrize("furniture", ["", "Subscribe now", "Hill Radio and River Post"])
def test_else_it_is_unknown(furniture: str) -> None:
    assert published(report(furniture=furniture)) is None


@pytest.mark.parametrize("line", ["Ram Herald", "Northern Security Review"])
def test_a_line_that_is_nothing_but_an_outlets_name_tells_it(line: str) -> None:
    assert published(report(furniture=line)) == line


@pytest.mark.parametrize(
    ("title", "party"),
    [
        ("Statement by the General Command of the Osk Liberation Front", "Osk Liberation Front"),
        ("Communiqué no. 4 of Hamas", "Hamas"),
        ("Statement of the Ministry of Defence on the events of 3 May", "Ministry of Defence"),
        ("Statement by Hamas leader draws anger", None),
        ("Statement by residents of Osk", None),
    ],
)
def test_a_statements_title_tells_whose_it_is(title: str, party: str | None) -> None:
    text = f"{title}\n\nWe hold the bridge."
    blocks = (Block(Span(0, len(title)), BlockKind.TITLE), Block(Span(len(title) + 2, len(text)), BlockKind.BODY))
    assert publisher(Document("0" * 64, "x", text, blocks=blocks), INDEX) == party
