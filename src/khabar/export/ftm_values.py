"""Values as FollowTheMoney's types have them. What its library would clean, cut or refuse on reading is put right or
left out here, so that what is written is what arrives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from urllib.parse import urlparse

_NAME, _PLACE, _LINE, _TEXT, _ADDRESS = 384, 250, 1024, 65_000, 4096
"""The most code points of each type that the library takes."""


def _each(*ranges: tuple[int, int]) -> str:
    return "".join(chr(at) for first, last in ranges for at in range(first, last + 1))


_SPACES = "\u0a00\u1680\u2028\u2029\u202f\u205f\u3000" + _each((0x2000, 0x200A))
_UNSEEN = "\u00ad\u061c\ufeff" + _each((0, 8), (11, 12), (14, 31), (0x7F, 0x9F), (0x200B, 0x200F), (0x2060, 0x2064))
_SAFE = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(_UNSEEN, ""))
_QUOTED = re.compile(r"^[\"'](.*)[\"']$")
_PARTED = re.compile(r"(?<!\s)\s*(?:[\r\n\t;]|<BR/?>|ESQ\.?,|,\s?[,.])\s*")
_LABEL = re.compile(r"(?=[_-]*[^\W_])[\w-]{1,63}")
_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d")
_COUNTRY = re.compile(r"[a-z]{2}")


def ftm_value(name: str, value: object) -> str | None:
    """`value` as the property `name` takes it; None where nothing is left, or where its type cannot hold it."""
    return _TYPES.get(name, _line)(str(value)) or None


def _text(words: str) -> str:
    """In one Unicode form, and without what cannot be seen; lines stay lines."""
    return _cut(unicodedata.normalize("NFC", words.translate(_SAFE)).strip(), _TEXT)


def _line(words: str) -> str:
    return _cut(_text(words), _LINE)


def _name(words: str) -> str:
    """On one line, without quotation marks around it."""
    short = _cut(" ".join(_text(words).split()), _NAME)
    return _settled(lambda name: " ".join(_QUOTED.sub(r"\1", name).split()), short)


def _place(words: str) -> str:
    """Parts of an address, with commas between them."""
    return _cut(_settled(lambda place: " ".join(_PARTED.sub(", ", place).split()), _text(words)), _PLACE)


def _web(words: str) -> str:
    """The address of a page on the web, "" for any other."""
    try:
        parsed = urlparse(_text(re.sub(r"[\t\r\n]", "", words)))
        host = parsed.hostname or ""
        fits = parsed.scheme in ("http", "https") and not re.search(r"\s", parsed.netloc) and _is_host(host)
        fits = fits and parsed.port != 0
    except ValueError:  # brackets or a port that make no sense
        return ""
    whole = parsed._replace(path=parsed.path.strip() or "/").geturl()
    return whole if fits and len(whole) <= _ADDRESS else ""


def _is_host(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        labels = host.rstrip(".").split(".")
        last = labels[-1]
        possible = len(labels) == 1 or (len(last) > 1 and not last.isdigit())
        return possible and all(_LABEL.fullmatch(label) for label in labels)


def _number(words: str) -> str:
    return f"{float(words):.6f}".rstrip("0").rstrip(".")


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda words: words if pattern.fullmatch(words) else ""


def _settled(change: Callable[[str], str], words: str) -> str:
    """`words` changed until there is nothing to change: what one step leaves may be work for the next."""
    while (changed := change(words)) != words:
        words = changed
    return words


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


_TYPES: Mapping[str, Callable[[str], str]] = {
    "alias": _name,
    "country": _matching(_COUNTRY),
    "date": _matching(_DAY),
    "description": _text,
    "endDate": _matching(_DAY),
    "full": _place,
    "latitude": _number,
    "location": _place,
    "longitude": _number,
    "name": _name,
    "sourceUrl": _web,
    "startDate": _matching(_DAY),
    "summary": _text,
}
"""All others are lines."""
