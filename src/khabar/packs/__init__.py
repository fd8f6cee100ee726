"""Knowledge as data: who is who and where is where in a conflict, every row with its public source."""

from khabar.packs.load import available, check, load

__all__ = ["available", "check", "load"]
