"""What a brief tells of a route and of a border beyond its holdings, how sure it is, and what its map draws of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from tests.weigh.making import ON, WORLD, claim, ref
from tests.weigh.routing import LAND, PLACES, ROUTE, go, held, knowing, told

from khabar.model import Claim, Knowledge, Outcome, Passage, Place, Quantity, Ref, RouteState, Stretch
from khabar.weigh import Brief, Given, border_state, brief, html, markdown, state

ALL_RED = held("Red Front", *PLACES)
HERE = dict(zip(("mill", "gate", "far-gate", "high-pass", "ford", "new-town"), range(6), strict=True))
LOCATED = {id_: Place(id_, id_, "town", lat=34.0 + n / 10, lon=41.0 + n / 5) for id_, n in HERE.items()}


def stretch(found: RouteState, start: str, end: str) -> Stretch:
    (one,) = [s for s in found.stretches if (s.start.name, s.end.name) == (start, end)]
    return one


def page(*claims: Claim, knowledge: Knowledge = LAND) -> Brief:
    found = state(Ref(ROUTE.name, ROUTE.name, ROUTE.id), claims, knowledge, ON, date(2030, 1, 1))
    return brief(replace(found, note="", route=go(*claims, knowledge=knowledge)), claims, knowledge)


def passing(told: Brief) -> list[str]:
    return [text for s in told.sections if s.heading == "Whether one can pass" for text, _ in s.sentences]


# ---------------------------------------------------------------- how sure a stretch is


def test_a_stretch_is_as_sure_as_the_end_for_which_less_speaks() -> None:
    found = go(
        *held("Red Front", "Old Mill"), *held("Red Front", "East Gate"), *held("Red Front", "Old Mill", chain="Wire")
    )
    sum_ = stretch(found, "Old Mill", "East Gate").support
    assert sum_ is not None
    assert [(line.root, line.log_odds) for line in sum_.lines] == [("Herald", 1.2)]
    assert sum_.phrase.startswith("likely")


def test_to_hold_one_end_opens_nothing_and_another_side_there_speaks_against_it() -> None:
    assert stretch(go(*held("Red Front", "Old Mill")), "Old Mill", "East Gate").support is None
    sum_ = stretch(go(*held("Blue Army", "Old Mill")), "Old Mill", "East Gate").support
    assert sum_ is not None
    assert sum_.total == -1.2
    assert sum_.admiralty == "B2"


def test_what_is_told_of_the_stretch_itself_adds_up_root_by_root() -> None:
    went = [
        told("movement", "Old Mill", "East Gate", who=["Red Front"], chain=c, said="2020-06-10")
        for c in ("Herald", "Wire")
    ]
    sum_ = stretch(go(*went), "Old Mill", "East Gate").support
    assert sum_ is not None
    assert {line.root for line in sum_.lines} == {"Herald", "Wire"}
    assert sum_.total == 2.4


def test_a_packs_event_is_a_line_of_its_own() -> None:
    world = knowing(Outcome("fall", "takes", "blue", ("gate",), sources=("almanac",)), fall="2020-06-01")
    sum_ = stretch(go(knowledge=world), "Old Mill", "East Gate").support
    assert sum_ is not None
    (line,) = sum_.lines
    assert (line.root, line.grade, line.claim) == ("Fall", "B", "")
    assert "dated event of a pack" in line.what


def test_a_word_in_its_own_interest_and_a_rumour_move_a_stretch_little() -> None:
    own = held("First Red Brigade", "Old Mill", "East Gate", chain="First Red Brigade ← Herald")
    sum_ = stretch(go(*own), "Old Mill", "East Gate").support
    assert sum_ is not None
    assert sum_.total == 0


@given(
    st.lists(st.tuples(st.sampled_from(["Red Front", "Blue Army"]), st.sampled_from(PLACES)), max_size=6), st.randoms()
)
def test_neither_order_nor_a_repetition_changes_a_stretchs_sum(hold: list[tuple[str, str]], random: object) -> None:
    claims = [c for who, where in hold for c in held(who, where)]
    sums = [s.support for s in go(*claims).stretches]
    random.shuffle(claims)  # type: ignore[attr-defined]
    assert [s.support for s in go(*claims, *claims[:2]).stretches] == sums


def test_the_weakest_stretch_says_how_sure_an_open_or_closed_way_is() -> None:
    found = go(*ALL_RED, *held("Red Front", "Old Mill", "East Gate", "Far Gate", chain="Wire"))
    assert found.weakest is not None
    assert found.weakest.end.name in ("High Pass", "New Town")
    assert go().weakest is None


# ---------------------------------------------------------------- the brief of a route


def test_a_brief_tells_whether_one_can_pass_and_what_it_hangs_on() -> None:
    open_, closed = passing(page(*ALL_RED)), passing(page(*ALL_RED[1:], *held("Blue Army", "Old Mill")))
    assert open_[0].startswith("Open: the Red Front and allies could go from Old Mill to New Town")
    assert any(s.startswith("All ways pass between Old Mill and East Gate") for s in open_)
    assert any("if this were false: the Red Front held" in s for s in open_)
    assert closed[0].startswith("Closed")
    assert closed[1].startswith("The Blue Army held Old Mill, by Herald")
    assert "That one could pass is very unlikely." not in open_


def test_every_sentence_on_a_route_has_its_footnote_in_claims_or_rows() -> None:
    world = knowing(Outcome("fall", "takes", "blue", ("gate",), sources=("almanac",)), fall="2020-06-01")
    claims = held("Red Front", "Old Mill")
    found = page(*claims, knowledge=world)
    assert passing(found)
    assert all(ids for _, ids in found.sentences())
    assert [r.id for r in found.rows] == ["pack:fall:takes:blue"]
    assert set(found.claims()) <= {c.id for c in claims}
    written = markdown(found, {c.id: c for c in claims}, {})
    assert "Almanac, A Press, 2021: https://example.org/almanac" in written
    drawn = lxml_html.document_fromstring(html(found, {c.id: c for c in claims}, {}, LOCATED))
    assert "Almanac, A Press, 2021" in drawn.xpath("string(//ol)")
    assert not drawn.xpath("//ol//a[starts-with(@href, 'http')]")


def test_a_stretch_of_which_nothing_is_told_is_a_question() -> None:
    told = page(*held("Red Front", "Old Mill", "East Gate"))
    assert passing(told)[0].startswith("Not known: whether")
    assert page().notes[-1].startswith("Not known: whether")
    (asked,) = [s.questions for s in told.sections if s.questions]
    assert asked == ("Could one pass from East Gate to New Town?",)
    assert not [q for s in page(*ALL_RED).sections for q in s.questions]


def test_the_map_tells_open_closed_and_disputed_apart_by_marks() -> None:
    foe = [*held("Blue Army", "East Gate"), *held("Red Front", "Old Mill", "Far Gate", "High Pass", "New Town")]
    disputed = held("Blue Army", "New Town", chain="Wire")
    found = page(*foe, *disputed)
    claims = {c.id: c for c in (*foe, *disputed)}
    tree = lxml_html.document_fromstring(html(found, claims, {}, LOCATED))
    styles = tree.xpath("//figure[@class='plan']/svg/polyline/@class")
    assert {"leg open", "leg closed", "leg contested"} <= set(styles)
    assert len(tree.xpath("//figure[@class='plan']/svg/path[@class='cross']")) == styles.count("leg closed")
    assert tree.xpath("//figure[@class='plan']/svg/text[.='?']")
    assert {"open", "closed", "disputed"} <= {k.strip() for k in tree.xpath("//figcaption/span/text()")}


# ---------------------------------------------------------------- the brief of a border


_LINE = ((41.0, 34.0), (41.5, 34.5), (42.0, 35.0))
BORDERED = replace(
    WORLD, places=tuple(replace(p, pack="land@3", line=_LINE) if p.id == "border" else p for p in WORLD.places)
)


def line_of(*claims: Claim) -> Brief:
    found = state(ref("Long Border"), claims, BORDERED, ON, date(2030, 1, 1), Given(frozenset({"long-wall", "gate"})))
    numbers = border_state(ref("Long Border"), claims, BORDERED, ON, date(2030, 1, 1))
    return brief(replace(found, border=numbers), claims, BORDERED)


def numbers(told: Brief) -> list[str]:
    return [text for s in told.sections if s.heading == "The line in numbers" for text, _ in s.sentences]


def built(value: float, quote: str, where: Sequence[str] = ("Long Border",)) -> Claim:
    return claim("barrier", "Herald", what=["Long Wall"], where=where, quote=quote, said="2020-06-10",
                 numbers=[Quantity(value, "kilometer", "wall")])  # fmt: skip


def test_a_brief_tells_a_borders_kilometers_forces_and_shares_once() -> None:
    wall = built(400, "400 km of the wall are built")
    hold = claim("control", "Herald", who=["Red Front"], what=["Long Border"], said="2020-06-10",
                 numbers=[Quantity(30, "kilometer", "")])  # fmt: skip
    men = claim("deployment", "Herald", who=["Blue Army"], where=["Long Border"], said="2020-06-10",
                numbers=[Quantity(6, "brigade", "army")])  # fmt: skip
    told = line_of(wall, hold, men)
    words = " ".join(numbers(told))
    assert "400 kilometers of the wall were built, according to Herald: likely." in words
    assert "the Red Front held 30 kilometers of it, 5.0 percent of the line" in words
    assert "6 army brigades (1.0 for each 100 kilometers)" in words
    assert any("600 kilometers long by the line in land@3" in note for note in told.notes)
    assert not [
        text for s in told.sections if s.heading == "What is held to be so" for text, _ in s.sentences if "400" in text
    ]


def test_what_is_built_between_two_places_and_what_is_open_is_drawn_on_the_border() -> None:
    wall = built(40, "40 km of the wall stand from Old Mill to East Gate", ("Long Border", "Old Mill", "East Gate"))
    gate = claim("crossing", "Herald", what=["East Gate"], quote="East Gate is open", said="2020-06-10")
    places = {"mill": Place("mill", "Old Mill", "village", lat=34.0, lon=41.0),
              "gate": Place("gate", "East Gate", "crossing", lat=35.0, lon=42.0)}  # fmt: skip
    world = replace(BORDERED, places=tuple(places.get(p.id, p) for p in BORDERED.places))
    found = state(
        ref("Long Border"), [wall, gate], world, ON, date(2030, 1, 1), Given(frozenset({"long-wall", "gate"}))
    )
    line = border_state(ref("Long Border"), [wall, gate], world, ON, date(2030, 1, 1))
    told = brief(replace(found, border=line), [wall, gate], world)
    tree = lxml_html.document_fromstring(
        html(told, {c.id: c for c in (wall, gate)}, {}, {p.id: p for p in world.places})
    )
    (leg,) = tree.xpath("//figure[@class='plan']/svg/polyline[@class='leg built']/@points")
    assert len(leg.split()) == 3
    assert tree.xpath("//figure[@class='plan']/svg/circle[@class='gate open']")


def test_a_length_of_a_few_meters_is_no_share_of_a_border() -> None:
    near = claim("control", "Herald", who=["Red Front"], what=["Long Border"], numbers=[Quantity(50, "meter", "")])
    assert not numbers(line_of(near))


def test_passing_is_among_what_changed() -> None:
    def at(on: date) -> object:
        found = state(Ref(ROUTE.name, ROUTE.name, ROUTE.id), ALL_RED, LAND, on, date(2030, 1, 1))
        return replace(found, note="", route=go(*ALL_RED, on=on))

    told = brief(at(ON), ALL_RED, LAND, before=at(date(2020, 6, 1)))  # type: ignore[arg-type]
    changed = [text for s in told.sections if s.heading.startswith("What changed") for text, _ in s.sentences]
    assert "On 1 June 2020 the way was one of which nothing certain is known; on 15 June 2020 it was open." in changed
    assert go(*ALL_RED).verdict is Passage.OPEN
