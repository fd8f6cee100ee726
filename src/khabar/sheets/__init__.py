"""Other people's tables as readings: each row of an ACLED download or of Security Force Monitor's sheets becomes a
report of its own, with claims whose chain is *source ← who coded it*."""

from khabar.sheets.reading import FORMATS, Sheets
from khabar.sheets.rows import Table, table

__all__ = ["FORMATS", "Sheets", "Table", "table"]
