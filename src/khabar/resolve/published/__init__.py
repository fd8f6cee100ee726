"""The day of a report: as stated, or bounded by what its words give away."""

from khabar.resolve.published.bounds import publication

__all__ = ["publication"]
