"""The record on disk: reports, what readers made of them, what people decided; nothing is overwritten."""

from khabar.store.columns import Columns, Extremes
from khabar.store.copies import Copies, Published
from khabar.store.custody import Custody, Line, Verified
from khabar.store.engines import is_server, shown
from khabar.store.engines.files import lies_still
from khabar.store.entries import Entry
from khabar.store.filter import Filter
from khabar.store.grouped import with_same_reports
from khabar.store.matching import Matching
from khabar.store.mentions import MentionCount
from khabar.store.store import Store
from khabar.store.stored import Example, StoredDocument

__all__ = [
    "Columns",
    "Copies",
    "Custody",
    "Entry",
    "Example",
    "Extremes",
    "Filter",
    "Line",
    "Matching",
    "MentionCount",
    "Published",
    "Store",
    "StoredDocument",
    "Verified",
    "is_server",
    "lies_still",
    "shown",
    "with_same_reports",
]
