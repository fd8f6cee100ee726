"""The day in a file's name or in an address, for a report whose own words do not give it."""

from datetime import date

import pytest

from khabar.model import Document, Knowledge, parse_edtf
from khabar.resolve.published.bounds import publication

TODAY = date(2030, 6, 1)


def bounds(path: str, text: str = "The gate fell.", **more: object) -> tuple[date | None, date | None]:
    document = Document("0" * 64, path, text, **more)  # type: ignore[arg-type]
    found = publication(document, Knowledge(), TODAY)
    return found.earliest, found.latest


@pytest.mark.parametrize(
    "path",
    ["2021-05-04 Wire.txt", "press/wire_20210504.html", "Wire 2021.05.04, p. 3.pdf", "C:\\press\\2021-05-04.txt"],
)
def test_a_file_called_by_a_day_was_published_by_then_and_not_long_before(path: str) -> None:
    assert bounds(path) == (date(2021, 4, 3), date(2021, 5, 5))


@pytest.mark.parametrize("address", ["https://wire.example/2021/05/04/gate", "https://wire.example/a-2021-05-04.html"])
def test_a_page_bears_the_day_of_publication_in_its_address(address: str) -> None:
    assert bounds("gate.html", address=address) == (date(2021, 5, 3), date(2021, 5, 5))
    assert bounds(address) == (date(2021, 5, 3), date(2021, 5, 5))


def test_what_only_looks_like_an_address_tells_nothing() -> None:
    assert bounds("gate.html", address="https://[wire.example/2021/05/04/gate") == (None, TODAY)


@pytest.mark.parametrize(
    "path",
    ["2021-05-04 to 2021-06-01.txt", "2021-02-30.txt", "120210504.txt", "wire 2021.txt", "2021-05/04.txt", "notes.txt"],
)
def test_other_numbers_in_a_name_tell_nothing(path: str) -> None:
    assert bounds(path) == (None, TODAY)


def test_what_the_report_itself_says_goes_before_its_files_name() -> None:
    assert bounds("2021-05-04.txt", "The gate fell.", stated=parse_edtf("2019-01-02")) == (date(2019, 1, 2),) * 2
    assert bounds("2031-05-04.txt") == (None, TODAY)  # a day that is yet to come
