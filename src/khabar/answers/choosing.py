"""Conditions as people give them, with the names in them made ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from khabar.lookup import Lookup
from khabar.model import ClaimType, Knowledge, Modality, UsageError
from khabar.record import Record
from khabar.store import Filter

CONDITIONS = ("place", "actor", "speaker", "types", "modalities", "document", "text", "reported_by", "limit")


def chosen(record: Record, asked: Mapping[str, Any]) -> Filter:
    """The filter that is asked for by some of `CONDITIONS`: names in any spelling, the start of a document's id; what
    is missing, None or empty asks for nothing.

    Raises `UsageError` for a document that is not there.
    """
    asked = dict.fromkeys(CONDITIONS) | dict(asked)
    types, modalities = asked["types"], asked["modalities"]
    return Filter(
        place=_meant(record, asked["place"], _places(record.knowledge)),
        actor=_meant(record, asked["actor"], _actors(record.knowledge)),
        speaker=_meant(record, asked["speaker"], _speakers(record.knowledge)),
        types=frozenset(map(ClaimType, types)) if types else None,
        modalities=frozenset(map(Modality, modalities)) if modalities else None,
        document=record.store.document(asked["document"]).document.id if asked["document"] else None,
        text=asked["text"],
        reported_by=asked["reported_by"],
        limit=asked["limit"],
    )


def _meant(record: Record, name: str | None, fitting: Knowledge) -> str | None:
    """The id of what bears the name: of the kind that fits, else of any; else the name itself."""
    if name is None:
        return None
    subject = Lookup(fitting).find(name, ())
    try:
        entity = (subject or record.subject(name)).ref.entity
    except UsageError:
        return name
    # An id made for one document finds nothing in the next one, while the name does.
    return name if entity is None or entity.startswith("doc:") else entity


def _places(all_known: Knowledge) -> Knowledge:
    return replace(all_known, actors=(), outlets=())


def _actors(all_known: Knowledge) -> Knowledge:
    return replace(all_known, places=(), barriers=(), routes=(), outlets=())


def _speakers(all_known: Knowledge) -> Knowledge:
    return replace(all_known, places=(), barriers=(), routes=())
