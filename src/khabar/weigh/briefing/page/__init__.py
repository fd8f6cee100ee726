"""A brief as one HTML page that needs nothing else: no script, no request, its map and timeline drawn within."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.model import Claim, Place
from khabar.weigh.briefing.brief import Brief, Section
from khabar.weigh.briefing.lines import Row
from khabar.weigh.briefing.page.chart import chart
from khabar.weigh.briefing.page.markup import LINE, Markup, el, joined
from khabar.weigh.briefing.page.plan import plan
from khabar.weigh.briefing.page.style import CSS, policy
from khabar.weigh.moments import anchor
from khabar.weigh.wording import at, capital, day

__all__ = ["html"]


def html(brief: Brief, claims: Mapping[str, Claim], documents: Mapping[str, str], located: Mapping[str, Place]) -> str:
    """The page: sentences with their footnotes (quote, chain, days, document), a map and a timeline.

    `claims` by id must hold every claim of the brief (`KeyError` otherwise); `documents` gives each document's path or
    title by id, `located` the places that can be drawn by entity id. Every word of a report is escaped.
    """
    numbers = {id_: number for number, id_ in enumerate(brief.footnotes(), 1)}
    figures = [f for f in (plan(brief, located), chart(brief, claims, numbers)) if f]
    linked: set[str] = set()
    sections = [_section(s, numbers, linked) for s in brief.sections]
    body = [el("div", *sections[:1], class_="first"), el("div", *sections[1:], class_="rest")]
    if figures:
        body.insert(1, el("div", *figures, class_="figures"))
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy()),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{brief.title}, {day(brief.on)}"),
        el("style", Markup(CSS)),
    )
    main = el("main", _header(brief), el("div", *body, class_="body"), _notes(brief, numbers, claims, documents))
    return "<!DOCTYPE html>\n" + el("html", head, LINE, el("body", main), lang="en") + "\n"


def _header(brief: Brief) -> Markup:
    since = f", and what changed since {day(brief.since)}" if brief.since else ""
    notes = [el("p", capital(note), class_="note") for note in brief.notes]
    return el("header", el("h1", brief.title, dir="auto"), el("p", f"{day(brief.on)}{since}", class_="day"), *notes)


def _section(section: Section, numbers: Mapping[str, int], linked: set[str], level: int = 2) -> Markup:
    inside = [el(f"h{level}", section.heading, dir="auto")]
    if section.sentences:
        inside.append(el("ul", *(_sentence(words, ids, numbers, linked) for words, ids in section.sentences), LINE))
    inside += [_section(part, numbers, linked, level + 1) for part in section.parts]
    if section.questions:
        inside.append(el("p", "No report in the record answers:"))
        inside.append(el("ul", *(el("li", q, class_="question") for q in section.questions)))
    return joined(LINE, el("section", *inside))


def _sentence(words: str, ids: Sequence[str], numbers: Mapping[str, int], linked: set[str]) -> Markup:
    """A sentence with its marks; `linked` gathers the claims that a mark led to, since notes lead back to the first."""
    marks = []
    for id_ in ids:
        here = {} if id_ in linked else {"id": f"r{numbers[id_]}"}
        marks.append(el("a", str(numbers[id_]), href=f"#n{numbers[id_]}", **here))
        linked.add(id_)
    apart = [piece for mark in marks for piece in (mark, " ")][:-1]
    return joined(LINE, el("li", el("bdi", words), el("sup", *apart), class_="sentence"))


def _notes(
    brief: Brief, numbers: Mapping[str, int], claims: Mapping[str, Claim], documents: Mapping[str, str]
) -> Markup:
    if not numbers:
        return joined()
    rows = {row.id: row for row in brief.rows}
    items = [
        _row(number, rows[id_]) if id_ in rows else _note(number, claims[id_], documents)
        for id_, number in numbers.items()
    ]
    return el("section", el("h2", "Whose words these are"), el("ol", *items, LINE, class_="notes"))


def _note(number: int, claim: Claim, documents: Mapping[str, str]) -> Markup:
    said = anchor(claim)
    days = [] if said == claim.reported or said.open else [f"said {at(said)}"]
    days.append("reported on an unknown day" if claim.reported.open else f"reported {at(claim.reported)}")
    return joined(LINE, el(
        "li",
        "“", el("q", el("bdi", claim.quote)), "” ",
        el("span", el("bdi", str(claim.chain)), class_="chain"),
        f"; {'; '.join(days)}; ",
        el("cite", el("bdi", documents.get(claim.document, claim.document))),
        " ", el("code", claim.id),
        " ", el("a", "↑", href=f"#r{number}", class_="back", aria_label="back to the sentence"),
        id=f"n{number}",
    ))  # fmt: skip


def _row(number: int, row: Row) -> Markup:
    told = "; ".join(f"{s.title}, {s.publisher}, {s.date}: {s.url}" for s in row.sources)
    back = el("a", "↑", href=f"#r{number}", class_="back", aria_label="back to the sentence")
    words = el("bdi", f"{row.words.removesuffix('.')}; ")
    return joined(LINE, el("li", words, el("cite", el("bdi", told)), " ", back, id=f"n{number}"))
