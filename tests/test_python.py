"""khabar from Python: a text's claims, what a notebook shows of them, and data frames."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.newsroom import readings

import khabar
from khabar.frames import ClaimList
from khabar.model import Chain, Claim, Hop, Place, Ref, Role, UsageError, When
from khabar.record import Record
from khabar.resolve import NoPlaces

TEXT = "The army left Albukamal on Monday, the mayor said. A trader denied it."
PLACES = {"al-qaim": Place("al-qaim", "Al-Qaim", "town", lat=34.39, lon=40.99, error_km=2)}
CLAIMS = [claim for reading in readings() for claim in reading.claims]


@pytest.fixture(autouse=True)
def _without_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.resolve.WorldGazetteer", NoPlaces)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "khabar.db") as record:
        for reading in readings():
            record.store.add(reading, reading.document.text.encode())
        yield record


class TestReading:
    def test_a_text_gives_its_claims_and_nothing_is_recorded(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        claims = khabar.read(TEXT, outlet="River Post", published="2025-03-15")
        assert claims[0].quote == "The army left Albukamal on Monday"
        assert claims[0].chain.hops[-1].agent.name == "River Post"
        assert claims[0].event_time == When.on(date(2025, 3, 10), *_why(claims[0]))
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("day", [date(2025, 3, 15), datetime(2025, 3, 15, 9), When.on(date(2025, 3, 15))])
    def test_the_day_may_be_given_as_one(self, day: date | When) -> None:
        assert khabar.read(TEXT, published=day)[0].reported.edtf() == "2025-03-15"

    def test_what_is_no_day_is_refused(self) -> None:
        with pytest.raises(UsageError, match="published: not a date: 'spring'"):
            khabar.read(TEXT, published="spring")

    def test_packs_can_be_chosen(self) -> None:
        (claim, *_) = khabar.read(TEXT, packs=["congo-kivu"])
        assert "iraq-syria" not in claim.reader

    def test_half_a_character_and_no_text_at_all_do_no_harm(self) -> None:
        assert khabar.read("") == ()
        assert repr(khabar.read("")) == "no claims"
        assert khabar.read(f"\ud800 {TEXT}")[0].quote.startswith("The army left")

    def test_another_language_is_not_misread(self) -> None:
        assert khabar.read("سيطرت القوات على المدينة يوم الاثنين وقال رئيس البلدية إن الوضع هادئ في المنطقة") == ()

    def test_to_import_it_loads_none_of_its_rooms(self) -> None:
        code = "import sys, khabar; print([m for m in sys.modules if m.startswith('khabar.')])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == "[]\n"

    def test_record_is_at_hand(self) -> None:
        assert khabar.Record is Record
        with pytest.raises(AttributeError, match="no attribute 'Recrod'"):
            _ = khabar.Recrod


def _why(claim: Claim) -> tuple[str, ...]:
    when = claim.event_time
    assert when is not None
    return when.text, *when.reasons


class TestFrames:
    def test_an_iterator_and_its_frames_do_not_disturb_each_other(self, record: Record) -> None:
        claims = record.claims()
        first = next(claims)
        assert len(claims.to_pandas()) == len(CLAIMS)
        assert [first, *claims] == list(record.claims())

    def test_columns_have_the_types_of_what_they_hold(self, record: Record) -> None:
        frame = record.claims().to_pandas()
        assert pd.api.types.is_datetime64_any_dtype(frame["event_earliest"])
        assert frame["event_earliest"].dropna().iloc[0] == pd.Timestamp(2017, 11, 3)
        assert (frame["lat"].dtype, frame["start"].dtype) == ("float64", "int64")
        assert set(frame["quote"]) == {c.quote for c in CLAIMS}

        same = record.claims().to_polars()
        assert [same[c].dtype for c in ("event_earliest", "lat", "start")] == [pl.Date, pl.Float64, pl.Int64]
        assert same["id"].to_list() == frame["id"].to_list()
        assert tuple(same.columns) == tuple(frame.columns)

    def test_an_empty_frame_has_the_same_columns(self) -> None:
        none = ClaimList.of([], {})
        full = ClaimList.of(CLAIMS, PLACES)
        assert none.to_polars().schema == full.to_polars().schema
        assert list(none.to_pandas().dtypes[["event_latest", "lat"]]) == ["datetime64[s]", "float64"]
        assert len(none.to_geopandas()) == 0

    def test_points_lie_where_the_places_are(self, record: Record) -> None:
        frame = record.claims().to_geopandas()
        assert frame.crs == "EPSG:4326"
        here = frame[frame["place"] == "Al-Qaim"]
        assert (here.geometry.x.round().iloc[0], here.geometry.y.round().iloc[0]) == (41, 34)
        assert frame[frame["place"] == ""].geometry.isna().all()

    @pytest.mark.parametrize("library", ["pandas", "polars", "geopandas"])
    def test_a_missing_library_is_named_with_what_to_install(
        self, library: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, library, None)
        make: Callable[[], object] = getattr(ClaimList.of(CLAIMS, {}), f"to_{library}")
        with pytest.raises(UsageError, match=rf"{library} is not installed: pip install 'khabar\[{library}\]'"):
            make()

    @pytest.mark.parametrize("day", [date.min, date.max])
    def test_any_day_of_the_calendar_fits(self, day: date) -> None:
        claims = ClaimList.of([replace(CLAIMS[0], event_time=When.on(day))], {})
        assert claims.to_polars()["event_earliest"].to_list() == [day]
        assert claims.to_pandas()["event_earliest"].iloc[0].year == day.year


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag, *(name for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.said.append(data)


OWN = set("div class blockquote dir p b br small table thead tr th tbody td".split())
hostile = st.text() | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=y>', "&lt;b&gt;", "\u202egnol", "\ud800", "]]>", "<!--", "\x00"]
)


class TestShowing:
    def test_a_claim_in_a_line(self) -> None:
        assert str(CLAIMS[0]) == (
            "“The PMF hold all of al-Qaim” – Salim Raad ← Riverside Gazette · control, asserted · 2017-11-03"
        )
        assert str(CLAIMS[1]).endswith("quantity, asserted · reported 2017-11-04")
        assert str(replace(CLAIMS[1], reported=When())).endswith("no day given")

    def test_a_notebook_shows_quote_chain_standing_and_day(self, record: Record) -> None:
        for shown in (CLAIMS[0]._repr_html_(), record.claims()._repr_html_()):
            for words in ("The PMF hold all of al-Qaim", "Salim Raad ← Riverside Gazette", "asserted", "2017-11-03"):
                assert words in shown

    def test_a_judged_claim_says_so(self, record: Record) -> None:
        record.judge("accept", CLAIMS[0].id, by="Ann")
        assert "control, asserted, accepted" in str(record.claim(CLAIMS[0].id))

    def test_of_many_claims_the_first_are_shown(self) -> None:
        shown = ClaimList.of(CLAIMS * 10, {})._repr_html_()
        assert shown.count("<tr>") == 21
        assert shown.endswith("<p>and more</p>")
        assert ClaimList.of([], {})._repr_html_() == "<p>no claims</p>"

    @given(quote=hostile, speaker=hostile)
    def test_no_words_become_markup(self, quote: str, speaker: str) -> None:
        chain = Chain((Hop(Ref(speaker, speaker), Role.SPEAKER), *CLAIMS[0].chain.hops))
        claim = replace(CLAIMS[0], quote=quote, chain=chain)
        for shown in (claim._repr_html_(), ClaimList.of([claim], {})._repr_html_()):
            tags = _Tags()
            tags.feed(shown)
            assert tags.seen <= OWN
            shown.encode()  # no half characters
        assert "\u202e" not in str(claim)
        assert "\n" not in str(claim)
