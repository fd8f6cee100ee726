"""Reads the pictures of a PDF's pages, or a picture, from stdin by OCR and writes a JSON line a page.

A program of its own, so that its time and memory have bounds. It knows nothing of khabar, and fetches nothing.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from io import BytesIO
from typing import Any

MOST_PAGES = 200
MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 1800
_FINEST = 200 / 72
"""Pixels to a PDF's point: 200 dots an inch."""
_MOST_MEMORY = 4_000_000_000
"""Of addresses: what lies in memory is about a fifth of it."""
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")

Picture = Callable[[], Any]


def pages(data: bytes, wanted: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The engine and how many pages it is asked to read, then of each page (counted from 0) its lines, each as [words,
    score from 0 to 1, left, top, right, bottom], or why it `failed`; then an `end`, or an `error`."""
    try:
        pictures = _of_pdf(data, wanted) if data.startswith(b"%PDF-") else _of_picture(data)
        read = _engine()
    except MemoryError:
        yield {"error": "it needs more memory than a report should"}
        return
    except Exception as error:  # whatever a broken file does in there
        yield {"error": f"it is damaged ({_said(error)})"}
        return
    tried = list(pictures.items())[:MOST_PAGES]
    yield {"pages": len(tried), "engine": f"rapidocr {version('rapidocr')}"}
    for number, picture in tried:
        try:
            yield {"page": number, "lines": read(picture())}
        except Exception as error:  # one page costs no other
            yield {"page": number, "failed": _said(error)}
    for number in list(pictures)[MOST_PAGES:]:
        yield {"page": number, "failed": f"not tried: more than {MOST_PAGES} pages are pictures; split it"}
    yield {"end": True}


def _of_pdf(data: bytes, wanted: Sequence[int]) -> dict[int, Picture]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)

    def picture(number: int) -> Any:
        page = document[number]
        scale = min(_FINEST, _LONGEST_SIDE / max(1.0, *page.get_size()))
        return page.render(scale=scale, may_draw_forms=False).to_pil()

    return {number: lambda number=number: picture(number) for number in wanted if number < len(document)}  # type: ignore[misc]


def _of_picture(data: bytes) -> dict[int, Picture]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # twice as many are an error
    try:
        opened = Image.open(BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError:
        raise ValueError("it begins as a picture, and is none") from None

    def picture(number: int) -> Any:
        opened.seek(number)
        opened.draft("RGB", (2 * _LONGEST_SIDE, 2 * _LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        return upright

    frames = min(getattr(opened, "n_frames", 1), 10 * MOST_PAGES)
    return {number: lambda number=number: picture(number) for number in range(frames)}  # type: ignore[misc]


def _engine() -> Callable[[Any], list[list[Any]]]:
    import numpy
    from rapidocr import RapidOCR

    told = {
        "Global.log_level": "critical",
        "Global.max_side_len": _LONGEST_SIDE,
        "Cls.cls_batch_num": 1,
        "Rec.rec_batch_num": 1,  # lines one by one take half the memory, and no longer
        "EngineConfig.onnxruntime.intra_op_num_threads": max(1, (os.cpu_count() or 2) // 2),
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    engine: Any = RapidOCR(params=told)

    def read(picture: Any) -> list[list[Any]]:
        found = engine(numpy.asarray(_on_white(picture)))
        if not found.txts:
            return []
        corners = ([float(x) for x in (*box.min(axis=0), *box.max(axis=0))] for box in found.boxes)
        return [[words, float(score), *at] for words, score, at in zip(found.txts, found.scores, corners, strict=True)]

    return read


def _on_white(picture: Any) -> Any:
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return picture.convert("RGB")


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error)[:200]}" if str(error) else type(error).__name__


def _bounded() -> None:
    """Memory beyond the bound is refused by the system, where it can do so; and no name of a host is looked up."""

    def refused(*_: Any, **__: Any) -> Any:
        raise OSError("nothing is fetched while a page is read")

    socket.getaddrinfo = refused
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        return


def main() -> None:
    """From stdin to stdout; the arguments are the pages of a PDF, counted from 0."""
    out = sys.stdout
    sys.stdout = sys.stderr  # what libraries print is no answer
    _bounded()
    logging.disable()
    for line in pages(sys.stdin.buffer.read(), [int(word) for word in sys.argv[1:]]):
        out.write(json.dumps(line) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
