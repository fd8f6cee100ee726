"""Words to places: which words name one, which place is meant, and the stretches between two."""

from khabar.resolve.places.distance import kilometres
from khabar.resolve.places.gates import gates_between
from khabar.resolve.places.gazetteer import Candidate, Gazetteer, NoPlaces
from khabar.resolve.places.locate import locate
from khabar.resolve.places.stretches import length_km, with_stretches
from khabar.resolve.places.toponyms import places_among
from khabar.resolve.places.world import WorldGazetteer

__all__ = [
    "Candidate",
    "Gazetteer",
    "NoPlaces",
    "WorldGazetteer",
    "gates_between",
    "kilometres",
    "length_km",
    "locate",
    "places_among",
    "with_stretches",
]
