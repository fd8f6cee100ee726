"""A brief as Markdown, with a numbered footnote for every claim."""

from __future__ import annotations

import re
from collections.abc import Mapping

from khabar.model import Claim
from khabar.weigh.briefing.brief import Brief, Section
from khabar.weigh.briefing.lines import Row
from khabar.weigh.moments import anchor
from khabar.weigh.wording import at, capital, day

_SPECIAL = re.compile(r"([\\`*_\[\]#|~!])")


def markdown(brief: Brief, claims: Mapping[str, Claim], documents: Mapping[str, str]) -> str:
    """The page: headings, sentences, and footnotes with quote, chain, days and the document's path.

    `claims` by id must hold every claim of the brief (`KeyError` otherwise); `documents` gives each document's path
    or title by id, its id standing in for one that is missing. Text is escaped: a quote cannot become markup.
    """
    numbers: dict[str, int] = {}
    lines = [f"# {_escaped(brief.title)}, {day(brief.on)}", ""]
    for note in brief.notes:
        lines += [f"*{_escaped(capital(note))}*", ""]
    for section in brief.sections:
        lines += _section(section, numbers, "##")
    rows = {row.id: _row(row) for row in brief.rows}
    for id_, number in numbers.items():
        lines.append(f"[^{number}]: {rows[id_] if id_ in rows else _footnote(claims[id_], documents)}")
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(section: Section, numbers: dict[str, int], level: str) -> list[str]:
    lines = [f"{level} {_escaped(section.heading)}", ""]
    for text, ids in section.sentences:
        marks = "".join(f"[^{numbers.setdefault(i, len(numbers) + 1)}]" for i in ids)
        lines.append(f"- {_escaped(text)}{marks}")
    lines += [""] if section.sentences else []
    for part in section.parts:
        lines += _section(part, numbers, f"{level}#")
    if section.questions:
        lines += ["No report in the record answers:", "", *(f"- {_escaped(q)}" for q in section.questions), ""]
    return lines


def _footnote(claim: Claim, documents: Mapping[str, str]) -> str:
    where = documents.get(claim.document, claim.document)
    said = anchor(claim)
    days = [] if said == claim.reported or said.open else [f"said {at(said)}"]
    days.append("reported on an unknown day" if claim.reported.open else f"reported {at(claim.reported)}")
    parts = [f"“{' '.join(claim.quote.split())}”", f"{claim.chain}", *days, where]
    return "; ".join(map(_escaped, parts))


def _row(row: Row) -> str:
    told = [f"{s.title}, {s.publisher}, {s.date}: {s.url}" for s in row.sources]
    return "; ".join(map(_escaped, [row.words.removesuffix("."), *told]))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " "))
