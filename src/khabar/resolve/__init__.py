"""Names to actors, words to places and days, reports to their day; abstaining where the text does not tell."""

from khabar.resolve.actors import government_of, known_mentions, resolve_mentions, with_governments
from khabar.resolve.coreference import find_anaphors, stands_for, with_anaphors
from khabar.resolve.distance import kilometres
from khabar.resolve.gazetteer import Candidate, Gazetteer, NoPlaces
from khabar.resolve.index import NameIndex
from khabar.resolve.offices import post_holders, with_surnames
from khabar.resolve.outlets import publisher
from khabar.resolve.places import locate
from khabar.resolve.published import publication
from khabar.resolve.stretches import length_km, with_stretches
from khabar.resolve.times import find_times, interval_for, told_with
from khabar.resolve.toponyms import places_among
from khabar.resolve.world import WorldGazetteer

__all__ = [
    "Candidate",
    "Gazetteer",
    "NameIndex",
    "NoPlaces",
    "WorldGazetteer",
    "find_anaphors",
    "find_times",
    "government_of",
    "interval_for",
    "kilometres",
    "known_mentions",
    "length_km",
    "locate",
    "places_among",
    "post_holders",
    "publication",
    "publisher",
    "resolve_mentions",
    "stands_for",
    "told_with",
    "with_anaphors",
    "with_governments",
    "with_stretches",
    "with_surnames",
]
