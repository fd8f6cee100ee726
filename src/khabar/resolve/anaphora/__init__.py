"""Words that stand for somebody named elsewhere: pronouns, descriptions, posts on the report's day."""

from khabar.resolve.anaphora.coreference import find_anaphors, stands_for, with_anaphors
from khabar.resolve.anaphora.offices import post_holders, with_surnames

__all__ = ["find_anaphors", "post_holders", "stands_for", "with_anaphors", "with_surnames"]
