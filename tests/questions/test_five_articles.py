"""Q1 to Q13 of the questions that the project started from, each down to its words."""

import json
from datetime import date
from pathlib import Path

from khabar.model import (
    BlockKind,
    Claim,
    ClaimType,
    ConflictKind,
    Fluent,
    Holding,
    Modality,
    Passage,
    RouteState,
    Span,
    Standing,
    State,
    Trip,
    When,
    parse_edtf,
)
from khabar.record import Record
from khabar.store import Filter


def held(state: State, fluent: Fluent) -> dict[tuple[str | None, str | None], Holding]:
    return {(h.subject.entity, h.object.entity): h for h in state.holdings if h.fluent is fluent}


def evidence(holding: Holding) -> list[Claim]:
    return [e.claim for e in holding.evidence]


def test_q1_the_barrier_with_its_parts_and_what_does_not_add_up(articles: Record) -> None:
    state = articles.state("Iraq-Syria border barrier", on=date(2026, 1, 25), known_by=date(2026, 1, 25))
    built = [e for h in state.holdings if h.fluent is Fluent.BUILT_TO for e in evidence(h)]
    numbers = {(q.value, q.unit): c for c in built for q in c.quantities}
    assert str(numbers[530, "kilometer"].chain) == "Rudaw"
    assert str(numbers[90, "kilometer"].chain) == "Rudaw"
    eighty = numbers[80, "percent"]
    assert str(eighty.chain) == "Sabah al-Numan ← Iraqi News Agency ← Rudaw"
    assert "barrier" in next(q.of for q in eighty.quantities)
    words = " ".join(f.words for f in state.flags)
    assert "620" in words
    assert "600" in words
    assert "80 percent" in words
    assert "530" in words


def test_q1_the_parts_against_the_whole_and_what_the_share_is_of(articles: Record) -> None:
    (total,) = articles.conflicts(kinds={ConflictKind.SUM})
    assert "make 620 kilometers, but the whole is given as about 600" in total.words
    assert [s.roots for s in total.sides] == [("Rudaw",), ("Rudaw",)]
    (share,) = articles.conflicts("Iraq-Syria border barrier", {ConflictKind.NUMBERS})
    assert [s.roots for s in share.sides] == [("Sabah al-Numan",), ("Rudaw",)]


def test_a_length_from_town_to_town_against_the_map(articles: Record) -> None:
    for found in (articles.conflicts(), articles.conflicts("Iraq-Syria border")):
        (length,) = [c for c in found if c.kind is ConflictKind.GEOMETRY]
        assert "about 600 kilometers for the Iraq-Syria border from Al-Qaim to Rabia" in length.words
        assert "about 320 kilometers" in length.words
        assert {str(c.chain) for c in length.claims} == {"Al-Monitor"}


def test_q3_who_holds_the_camp_and_the_prisons_and_who_did_before(articles: Record) -> None:
    for name in ("al-Hol camp", "al-Shaddadi prison", "al-Aqtan prison"):
        state = articles.state(name, on=date(2026, 1, 25), known_by=date(2026, 2, 28))
        holders = {h.subject.entity: h.standing for h in state.holdings if h.fluent is Fluent.HOLDS}
        assert holders["sy-gov-factions"] is Standing.HELD, name
        assert holders["sdf"] is Standing.ENDED, name


def test_q3_that_people_escaped_is_the_word_of_the_adviser(articles: Record) -> None:
    escaped = [c for c in articles.claims(Filter(text="escaped")) if c.type == "detention"]
    assert [c.chain.root.agent.entity for c in escaped] == ["qasim-araji"]


def test_q4_a_village_taken_by_the_word_of_an_interested_partys_outlet(articles: Record) -> None:
    state = articles.state("al-Khibra", on=date(2017, 6, 5), known_by=date(2017, 6, 5))
    held = {h.object.entity: h for h in state.holdings if h.fluent is Fluent.HOLDS and h.subject.entity == "pmf"}
    holding = held["baaj-khibra"]
    assert holding.since.meets(When(date(2017, 5, 30), date(2017, 6, 4)))
    (claim,) = evidence(holding)
    assert claim.chain.root.agent.name.lower().endswith("iranian media")
    assert claim.modality is Modality.RUMOURED
    assert "Iranian media" in holding.words


def test_q6_who_had_authority_over_the_border_in_2016(articles: Record) -> None:
    state = articles.state("Iraq-Syria border", on=date(2016, 12, 31))
    told = held(state, Fluent.AUTHORISED).values()
    (ministry,) = [h for h in told if "Interior" in h.subject.name and h.object.entity == "iraq-syria-border"]
    assert ministry.standing is Standing.HELD
    assert "Iraqi Border Police" in evidence(ministry)[0].quote
    asked = [c for c in state.expected if c.modality in (Modality.DEMANDED, Modality.REQUESTED)]
    assert any("pmf" in {r.entity for r in (*c.subjects, *c.objects)} or "PMU" in c.quote for c in asked)
    sent = [c for c in articles.claims(Filter(types=frozenset({ClaimType.DEPLOYMENT}))) if "military force" in c.quote]
    assert any(c.event_time and c.event_time.earliest == date(2016, 10, 7) for c in sent)


