"""From files, folders and saved pages to documents. Reads the disk, never the network."""

from khabar.intake.folders import find
from khabar.intake.reading import load

__all__ = ["find", "load"]
