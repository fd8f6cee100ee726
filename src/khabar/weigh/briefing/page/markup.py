"""The one place where text becomes HTML or SVG: whatever is not made here is escaped."""

from __future__ import annotations

from html import escape

from khabar.model.showing import spelt_out

_VOID = frozenset({"meta", "br", "hr"})
_FIGURES = 1


class Markup(str):
    """A piece of a page that is markup already. Made by `el` and `joined` alone, but for the style sheet."""

    __slots__ = ()


LINE = Markup("\n")
"""A line's end, for those who read the page's source."""


def text(words: str) -> Markup:
    """Words of whatever source, harmless: on one line, escaped, with invisible and reordering marks spelt out."""
    return Markup(escape(spelt_out(words), quote=True))


def el(name: str, /, *inside: str, **attributes: str | float) -> Markup:
    """An element. Text inside is escaped unless it is markup; attributes are escaped always. `class_` is `class`,
    `stroke_width` is `stroke-width`."""
    told = "".join(f' {_attribute(key)}="{_value(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{joined(*inside)}</{name}>")


def joined(*pieces: str) -> Markup:
    """The pieces one after the other, escaped where they are no markup."""
    return Markup("".join(p if isinstance(p, Markup) else text(p) for p in pieces))


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return text(value) if isinstance(value, str) else f"{round(value, _FIGURES):g}"
