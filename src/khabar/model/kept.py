"""What is made of things that never change, such as the packs' rows, kept from one use to the next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def kept_of(most: int) -> Callable[[Callable[[_Given], _Made]], Callable[[_Given], _Made]]:
    """Makes a function remember what it made of so many things that it was given last, which must never change.

    They are told apart by identity: packs have thousands of rows, and to compare them takes as long as to make a table.
    """

    def keeping(make: Callable[[_Given], _Made]) -> Callable[[_Given], _Made]:
        made: OrderedDict[int, tuple[_Given, _Made]] = OrderedDict()

        def remembering(given: _Given) -> _Made:
            found = made.get(id(given))
            if found is None or found[0] is not given:
                found = made[id(given)] = (given, make(given))
                while len(made) > most:
                    made.popitem(last=False)
            return found[1]

        return remembering

    return keeping
