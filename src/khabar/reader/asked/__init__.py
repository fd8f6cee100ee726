"""Claims that a language model proposes, each held against the report's own words before it counts.

The model is asked for quotes and names as they stand; what does not stand there, whole, is dropped and counted. The
report is handed over as data: whatever orders it holds, all that can come back is claims with its own words.
"""

from khabar.reader.asked.ground import Dropped, Grounded, ground
from khabar.reader.asked.question import METHOD, MOST, SCHEMA, Part, halved, messages, messages_without_report, parts

__all__ = [
    "METHOD",
    "MOST",
    "SCHEMA",
    "Dropped",
    "Grounded",
    "Part",
    "ground",
    "halved",
    "messages",
    "messages_without_report",
    "parts",
]
