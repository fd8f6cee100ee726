"""khabar's own tagger: a small network that sees names, attributions and claims in sentences."""

from khabar.reader.tagger.tagged import Tagged, TaggedClaim, TaggedName, TaggedSaid
from khabar.reader.tagger.tagger import Tagger

__all__ = ["Tagged", "TaggedClaim", "TaggedName", "TaggedSaid", "Tagger"]