def test_q7_that_the_units_were_put_in_charge_is_their_commanders_own_word(articles: Record) -> None:
    state = articles.state("Popular Mobilization Forces", on=date(2017, 6, 4))
    (charge,) = [
        h for (who, _), h in held(state, Fluent.AUTHORISED).items() if who == "pmf" and h.standing is Standing.HELD
    ]
    assert charge.roots == ()
    (claim,) = evidence(charge)
    assert (
        claim.quote
        == "Iraqi Prime Minister Haider al-Abadi has put the paramilitary forces in charge of the border security"
    )
    assert claim.chain.root.agent.text.startswith("P.M.F. commanders")
    given_up = [c for c in articles.claims() if "hand over the border region" in c.quote]
    assert {c.chain.root.agent.entity for c in given_up} == {"abu-mahdi-muhandis"}
    assert not {c.modality for c in given_up} & {Modality.ASSERTED, Modality.DENIED}


def test_q8_who_was_around_al_qaim_and_what_was_to_come(articles: Record) -> None:
    state = articles.state("Iraq-Syria border", on=date(2024, 12, 30), known_by=date(2024, 12, 31))
    present = [c for h in state.holdings if h.fluent is Fluent.IS_AT for c in evidence(h)]
    eleven = [c for c in present if any(q.value == 11 for q in c.quantities)]
    assert any(str(c.chain).lower() == "source ← the new arab ← [author]" for c in eleven)
    assert any(c.type == "withdrawal" and c.modality is Modality.PLANNED for c in state.expected)


def test_q10_coordination_with_the_sdf_is_denied_by_an_interested_party(articles: Record) -> None:
    state = articles.state("SDF", on=date(2026, 1, 25), known_by=date(2026, 2, 28))
    denied = [h for h in state.holdings if h.fluent is Fluent.ALLIED and h.standing is Standing.DENIED]
    (claim,) = [c for h in denied for c in evidence(h)]
    assert str(claim.chain) == "Qasim Muslih ← Rudaw"
    assert claim.modality is Modality.DENIED
    assert denied[0].roots == ()


def test_q11_who_helps_isis_is_told_by_each_side_of_the_other_and_denied_by_the_author(articles: Record) -> None:
    (rivals,) = articles.conflicts("ISIS", {ConflictKind.CULPRITS})
    assert {s.words: s.roots for s in rivals.sides} == {
        "Popular Mobilization Forces": ("Al-Ain News",),
        "United States of America": ("Iranian media",),
    }
    denials = articles.conflicts("ISIS", {ConflictKind.DENIAL})
    assert {c.sides[0].roots for c in denials} == {("Al-Ain News",), ("Iranian media",)}
    assert {c.sides[0].claims[0].subjects[0].entity for c in denials} == {"pmf", "united-states"}
    for denial in denials:
        (said,) = denial.sides[1].claims
        assert said.chain.root.role == "outlet"
        assert "Neither the US or Iran or the PMU" in said.quote
    state = articles.state("ISIS", on=date(2020, 6, 11))
    helped = {who: h.standing for (who, whom), h in held(state, Fluent.ALLIED).items() if whom == "isis"}
    assert helped == {
        "united-states": Standing.CONTESTED,
        "pmf": Standing.CONTESTED,
        "iran": Standing.DENIED,
    }


def test_q12_who_belongs_to_the_mobilization_units_and_who_leads_what(articles: Record) -> None:
    state = articles.state("PMU", on=date(2026, 1, 25), known_by=date(2026, 2, 28))
    members = {subject for subject, whole in held(state, Fluent.PART_OF) if whole == "pmf"}
    assert members >= {"badr", "kataib-hezbollah", "aah", "nujaba", "tufuf"}
    leads = {
        (c.subjects[0].entity, o.entity)
        for c in articles.claims()
        if c.type == "command" and c.modality is Modality.ASSERTED and c.subjects
        for o in c.objects
    }
    assert leads >= {
        ("hadi-amiri", "badr"),
        ("abu-hassanein", "tufuf"),
        ("qasim-muslih", "pmf-anbar-ops"),
        ("abu-mahdi-muhandis", "pmf"),
        ("abu-mahdi-muhandis", "pmc"),
    }


