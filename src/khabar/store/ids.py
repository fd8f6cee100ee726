"""From the first characters of an id to the only id that begins so."""

from __future__ import annotations

from khabar.model import UsageError
from khabar.store.grouped import Rows

_SHOWN = 8


def one_id(rows: Rows, where: str, table: str, prefix: str) -> str:
    """The only id in `table` that is or starts with `prefix`. Raises `UsageError`; `where` names the record."""
    noun = {"claims": "claim", "judgements": "judgement"}.get(table, "document")
    if not prefix:
        raise UsageError(f"no {noun} id given; a few of its first characters are enough; see: khabar {noun}s")
    # Ids are compared as they sort, so that the index serves; the last code point ends the range.
    sql = f"SELECT DISTINCT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    found = [row[0] for row in rows(sql, prefix, prefix + "\U0010ffff", _SHOWN + 1)]
    if prefix in found or len(found) == 1:
        return str(found[0])
    if not found:
        raise UsageError(f"no {noun} {prefix!r} in {where}; see: khabar {noun}s")
    shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
    raise UsageError(f"{noun} {prefix!r} could be any of {shown}; give more of it")
