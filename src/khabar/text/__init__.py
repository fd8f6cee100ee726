"""From a document's text to its blocks and sentences. Pure: text in, spans out, nothing deleted."""

from khabar.text import copies
from khabar.text.capitals import cased
from khabar.text.marking import mark
from khabar.text.sentence import sentences

__all__ = ["cased", "copies", "mark", "sentences"]
