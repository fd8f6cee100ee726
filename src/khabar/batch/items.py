"""What the walk over the sources found, one original or error after the other, as it is handed to workers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from khabar import intake
from khabar.model import DocumentError

_MOST = 16
"""Originals in a shard."""
_LARGEST = 1_000_000
"""Bytes of originals in a shard, if there are several."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was found, and by what the user knows the file that it is in: its own path, and as it was given.

    `there` is set for an original that the record has already: it is not read again.
    """

    found: intake.Original | intake.Listed | tuple[str, str]
    own: str = ""
    given: str = ""
    there: bool = False

    @classmethod
    def of(cls, found: intake.Found, own: str = "", given: str = "") -> Item:
        """What was found; an error becomes where and why it is, which can be sent."""
        return cls((found.where, found.why) if isinstance(found, DocumentError) else found, own, given)

    @property
    def size(self) -> int:
        """Bytes to be read."""
        return len(self.found.data) if isinstance(self.found, intake.Original) and not self.there else 0

    @property
    def unread(self) -> bool:
        """Whether there is something to read."""
        return isinstance(self.found, intake.Original) and not self.there

    @property
    def document(self) -> str:
        """The id that the document has, if it is to be one."""
        return hashlib.sha256(self.found.data).hexdigest() if isinstance(self.found, intake.Original) else ""

    def fingerprint(self) -> str:
        """All that its reading and its line in the log hang on."""
        found = self.found
        if not isinstance(found, intake.Original):
            return repr(self)
        # the data is left out of an original's repr, and its text: they can be long
        return repr((self.own, self.given, self.there, found, self.document, found.text))

    def alone(self) -> Item:
        """As it is sent: without the bytes of the file that it stands in."""
        if not isinstance(self.found, intake.Original) or self.found.origin is None or self.found.origin.holder is None:
            return self
        origin = replace(self.found.origin, holder=replace(self.found.origin.holder, data=None))
        return replace(self, found=replace(self.found, origin=origin))


def groups(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """The items in their order, some dozens together."""
    group: list[Item] = []
    size = 0
    for item in items:
        if group and (len(group) >= _MOST or size + item.size > _LARGEST):
            yield tuple(group)
            group, size = [], 0
        group.append(item)
        size += item.size
    if group:
        yield tuple(group)
