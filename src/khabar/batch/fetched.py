"""What was fetched is kept until all is added: who begins again gets the same answers, and no server is asked twice."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from khabar import intake
from khabar.batch.shards import written_whole
from khabar.intake.originals import Origin, Source

_LARGEST = 50_000_000


class Fetched:
    """Fetches by way of another, and keeps what stood there in a folder."""

    def __init__(self, web: intake.Fetching, folder: Path) -> None:
        self._web = web
        self._folder = folder

    def had(self, address: str) -> bool:
        """As `Fetching.had`."""
        return self._web.had(address)

    def forget(self, address: str) -> None:
        """As `Fetching.forget`."""
        self._web.forget(address)

    def remember(self, memory: intake.Memory) -> None:
        """As `Fetching.remember`."""
        self._web.remember(memory)

    def get(self, address: str, stated: intake.Stated) -> Source:
        """What stood there when it was first asked for. Raises `DocumentError`."""
        name = hashlib.sha256(address.encode(errors="surrogatepass")).hexdigest()
        path = self._folder / f"{name}.fetched"
        if not path.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            written_whole(path, _kept(self._web.get(address, stated)))
        return _source(path.read_bytes(), stated)


def _kept(source: Source) -> bytes:
    origin = source.origin or Origin(source.where)
    told = {
        "where": source.where,
        "name": source.name,
        "media": source.media,
        "charset": source.charset,
        "saved": source.saved.isoformat() if source.saved else None,
        "whence": origin.whence,
        "obtained": origin.obtained.isoformat() if origin.obtained else None,
        "said": dict(origin.said),
        "unchanged": origin.unchanged,
    }
    return json.dumps(told).encode() + b"\n" + source.read(_LARGEST)


def _source(kept: bytes, stated: intake.Stated) -> Source:
    head, _, data = kept.partition(b"\n")
    told = json.loads(head)
    obtained = datetime.fromisoformat(told["obtained"]) if told["obtained"] else None
    return Source(
        told["where"],
        told["name"],
        len(data),
        lambda: BytesIO(data),
        media=told["media"],
        charset=told["charset"],
        saved=date.fromisoformat(told["saved"]) if told["saved"] else None,
        stated=stated,
        origin=Origin(told["whence"], obtained=obtained, said=told["said"], unchanged=told["unchanged"]),
    )
