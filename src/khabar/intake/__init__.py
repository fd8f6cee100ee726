"""From files, folders, mails, feeds, tables, web archives and addresses to documents. Reads the disk; of the network no
more than somebody asked for."""

from khabar.intake.folders import find
from khabar.intake.header import Stated
from khabar.intake.originals import (
    Address,
    Asked,
    Fetching,
    Found,
    Kept,
    Later,
    Listed,
    Memory,
    Original,
    Source,
    Unchanged,
    remembering,
)
from khabar.intake.reading import all_in, document, load, originals

__all__ = [
    "Address",
    "Asked",
    "Fetching",
    "Found",
    "Kept",
    "Later",
    "Listed",
    "Memory",
    "Original",
    "Source",
    "Stated",
    "Unchanged",
    "all_in",
    "document",
    "find",
    "load",
    "originals",
    "remembering",
]
