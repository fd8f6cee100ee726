"""khabar: reports become claims: who says, and through whom, that who held, did or plans what, where and when.

    import khabar

    khabar.read("The army left the town on Monday, the mayor said.", published="2025-03-15")

`khabar.Record` keeps what is read; docs/tutorial.md shows both. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from khabar.frames import ClaimList
    from khabar.model import When

__version__ = "0.1.0"
__all__ = ["Record", "read"]


def read(
    text: str,
    *,
    outlet: str | None = None,
    published: str | date | When | None = None,
    packs: Sequence[str] | None = None,
) -> ClaimList:
    """The claims of a text, recorded nowhere; the tools of reading are kept for the next call.

    `published` is the report's day (also as EDTF: "2025-03", "2025-03-01/2025-03-09"), `packs` are ids of knowledge
    packs or their folders, None for all that come with khabar. Raises `UsageError`, `PackError`, `ReaderError`.
    """
    from khabar.reading import read_text

    return read_text(text, outlet, published, None if packs is None else tuple(packs))


def __getattr__(name: str) -> Any:
    if name == "Record":
        from khabar.record import Record

        return Record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
