"""Labels written between the lines of a report, as plain text that a person can review.

    outlet: Meridian Wire
    published: 2019-03-10
    register: wire
    conflict: salt-coast
    person: Daro Imsel; Col. Daro Imsel; Imsel
    armed_group: Third Lancers; the Lancers
    facility: Tomb Gate
    ---
    ~ Lancers leave Tomb Gate

    The Third Lancers had left Tomb Gate, Col. Daro Imsel said on Saturday.
      say Col. Daro Imsel | said | The Third Lancers had left Tomb Gate
      claim withdrawal asserted | The Third Lancers had left Tomb Gate | by left | place Tomb Gate

One sentence a line, a blank line between paragraphs, `~` before what is no running text. `training/corpus/README.md` is
the annotators' guide. A label whose words are not in its sentence is left out and told in `problems`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khabar.evaluate.labelled import (
    LabelledAttribution,
    LabelledClaim,
    LabelledEntity,
    LabelledMention,
    LabelledQuantity,
    LabelledReport,
    LabelledTime,
    Role,
)
from khabar.model import ClaimType, Kind, Modality, Span

_HEAD_END = "---"
# `outlet:` names who publishes; outlets that the text names are listed as `outlet_name:`
_KINDS = {"outlet_name" if kind is Kind.OUTLET else kind.value: kind for kind in Kind}
_AUTHOR = "[author]"
_NTH = re.compile(r"^(.*)@(\d)$", re.S)
_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_DAYS = re.compile(rf"({_DAY})?(/)?({_DAY})?")
_NUMBER = re.compile(r"(~)?(\S+)\s+(\S+)(?:\s+of\s+(.+))?")


class LabelError(ValueError):
    """A label that cannot be read; its message says what is wrong with it."""


@dataclass
class _Sentence:
    span: Span
    text: str
    labels: list[tuple[int, str]] = field(default_factory=list)


def parse(source: str, name: str) -> LabelledReport:
    """The report written in `source`; `name` names it in messages. What cannot be read is in its `problems`."""
    head, _, body = source.replace("\r\n", "\n").partition(f"\n{_HEAD_END}\n")
    problems: list[str] = []
    header, entities = _header(head, problems)
    text, sentences, furniture = _layout(body, head.count("\n") + 3, problems)
    outlet = header.get("outlet") or _AUTHOR
    attributions: list[LabelledAttribution] = []
    claims: list[LabelledClaim] = []
    for sentence in sentences:
        said, told = _labels(sentence, outlet, problems)
        attributions += said
        claims += told
    return LabelledReport(
        name,
        text,
        header,
        tuple(entities),
        tuple(s.span for s in sentences),
        tuple(furniture),
        tuple(_mentions(text, entities)),
        tuple(attributions),
        tuple(claims),
        tuple(problems),
    )


def _header(head: str, problems: list[str]) -> tuple[dict[str, str], list[LabelledEntity]]:
    header: dict[str, str] = {}
    entities: list[LabelledEntity] = []
    for number, line in enumerate(head.split("\n"), 1):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not line.strip():
            continue
        if not colon:
            problems.append(f"line {number}: no colon in {line!r}")
        elif key in _KINDS:
            names = tuple(n.strip() for n in value.split(";") if n.strip())
            if names:
                entities.append(LabelledEntity(_KINDS[key], names))
        else:
            header[key] = value
    return header, entities


def _layout(body: str, first: int, problems: list[str]) -> tuple[str, list[_Sentence], list[Span]]:
    """The text without its labels, its sentences with theirs, and its furniture."""
    text = ""
    sentences: list[_Sentence] = []
    furniture: list[Span] = []
    glue = ""
    for number, line in enumerate(body.split("\n"), first):
        if not line.strip():
            glue = "\n\n" if text else ""
        elif line.startswith("  "):
            if sentences:
                sentences[-1].labels.append((number, line.strip()))
            else:
                problems.append(f"line {number}: a label before the first sentence")
        else:
            words = line.removeprefix("~").strip()
            text += glue + words
            span = Span(len(text) - len(words), len(text))
            if line.startswith("~"):
                furniture.append(span)
                glue = "\n\n"
            else:
                sentences.append(_Sentence(span, words))
                glue = " "
    return text, sentences, furniture


# ---------------------------------------------------------------- labels of one sentence


def _labels(
    sentence: _Sentence, outlet: str, problems: list[str]
) -> tuple[list[LabelledAttribution], list[LabelledClaim]]:
    said: list[LabelledAttribution] = []
    told: list[LabelledClaim] = []
    carried: list[str] = []
    for word in ("say", "carried", "claim"):
        for number, label in sentence.labels:
            kind, _, rest = label.partition(" ")
            if kind not in ("say", "carried", "claim"):
                if word == "say":
                    problems.append(f"line {number}: a label starts with say, carried or claim, not {kind!r}")
                continue
            if kind != word:
                continue
            try:
                if kind == "say":
                    said.append(_say(sentence, rest))
                elif kind == "carried":
                    carried.append(rest.strip())
                else:
                    told.append(_claim(sentence, rest, said, carried, outlet))
            except LabelError as error:
                problems.append(f"line {number}: {error}")
    return said, told


def _say(sentence: _Sentence, rest: str) -> LabelledAttribution:
    parts = [p.strip() for p in rest.split(" | ")]
    if len(parts) != 3:
        raise LabelError(f"say takes SOURCE | CUE | CONTENT, not {rest!r}")
    words, speaker = _alias(parts[0])
    source = () if words == "-" else _pieces(sentence, words)
    cue = () if parts[1] == "-" else _pieces(sentence, parts[1])
    return LabelledAttribution(source, cue, _pieces(sentence, parts[2]), speaker)


def _claim(
    sentence: _Sentence, rest: str, said: list[LabelledAttribution], carried: list[str], outlet: str
) -> LabelledClaim:
    parts = [p.strip() for p in rest.split(" | ")]
    kinds = parts[0].split()
    if len(kinds) != 2 or kinds[0] not in set(ClaimType) or kinds[1] not in set(Modality):
        raise LabelError(f"claim takes TYPE MODALITY, not {parts[0]!r}")
    if len(parts) < 3:
        raise LabelError(f"claim takes TYPE MODALITY | WORDS | by TRIGGER | roles, not {rest!r}")
    span = _find(sentence, parts[1])
    roles: dict[str, list[str]] = {}
    for part in parts[2:]:
        role, _, words = part.partition(" ")
        if role not in ("by", "subject", "object", "place", "time", "number"):
            raise LabelError(f"no role {role!r} in a claim (by, subject, object, place, time, number)")
        roles.setdefault(role, []).extend(w.strip() for w in words.split(" ; "))
    if len(roles.get("by", ())) != 1:
        raise LabelError("a claim has one trigger: by WORDS")
    trigger = _find(sentence, roles["by"][0], span)

    def filled(role: str) -> tuple[Role, ...]:
        return tuple(_role(sentence, w, span) for w in roles.get(role, ()))

    over = [a for a in said if any(c.holds(trigger) for c in a.content)]
    over.sort(key=lambda a: sum(len(c) for c in a.content))
    links = [*(a.speaker for a in over if a.speaker != "-"), *carried]
    chain = tuple(dict.fromkeys([*links, outlet]))
    times = [_time(sentence, w, span) for w in roles.get("time", ())]
    numbers = tuple(_number(sentence, w, span) for w in roles.get("number", ()))
    return LabelledClaim(
        span,
        trigger,
        ClaimType(kinds[0]),
        Modality(kinds[1]),
        chain,
        filled("subject"),
        filled("object"),
        filled("place"),
        times[0] if times else None,
        numbers,
        bool(carried) and not over,
    )


def _alias(words: str) -> tuple[str, str]:
    """ "he = Daro Imsel": the words, and whom they stand for."""
    text, equals, name = (p.strip() for p in words.partition(" = "))
    return text, name if equals else _NTH.sub(r"\1", text)


def _role(sentence: _Sentence, words: str, near: Span) -> Role:
    text, name = _alias(words)
    return Role(None if text == "-" else _find(sentence, text, near), name)


def _time(sentence: _Sentence, words: str, near: Span) -> LabelledTime:
    text, equals, days = (p.strip() for p in words.partition(" = "))
    span = None if text == "-" else _find(sentence, text, near)
    if not equals:
        return LabelledTime(span)
    match = _DAYS.fullmatch(days)
    if match is None:
        raise LabelError(f"days are 2019-03-09, 2019-03, 2019 or FROM/TO, not {days!r}")
    first, slash, last = match.groups()
    return LabelledTime(span, _end(first, "01"), _end(last if slash else first, "31"))


def _end(day: str | None, missing: str) -> str | None:
    if day is None:
        return None
    year, month, date = (*day.split("-"), None, None)[:3]
    month = month or ("01" if missing == "01" else "12")
    if date is None:
        date = (
            "01" if missing == "01" else {"02": "28", "04": "30", "06": "30", "09": "30", "11": "30"}.get(month, "31")
        )
    return f"{year}-{month}-{date}"


def _number(sentence: _Sentence, words: str, near: Span) -> LabelledQuantity:
    text, equals, meaning = (p.strip() for p in words.partition(" = "))
    match = _NUMBER.fullmatch(meaning) if equals else None
    if match is None:
        raise LabelError(f"number takes WORDS = VALUE UNIT of WHAT, not {words!r}")
    about, value, unit, of = match.groups()
    try:
        amount: float | str = float(value.replace(",", ""))
    except ValueError:
        amount = value
    return LabelledQuantity(_find(sentence, text, near), amount, unit, of or unit, about is not None)


# ---------------------------------------------------------------- words to spans


def _pieces(sentence: _Sentence, words: str) -> tuple[Span, ...]:
    return tuple(_find(sentence, w.strip()) for w in words.split(" ... "))


def _find(sentence: _Sentence, words: str, near: Span | None = None) -> Span:
    """Where `words` stand in the sentence: their first occurrence inside `near`, else the first of all; `words@2`: the
    second of all."""
    nth = _NTH.match(words)
    words, want = (nth[1], int(nth[2])) if nth else (words, 0)
    if not words:
        raise LabelError("a label without words")
    start, end = (r"\b" if words[0].isalnum() else ""), (r"\b" if words[-1].isalnum() else "")
    found = [
        Span(sentence.span.start + m.start(), sentence.span.start + m.end())
        for m in re.finditer(start + re.escape(words) + end, sentence.text)
    ]
    if len(found) < max(want, 1):
        raise LabelError(f"{words!r} does not stand {want or 1} times in its sentence")
    if want:
        return found[want - 1]
    return next((s for s in found if near and near.holds(s)), found[0])


def _mentions(text: str, entities: list[LabelledEntity]) -> list[LabelledMention]:
    """Every occurrence of every name; of names that overlap, the longest."""
    found: list[LabelledMention] = []
    taken: list[Span] = []
    names = sorted(((n, e) for e in entities for n in e.names), key=lambda pair: -len(pair[0]))
    for words, entity in names:
        for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            span = Span(m.start(), m.end())
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                found.append(LabelledMention(span, entity.kind, entity.names[0]))
    return sorted(found, key=lambda m: m.span)
