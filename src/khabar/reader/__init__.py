"""Text to mentions, attributions and claims, by rules over a general parser."""

from khabar.reader.attributions import find_attributions
from khabar.reader.chains import Read
from khabar.reader.claims import find_claims
from khabar.reader.drafts import Draft, Link
from khabar.reader.mentions import find_mentions
from khabar.reader.parse import Parser, Passage, Sentence
from khabar.reader.references import References, carried_speakers, speakers, subject_spans
from khabar.reader.said import Said

NAME = "rules 1"
"""Name and version of this reader; a change in what it reads changes it."""

__all__ = [
    "NAME",
    "Draft",
    "Link",
    "Parser",
    "Passage",
    "Read",
    "References",
    "Said",
    "Sentence",
    "carried_speakers",
    "find_attributions",
    "find_claims",
    "find_mentions",
    "speakers",
    "subject_spans",
]
