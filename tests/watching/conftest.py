"""What all tests of watching share."""

from tests.watching.newsdesk import desk

__all__ = ["desk"]
