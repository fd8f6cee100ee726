"""Claims for other programs: JSON lines, spreadsheets, maps."""

from khabar.export.formats import FORMATS, write

__all__ = ["FORMATS", "write"]
