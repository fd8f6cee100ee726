"""Many reports at once: read in shards by several workers, and added in one order, whatever befalls the workers."""

from khabar.batch.items import Item
from khabar.batch.many import Asked, Many, Result, add_many
from khabar.batch.work import Stated

__all__ = ["Asked", "Item", "Many", "Result", "Stated", "add_many"]
