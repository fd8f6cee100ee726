"""What all questions share: the desk behind them, and the days that they are about."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BeforeValidator
from starlette.requests import Request

from khabar.web.desk import Desk

LONGEST_NAME = 300


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


At = Annotated[Desk, Depends(_desk)]
Name = Annotated[str, Query(min_length=1, max_length=LONGEST_NAME, description="a name in any spelling, or an id")]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _written_out(value: object) -> object:
    """A day as it is written out: of a bare number a moment in seconds would be made, and of 2017 a day in 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("give a day as YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_written_out)]
On = Annotated[Day | None, Query(description="the day it is about; today where none is given")]
KnownBy = Annotated[Day | None, Query(description="only what had been reported by this day; today where none is given")]
MaybeName = Annotated[str | None, Query(min_length=1, max_length=LONGEST_NAME)]
Most = Annotated[int, Query(ge=1, le=2000, description="at most so many")]


class NotThere(Exception):
    """What is asked for by its id is not in the record; the words say what to do."""
