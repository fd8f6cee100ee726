"""Words for times: found in a text, given TIMEX3 values, turned to days as far as the day of saying is known."""

from khabar.resolve.times.clause import interval_for, told_with
from khabar.resolve.times.find import find as times_in
from khabar.resolve.times.resolve import find_times

__all__ = ["find_times", "interval_for", "times_in", "told_with"]
