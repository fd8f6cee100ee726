"""What a judgement's value may say, kind by kind: checked, and put into one form."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any

from khabar.model import ClaimType, JudgementKind, Modality, Role, UsageError
from khabar.model.rows import Row, when_row
from khabar.model.when import When, parse_edtf

LETTERS = "ABCDEF"
LONGEST_NAME = 500
LONGEST_VALUE = 100_000
_SAME = {"subject": "subjects", "object": "objects", "place": "places"}


def checked(kind: str, value: Any) -> Row:
    """The value in the form in which it is kept. Raises `UsageError` that says what the kind takes."""
    if kind not in _CHECKS:
        raise UsageError(f"there is no judgement {kind!r}; give one of {', '.join(JudgementKind)}")
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise UsageError(f"the value of {kind!r} is a JSON object, not {_shown(value)}")
    return _CHECKS[JudgementKind(kind)](dict(value))


def packed(value: Mapping[str, Any]) -> str:
    """The value as the record keeps it: JSON with sorted keys, "" for nothing. Raises `UsageError` where too long."""
    if not value:
        return ""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if len(text) > LONGEST_VALUE:
        raise UsageError(f"the value has {len(text)} characters; at most {LONGEST_VALUE} are kept")
    return text


def unpacked(text: str) -> Row:
    """The value that `packed` wrote. Raises `UsageError` where it is no JSON object."""
    if not text.strip():
        return {}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the value is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise UsageError(f"the value is a JSON object, not {_shown(value)}")
    return value


def named(value: Any, what: str = "a name") -> Row:
    """Somebody or something, in the form in which it is kept: `{"name": …, "entity": an id or None}`."""
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, Mapping):
        raise UsageError(f'{what} is a name, or {{"name": …, "entity": …}}, not {_shown(value)}')
    entity = value.get("entity")
    name = value.get("name") or entity
    _only(value, ("name", "entity"), what)
    return {"name": _words(name, what), "entity": _words(entity, f"the entity of {what}") if entity else None}


def _nothing(value: Row) -> Row:
    _only(value, (), "the value")
    return {}


def _correction(value: Row) -> Row:
    fields = {_SAME.get(name, name): given for name, given in value.items()}
    if len(fields) < len(value):
        raise UsageError("a field is given twice, as one and as several: give subjects, objects, places once")
    if not fields:
        raise UsageError(f"nothing to correct; give some of {', '.join(FIELDS)}")
    _only(fields, (*FIELDS, *OF_SPAN), "a correction")
    if fields.keys() & {*OF_SPAN} and "span" not in fields:
        raise UsageError("give the span [start, end] of the right words with their quote")
    kept = {name: check(fields[name]) for name, check in FIELDS.items() if name in fields}
    return kept | {name: _text(fields[name], name) for name in OF_SPAN if name in fields}


def _merge(value: Row) -> Row:
    if "with" in value:
        _only(value, ("with",), "the merge of two claims' events")
        return {"with": _words(value["with"], "the other claim")}
    _only(value, ("into", "document"), "a merge of names")
    if "into" not in value:
        raise UsageError('say into what: {"into": a name}, or, for two claims of one event, {"with": a claim}')
    return {"into": named(value["into"], "what it is merged into")} | _document(value)


def _split(value: Row) -> Row:
    if "with" in value:
        return _merge(value)
    _only(value, ("from", "document"), "a split of names")
    if "from" not in value:
        raise UsageError('say from what: {"from": a name}, or, for two claims of two events, {"with": a claim}')
    return {"from": named(value["from"], "what it is split from")} | _document(value)


def _grade(value: Row) -> Row:
    if "speaks_for" in value:
        _only(value, ("speaks_for", "so"), "a judgement of whom somebody speaks for")
        if not isinstance(value.get("so", False), bool):
            raise UsageError('"so" is true (does speak for) or false (does not)')
        return {"speaks_for": named(value["speaks_for"], "the party"), "so": value.get("so", False)}
    _only(value, ("letter",), "a grade")
    letter = value.get("letter")
    if not isinstance(letter, str) or letter.upper() not in LETTERS or len(letter) != 1:
        raise UsageError(f"a grade is a letter from A (completely reliable) to F (cannot be judged), not {letter!r}")
    return {"letter": letter.upper()}


def _settle(value: Row) -> Row:
    _only(value, ("for", "against"), "a settlement")
    if "for" not in value:
        raise UsageError('say for which claim it is settled: {"for": a claim}')
    against = _listed(value.get("against", []), "the claims against it")
    return {"for": _words(value["for"], "the claim"), "against": sorted({_words(a, "a claim") for a in against})}


def _document(value: Row) -> Row:
    return {"document": _words(value["document"], "the document")} if value.get("document") else {}


def _span(value: Any) -> Any:
    pair = _listed(value, "a span")
    if len(pair) != 2 or not all(type(n) is int for n in pair) or not 0 <= pair[0] < pair[1]:
        raise UsageError(f"a span is [start, end] in code points, start before end, not {_shown(value)}")
    return pair


def _one_of(kinds: type[ClaimType] | type[Modality]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if value not in list(kinds):
            raise UsageError(f"{_shown(value)} is none of {', '.join(kinds)}")
        return str(value)

    return check


def _names(value: Any) -> Any:
    found = [] if value is None else [value] if isinstance(value, str | Mapping) else _listed(value, "names")
    return [named(each) for each in found]


def _when(value: Any) -> Any:
    if value is None:
        return None
    try:
        return when_row(_interval(value))
    except ValueError as error:
        raise UsageError(str(error)) from error


def _interval(value: Any) -> When:
    """An interval as EDTF, or as its row, whose text is kept where it says the same days."""
    if not isinstance(value, Mapping):
        return parse_edtf(_words(value, "a time"))
    ends = parse_edtf("/".join(_words(value.get(end) or "..", "a day") for end in ("earliest", "latest")))
    try:
        told = parse_edtf(_words(value.get("text") or "", "a time"))
    except (ValueError, UsageError):
        return ends
    return told if told.edtf() == ends.edtf() else ends


def _quantities(value: Any) -> Any:
    return [_quantity(each) for each in _listed(value if value is not None else [], "quantities")]


def _quantity(value: Any) -> Row:
    if not isinstance(value, Mapping):
        raise UsageError(f'a quantity is {{"value": 12, "unit": "kilometer", "of": "fence"}}, not {_shown(value)}')
    _only(value, ("value", "unit", "of", "approx", "span"), "a quantity")
    number = value.get("value")
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        raise UsageError(f"a quantity's value is a number, not {_shown(number)}")
    if abs(number) > 1e15:
        raise UsageError(f"{number} is more than can be counted")
    of = value.get("of") or ""
    return {
        "value": number,
        "unit": _words(value.get("unit"), "a quantity's unit"),
        "of": _words(of, "what is counted") if of else "",
        "approx": bool(value.get("approx", False)),
    }


def _chain(value: Any) -> Any:
    hops = [_hop(each) for each in _listed(value, "a chain")]
    if not hops:
        raise UsageError("a chain has at least the publishing outlet")
    return hops


def _hop(value: Any) -> Row:
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, Mapping):
        raise UsageError(f'a link of a chain is a name, or {{"name": …, "role": …}}, not {_shown(value)}')
    role = value.get("role") or Role.SPEAKER
    if role not in list(Role):
        raise UsageError(f"a link's role is one of {', '.join(Role)}, not {_shown(role)}")
    who = named({k: value[k] for k in ("name", "entity") if value.get(k)}, "a link of a chain")
    return who | {"role": str(role), "cue": _text(value.get("cue") or "", "a cue")}


def _words(value: Any, what: str) -> str:
    text = _text(value, what)
    if not text.strip():
        raise UsageError(f"{what} is missing")
    if len(text) > LONGEST_NAME:
        raise UsageError(f"{what} is longer than {LONGEST_NAME} characters")
    return text.strip()


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{what} is missing" if value is None else f"{what} is text, not {_shown(value)}")
    return value


def _listed(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise UsageError(f"{what}: a list, not {_shown(value)}")
    return list(value)


def _only(value: Mapping[str, Any], allowed: tuple[str, ...], what: str) -> None:
    unknown = sorted(value.keys() - {*allowed})
    if unknown:
        takes = f"it takes {', '.join(allowed)}" if allowed else "it takes none"
        raise UsageError(f"{what} has no field {', '.join(map(_shown, unknown))}; {takes}")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


FIELDS: dict[str, Callable[[Any], Any]] = {
    "span": _span,
    "type": _one_of(ClaimType),
    "modality": _one_of(Modality),
    "subjects": _names,
    "objects": _names,
    "places": _names,
    "event_time": _when,
    "quantities": _quantities,
    "chain": _chain,
    "speaker": named,
}
"""The fields of a claim that a person can correct."""
OF_SPAN = ("quote", "prefix", "suffix")
"""What goes with a corrected span: its words, and those around it."""

_CHECKS: dict[JudgementKind, Callable[[Row], Row]] = {
    JudgementKind.ACCEPT: _nothing,
    JudgementKind.REJECT: _nothing,
    JudgementKind.CORRECT: _correction,
    JudgementKind.MERGE: _merge,
    JudgementKind.SPLIT: _split,
    JudgementKind.GRADE: _grade,
    JudgementKind.SETTLE: _settle,
    JudgementKind.NOTE: _nothing,
    JudgementKind.UNDO: _nothing,
}
