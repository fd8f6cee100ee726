"""From files, folders, mails, feeds, tables, web archives and addresses to documents. Reads the disk; of the network no
more than somebody asked for."""

from khabar.intake.folders import find
from khabar.intake.originals import Address, Asked, Found, Later, Listed, Original
from khabar.intake.reading import all_in, document, load, originals

__all__ = [
    "Address",
    "Asked",
    "Found",
    "Later",
    "Listed",
    "Original",
    "all_in",
    "document",
    "find",
    "load",
    "originals",
]