def test_q13_the_day_of_each_report_is_bounded_with_reasons(articles: Record) -> None:
    wanted = {
        "000": "2016-12-18/2016-12-31",
        "001": "2026-01-24",
        "002": "2017-06-01/2017-06-03",
        "003": "2020-04-11/2020-05-04",
        "004": "2024-12-29/2024-12-30",
    }
    for stored in articles.documents():
        expected = parse_edtf(wanted[Path(stored.document.path).stem])
        assert stored.published.meets(expected)
        assert stored.published.earliest
        assert stored.published.latest
        assert stored.published.reasons


def test_furniture_makes_no_claim_and_no_news_is_taken_for_furniture(articles: Record, shared: Path) -> None:
    furniture = ("Join hundreds", "Rudaw moderates", "MEI welcomes", "Israel wants Erdogan", "$25.00")
    for claim in articles.claims():
        assert not any(words in claim.quote for words in furniture)
    for stored in articles.documents():
        gold = json.loads((shared / "gold" / f"{Path(stored.document.path).stem}.json").read_text(encoding="utf-8"))
        furniture_spans = [b.span for b in stored.document.blocks if b.kind is BlockKind.BOILERPLATE]
        for claim in gold["claims"]:
            assert not any(s.overlaps(Span(claim["start"], claim["end"])) for s in furniture_spans), claim["quote"]


def test_every_claim_opens_down_to_its_words(articles: Record) -> None:
    texts = {s.document.id: s.document.text for s in articles.documents()}
    claims = list(articles.claims())
    assert len(claims) > 100
    for claim in claims:
        assert claim.span.of(texts[claim.document]) == claim.quote
        assert claim.chain.hops


def test_q1_the_barrier_in_kilometers_each_with_its_root(articles: Record) -> None:
    border = articles.state("Iraq-Syria border barrier", on=date(2026, 1, 25), known_by=date(2026, 2, 28)).border
    assert border is not None
    assert (border.length_km, border.geometry) == (599, "iraq-syria@2")
    told = {(b.progress.value, b.value, b.unit): b for b in border.built}
    assert told.keys() >= {("built", 530, "kilometer"), ("left", 90, "kilometer"), ("built", 80, "percent")}
    assert told["built", 530, "kilometer"].root == "Rudaw"
    assert told["built", 80, "percent"].root == "Sabah al-Numan"
    assert "barrier" in told["built", 80, "percent"].of


def test_q2_who_was_on_the_border(articles: Record) -> None:
    state = articles.state("Iraq-Syria border", on=date(2026, 1, 25), known_by=date(2026, 2, 28))
    assert state.border is not None
    brigades = {f.of: f for f in state.border.forces if f.unit == "brigade"}
    assert {of: f.number for of, f in brigades.items()} == {"PMF": 6, "border guard": 3, "Iraqi army": 4}
    assert {f.root for f in brigades.values()} == {"Rudaw"}
    assert round(brigades["PMF"].per_100_km or 0, 1) == 1.0
    commander = [c for h in state.holdings if h.fluent is Fluent.IS_AT for c in evidence(h) if "We are now" in c.quote]
    assert {str(c.chain) for c in commander} == {"Abu al-Hassanein ← Rudaw"}


def test_q5_how_much_of_the_border_badr_held_by_its_own_word(articles: Record) -> None:
    border = articles.state("Iraq-Syria border", on=date(2017, 5, 30), known_by=date(2017, 12, 31)).border
    assert border is not None
    (share,) = border.shares
    assert (share.actor.entity, share.kilometers) == ("badr", 17)
    assert round(share.share or 0, 3) == 0.028
    assert not share.counts
    assert "its own interest" in share.why


def test_q9_the_road_from_qaim_to_deir_ezzor(articles: Record) -> None:
    def road(on: date, known_by: date = date(2026, 2, 28), actor: str = "Iran-backed Iraqi factions") -> RouteState:
        trip = Trip(actor, "al-Qaim", "Deir Ezzor")
        found = articles.state("Iranian land corridor", on=on, known_by=known_by, trip=trip).route
        assert found is not None
        return found

    for day in (date(2018, 6, 1), date(2020, 6, 15), date(2022, 1, 1), date(2024, 6, 1), date(2024, 12, 7)):
        found = road(day)
        assert found.verdict is Passage.OPEN, day
        assert {"albukamal", "mayadeen"} <= {p.entity for p in found.way}
        assert found.flips
    closed = road(date(2025, 1, 15))
    assert closed.verdict is Passage.CLOSED
    against = [g for s in closed.choke for g in s.grounds if g.decides and not g.opens]
    assert any("fall of the Assad regime has closed this highway" in c.quote for g in against for c in g.claims)
    assert any(g.words.startswith("Fall of the Assad government") and g.sources for g in against)
    assert {g.id for g in closed.flips} == {g.id for g in against}
    # What nobody could know yet changes nothing; and who asks makes the difference.
    assert road(date(2025, 1, 15), known_by=date(2024, 11, 30)).verdict is Passage.OPEN
    assert road(date(2024, 6, 1), actor="US forces").verdict is Passage.CLOSED
