"""Text to mentions, attributions and claims: a trained tagger proposes, rules bind."""

from khabar.reader import asked
from khabar.reader.chains import Read
from khabar.reader.claims import find_claims
from khabar.reader.drafts import Draft, Link
from khabar.reader.heads import subject_spans
from khabar.reader.mentions import find_mentions
from khabar.reader.passages import Passage
from khabar.reader.references import References
from khabar.reader.said import Said
from khabar.reader.sayings import find_sayings
from khabar.reader.speakers import carried_speakers, speakers
from khabar.reader.tagger import Tagger

NAME = "reader 9"
"""Name and version of the rules around the tagger; a change in what they read changes it."""

__all__ = [
    "NAME",
    "Draft",
    "Link",
    "Passage",
    "Read",
    "References",
    "Said",
    "Tagger",
    "asked",
    "carried_speakers",
    "find_claims",
    "find_mentions",
    "find_sayings",
    "speakers",
    "subject_spans",
]
