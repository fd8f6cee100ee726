"""The expected calibration error, by hand."""

from __future__ import annotations

import pytest

from khabar.weigh.sources.calibration import calibration_error


def test_what_comes_true_as_often_as_said_has_no_error() -> None:
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0.0


def test_each_bin_errs_by_its_mean_and_weighs_by_its_size() -> None:
    sure_and_wrong = [(0.95, False)]
    even = [(0.5, True), (0.5, False), (0.52, True)]  # 1.52 expected, 2 came true
    assert calibration_error(sure_and_wrong + even) == pytest.approx((0.95 + 0.48) / 4)


def test_certainty_is_in_the_last_bin_and_no_forecast_errs_not() -> None:
    assert calibration_error([(1.0, True), (0.95, True)]) == pytest.approx(0.025)
    assert calibration_error([]) == 0.0
