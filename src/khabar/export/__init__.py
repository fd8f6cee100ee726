"""Claims for other programs: spreadsheets, maps, event data, case files, linked data."""

from khabar.export.beside import Beside
from khabar.export.formats import FORMATS, OF_EVENTS, write, write_events
from khabar.export.jsonl import one_line
from khabar.export.package import write_package
from khabar.export.table import COLUMNS, flat_row
from khabar.export.whole import whole

__all__ = [
    "COLUMNS",
    "FORMATS",
    "OF_EVENTS",
    "Beside",
    "flat_row",
    "one_line",
    "whole",
    "write",
    "write_events",
    "write_package",
]
