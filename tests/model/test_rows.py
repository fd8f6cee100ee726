"""The JSON that every surface shows, and that nothing of a claim or a reading is lost in it."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import (
    Attribution,
    Chain,
    Claim,
    ClaimType,
    Document,
    Hop,
    Kind,
    Located,
    Mention,
    Modality,
    Quantity,
    Reading,
    Ref,
    Role,
    Span,
    TimeExpression,
    UsageError,
    When,
)
from khabar.model.rows import claim_from_row, claim_row, reading_from_row, reading_row

words = st.text(max_size=12)
days = st.none() | st.dates()
spans = st.tuples(st.integers(0, 10**6), st.integers(0, 500)).map(lambda p: Span(p[0], p[0] + p[1]))


def interval(one: date | None, other: date | None, every: bool, text: str, reasons: list[str]) -> When:
    if one and other:
        one, other = min(one, other), max(one, other)
    return When(one, other, every, text, tuple(reasons))


whens = st.builds(interval, days, days, st.booleans(), words, st.lists(words, max_size=2))
refs = st.builds(Ref, words, words, st.none() | words, st.none() | spans)
hops = st.builds(Hop, refs, st.sampled_from(Role), words, st.none() | whens, words)
quantities = st.builds(
    Quantity, st.floats(allow_nan=False, allow_infinity=False), words, words, st.booleans(), st.none() | spans
)


def some(of: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, min_size=least, max_size=3).map(tuple)


claims = st.builds(
    Claim,
    id=words,
    document=words,
    span=spans,
    quote=words,
    type=st.sampled_from(ClaimType),
    modality=st.sampled_from(Modality),
    chain=some(hops, 1).map(Chain),
    subjects=some(refs),
    objects=some(refs),
    places=some(refs),
    event_time=st.none() | whens,
    said_time=st.none() | whens,
    reported=whens,
    quantities=some(quantities),
    cue=words,
    prefix=words,
    suffix=words,
    reader=words,
    grounding=words,
)
maybe = st.none() | words
numbers = st.none() | st.floats(-90, 90)
readings = st.builds(
    Reading,
    document=st.just(Document("d1", "a.txt", "text")),
    reader=words,
    published=whens,
    mentions=some(st.builds(Mention, spans, words, st.sampled_from(Kind), maybe, maybe, words)),
    attributions=some(st.builds(Attribution, some(spans), some(spans), some(spans))),
    places=some(
        st.builds(
            Located,
            spans,
            words,
            maybe,
            maybe,
            numbers,
            numbers,
            st.none() | st.integers(),
            maybe,
            maybe,
            words,
        )
    ),
    times=some(st.builds(TimeExpression, spans, words, words, words, st.none() | whens)),
    claims=some(claims),
)


@given(claims)
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    assert claim_from_row(json.loads(json.dumps(claim_row(claim)))) == claim


@given(readings)
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    row = json.loads(json.dumps(reading_row(reading, ["all"])))
    assert reading_from_row(row, reading.document) == reading


def a_claim() -> Claim:
    """That two brigades took two villages, said by a spokesman through an agency."""
    army = Ref("1st Brigade", "the 1st Brigade", "x-1st-brigade", Span(0, 11))
    others = Ref("river fighters", "river fighters")
    said = When.on(date(2020, 3, 4), "on Wednesday")
    return Claim(
        id="c1",
        document="d1",
        span=Span(0, 30),
        quote="the 1st Brigade and river fighters took …",
        type=ClaimType.CAPTURE,
        modality=Modality.ASSERTED,
        chain=Chain(
            (
                Hop(Ref("Omar Aziz", "Aziz", "x-aziz"), Role.SPEAKER, "said", said, "x-army"),
                Hop(Ref("The Wire", "The Wire"), Role.OUTLET),
            )
        ),
        subjects=(army, others),
        objects=(Ref("Tel Nahr", "Tel Nahr", "x-tel-nahr"),),
        event_time=When(date(2020, 3, 1), None, text="since Sunday", reasons=("Sunday before Wednesday",)),
        said_time=said,
        quantities=(Quantity(80.0, "percent", "wall", True), Quantity(2.5, "kilometer", "")),
    )


def test_the_row_shows_what_the_surfaces_promise() -> None:
    row = claim_row(a_claim())
    assert row["span"] == [0, 30]
    assert row["subject"] == {
        "name": "1st Brigade; river fighters",
        "entity": "x-1st-brigade",
        "entities": ["x-1st-brigade"],
    }
    assert row["object"]["name"] == "Tel Nahr"
    assert row["place"] is None
    assert row["event_time"]["earliest"] == "2020-03-01"
    assert row["event_time"]["latest"] is None
    assert row["event_time"]["reasons"] == ["Sunday before Wednesday"]
    first, last = row["chain"]
    assert (first["name"], first["role"], first["cue"], first["said"]) == (
        "Omar Aziz",
        "speaker",
        "said",
        "2020-03-04",
    )
    assert first["interest"] == "x-army"
    assert (last["role"], last["said"]) == ("outlet", None)
    assert [json.dumps(q["value"]) for q in row["quantities"]] == ["80", "2.5"]


def test_a_reading_shows_only_the_layers_asked_for() -> None:
    time = TimeExpression(Span(3, 9), "Sunday", "DATE", "2020-03-01", When.on(date(2020, 3, 1)))
    attribution = Attribution((), (), (Span(0, 3),))
    document = Document("d1", "reports/a.txt", "…")
    reading = Reading(document, "r1", claims=(a_claim(),), times=(time,), attributions=(attribution,))
    row = reading_row(reading, {"times", "attributions"})
    assert row["document"] == "reports/a.txt"
    assert row["published"]["earliest"] is None
    assert row["attributions"] == [{"source": None, "cue": None, "content": [[0, 3]]}]
    assert row["times"][0]["latest"] == "2020-03-01"
    assert "claims" not in row
    assert set(reading_row(reading, ["all"])) >= {"mentions", "attributions", "places", "times", "claims"}


def test_a_layer_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"no layer tmies; there are mentions, .*claims, all"):
        reading_row(Reading(Document("d", "p", "t"), "r"), ["tmies"])


@pytest.mark.parametrize(
    "broken", [{}, {**claim_row(a_claim()), "type": "rumble"}, {**claim_row(a_claim()), "chain": []}]
)
def test_what_is_no_claim_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not a claim"):
        claim_from_row(broken)


def test_what_is_no_reading_is_refused() -> None:
    with pytest.raises(ValueError, match="not a reading"):
        reading_from_row({"reader": "r"}, Document("d", "p", "t"))
