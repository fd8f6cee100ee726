"""Masks over days: sets that are intersected, and the fewest that make the bounds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.resolve.published.bounds import narrowed
from khabar.resolve.published.cues import Cue, Trust
from khabar.resolve.published.days import ANY, FIRST, LAST, Days, any_of, between, on_weekdays

DAYS = st.dates(date(2015, 1, 1), date(2018, 12, 31))
STRETCHES = st.tuples(st.none() | DAYS, st.none() | DAYS)
MASKS = st.one_of(
    st.builds(lambda s: between(*s), STRETCHES),
    st.builds(any_of, st.lists(STRETCHES, max_size=4)),
    st.builds(on_weekdays, st.frozensets(st.integers(1, 7), min_size=1)),
)
CUES = st.builds(Cue, MASKS, st.text("abc", min_size=1, max_size=3), st.sampled_from(Trust))


class TestDays:
    def test_a_stretch_has_its_ends(self) -> None:
        days = between(date(2017, 3, 1), date(2017, 3, 9))
        assert (*days.bounds, days.span, len(days)) == (date(2017, 3, 1), date(2017, 3, 9), 9, 9)
        assert date(2017, 3, 9) in days
        assert date(2017, 3, 10) not in days

    def test_no_end_is_no_day(self) -> None:
        assert between(None, date(2017, 3, 9)).bounds == (None, date(2017, 3, 9))
        assert ANY.bounds == (None, None)
        assert ANY.span is None

    @pytest.mark.parametrize("days", [between(date(2017, 3, 9), date(2017, 3, 1)), any_of([])])
    def test_none_at_all_is_false(self, days: Days) -> None:
        assert not days
        assert days.bounds == (None, None)

    @pytest.mark.parametrize("far", [date.min, FIRST - timedelta(1), LAST + timedelta(1), date.max])
    def test_days_out_of_sight_are_one_open_end(self, far: date) -> None:
        assert between(far, far).bounds == (None, None)
        assert between(far, far)

    @given(st.frozensets(st.integers(1, 7), min_size=1), DAYS)
    def test_weekdays(self, weekdays: frozenset[int], day: date) -> None:
        assert (day in on_weekdays(weekdays)) == (day.isoweekday() in weekdays)

    @given(st.lists(STRETCHES, max_size=4), DAYS)
    def test_a_union_holds_what_any_holds(self, stretches: list[tuple[date | None, date | None]], day: date) -> None:
        assert (day in any_of(stretches)) == any(day in between(*s) for s in stretches)

    @given(MASKS, MASKS, MASKS)
    def test_the_order_of_masks_does_not_matter(self, a: Days, b: Days, c: Days) -> None:
        assert a & b == b & a
        assert (a & b) & c == a & (b & c)
        assert a & a == a
        assert a & ANY == a

    @given(MASKS, MASKS, DAYS)
    def test_a_mask_never_widens(self, a: Days, b: Days, day: date) -> None:
        assert (day in a & b) == (day in a and day in b)
        assert len(a & b) <= len(a)


class TestNarrowed:
    @given(st.lists(CUES, max_size=7), st.randoms())
    def test_the_order_of_cues_does_not_matter(self, cues: list[Cue], chance: object) -> None:
        left = narrowed(ANY, cues)
        chance.shuffle(cues)  # type: ignore[attr-defined]
        assert narrowed(ANY, cues) == left

    @given(MASKS, st.lists(CUES, max_size=7))
    def test_some_day_is_always_left(self, start: Days, cues: list[Cue]) -> None:
        left, _ = narrowed(start, cues)
        assert bool(left) == bool(start)
        assert left & start == left

    @given(st.lists(CUES, max_size=6), CUES)
    def test_a_weaker_cue_never_widens(self, cues: list[Cue], more: Cue) -> None:
        weaker = Cue(more.days, more.reason, Trust.FILE)
        stronger = [Cue(c.days, c.reason, max(c.trust, Trust.CUSTOM)) for c in cues]
        before, _ = narrowed(ANY, stronger)
        after, _ = narrowed(ANY, [*stronger, weaker])
        assert after & before == after

    @given(st.lists(CUES, max_size=6), CUES)
    def test_a_cue_that_fits_never_widens(self, cues: list[Cue], more: Cue) -> None:
        together = ANY
        for cue in [*cues, more]:
            together &= cue.days
        before, _ = narrowed(ANY, cues)
        after, _ = narrowed(ANY, [*cues, more])
        assert not together or after & before == after == together

    @given(MASKS, st.lists(CUES, max_size=16))
    def test_the_told_cues_make_the_bounds_and_none_is_idle(self, start: Days, cues: list[Cue]) -> None:
        left, told = narrowed(start, cues)

        def bounds(some: list[Cue]) -> tuple[date | None, date | None]:
            return narrowed(start, some)[0].bounds

        assert bounds(list(told)) == left.bounds
        for cue in told:
            assert bounds([c for c in told if c is not cue]) != left.bounds

    def test_one_cue_is_told_where_one_does_as_well_as_two(self) -> None:
        wide = Cue(between(date(2016, 1, 1), None), "from 2016", Trust.BYLINE)
        late = Cue(between(date(2017, 1, 1), None), "from 2017", Trust.POST)
        early = Cue(between(None, date(2017, 5, 1)), "until May", Trust.CUSTOM)
        assert narrowed(ANY, [wide, late, early])[1] == (late, early)

    def test_of_two_that_contradict_each_other_the_stronger_wins(self) -> None:
        post = Cue(between(date(2018, 1, 1), None), "post", Trust.POST)
        day = Cue(between(None, date(2017, 1, 1)), "byline", Trust.BYLINE)
        assert narrowed(ANY, [post, day])[1] == (day,)
