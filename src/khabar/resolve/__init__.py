"""Names to actors, words to places and days, reports to their day; abstaining where the text does not tell."""

from khabar.resolve.anaphora import find_anaphors, post_holders, stands_for, with_anaphors, with_surnames
from khabar.resolve.names import (
    NameIndex,
    government_of,
    is_peoples,
    known_mentions,
    mouthpiece_of,
    nations_of,
    publisher,
    resolve_mentions,
    speaks_for_itself,
    with_governments,
)
from khabar.resolve.places import (
    Candidate,
    Gazetteer,
    NoPlaces,
    WorldGazetteer,
    gates_between,
    kilometres,
    length_km,
    locate,
    places_among,
    with_stretches,
)
from khabar.resolve.published import publication
from khabar.resolve.times import find_times, interval_for, times_in, told_with

__all__ = [
    "Candidate",
    "Gazetteer",
    "NameIndex",
    "NoPlaces",
    "WorldGazetteer",
    "find_anaphors",
    "find_times",
    "gates_between",
    "government_of",
    "interval_for",
    "is_peoples",
    "kilometres",
    "known_mentions",
    "length_km",
    "locate",
    "mouthpiece_of",
    "nations_of",
    "places_among",
    "post_holders",
    "publication",
    "publisher",
    "resolve_mentions",
    "speaks_for_itself",
    "stands_for",
    "times_in",
    "told_with",
    "with_anaphors",
    "with_governments",
    "with_stretches",
    "with_surnames",
]
