"""Who a name names: known names first, then what the text itself introduces, borders and publishers among them."""

from khabar.resolve.names.actors import known_mentions, resolve_mentions
from khabar.resolve.names.governments import government_of, with_governments
from khabar.resolve.names.index import NameIndex
from khabar.resolve.names.mouthpieces import mouthpiece_of
from khabar.resolve.names.nations import is_peoples, nations_of, speaks_for_itself
from khabar.resolve.names.outlets import publisher

__all__ = [
    "NameIndex",
    "government_of",
    "is_peoples",
    "known_mentions",
    "mouthpiece_of",
    "nations_of",
    "publisher",
    "resolve_mentions",
    "speaks_for_itself",
    "with_governments",
]
