"""FollowTheMoney's own library, and what it says to entities."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


class _Untold:
    """In place of ICU's transliterators: the library makes two when it is loaded, and none may be needed."""

    @staticmethod
    def createInstance(rules: str) -> Any:
        return SimpleNamespace(transliterate=_refuse)


def _refuse(words: str) -> str:
    raise AssertionError(f"to judge {words!r} the library would need ICU")


@cache
def model() -> Any:
    """The library's model. PyICU, with which it puts names into Latin letters to compare them, comes as source alone
    and needs ICU's headers; without it a stand-in is loaded, which fails whoever asks it: no check here does."""
    stand_in = ModuleType("icu")
    stand_in.Transliterator = _Untold  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        if not find_spec("icu"):
            patch.setitem(sys.modules, "icu", stand_in)
        return import_module("followthemoney").model


def taken(told: list[dict[str, Any]]) -> None:
    """Each entity is accepted, comes back as it was, and points to entities of the kinds that it may point to."""
    proxies = {entity["id"]: model().get_proxy(entity, cleaned=False) for entity in told}
    assert len(proxies) == len(told)
    for entity in told:
        proxy = proxies[entity["id"]]
        assert proxy.to_dict() == entity
        proxy.schema.validate(entity)
        assert not proxy.schema.abstract
        assert [name for name in proxy.schema.required if not proxy.has(name)] == []
        for prop, value in proxy.itervalues():
            assert prop.type.clean(value, format=prop.format, proxy=proxy) == value
            assert len(value) <= prop.max_length
            if prop.range:
                assert proxies[value].schema.is_a(prop.range)
