"""When a report was published, by its own words. The packs here are small and made up."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import (
    Actor,
    AnchorEvent,
    Block,
    BlockKind,
    Document,
    Kind,
    Knowledge,
    Place,
    Relation,
    Span,
    When,
    parse_edtf,
)
from khabar.resolve.published.bounds import publication

TODAY = date(2030, 6, 1)
KNOWLEDGE = Knowledge(
    actors=(
        Actor("red", "Red Brigade", Kind.ARMED_GROUP, aliases=("the Reds",)),
        Actor("blue", "Blue Army", Kind.ARMED_GROUP),
        Actor("aru", "Aru Velin", Kind.PERSON, aliases=("Velin",)),
        Actor("group", "Nobody", Kind.ARMED_GROUP),
        Actor("oda", "Oda Rell", Kind.PERSON),
        Actor("tor-water", "Water Office", Kind.STATE_BODY, country="TT"),
    ),
    places=(Place("tor", "Tor", "town"), Place("kel", "Kel", "town"), Place("mir", "Mir", "town")),
    relations=(
        Relation("post", "aru", "state", "prime minister", parse_edtf("2021-03-01/2024-02-01")),
        Relation("post", "aru", "state", "leader", parse_edtf("2026-01-01/..")),
        Relation("leads", "aru", "state", "governor", parse_edtf("2027-01-01/..")),
        Relation("post", "unknown", "state", "king", parse_edtf("2029-01-01/..")),
        Relation("post", "aru", "state", "envoy"),
        Relation("leads", "oda", "state", "president", parse_edtf("2021/2024")),
        Relation("post", "oda", "state", "president", parse_edtf("2004/2008")),
    ),
    events=(
        AnchorEvent("truce", "Truce of Kel", parse_edtf("2022-05-03"), ("truce of Kel", "Kel truce")),
        AnchorEvent("defeat", "Defeat of the Reds", parse_edtf("2023-02-10"), ("rout of the Reds",), ("red",)),
        AnchorEvent("law", "Militia law", parse_edtf("2024-11-05"), ("militia law", "May 9"), ("red",)),
        AnchorEvent("storm", "Great storm", parse_edtf("2019/2020"), ("great storm",)),
        AnchorEvent("older", "Older truce", parse_edtf("2001-01-01"), ("truce",)),
        AnchorEvent("newer", "Newer truce", parse_edtf("2002-01-01"), ("truce",)),
        AnchorEvent(
            "dam", "Dam breached", parse_edtf("2018-04-04"), (), ("tor-water",), near_cues=("dam was breached",)
        ),
        AnchorEvent("kel-name", "Truce of Kel", parse_edtf("2022-05-03"), ("May 3 truce of Kel",)),
        AnchorEvent("undated", "Undated matter", When(), ("the matter",)),
        AnchorEvent("t", "Tor passes to the Blue Army", parse_edtf("2025-08-02"), (), ("blue",), ("tor",)),
        AnchorEvent("k", "Blue Army takes Kel", parse_edtf("2025-08-09"), (), ("blue",), ("kel",)),
        AnchorEvent("m", "Mir falls to the Blue Army", parse_edtf("2015-01-05"), (), ("blue",), ("mir", "x")),
    ),
    demonyms=(("Torian", "TT"),),
)


def published(
    text: str, knowledge: Knowledge = KNOWLEDGE, stated: When | None = None, saved: date | None = None
) -> When:
    return publication(Document("0" * 64, "a.txt", text, stated=stated, saved=saved), knowledge, TODAY)


def reasons(text: str) -> str:
    return " ".join(published(text).reasons)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        # nothing to go by
        ("The road to the coast is closed.", "../2030-06-01"),
        ("", "../2030-06-01"),
        # dates named with their year, as past
        ("The town fell on 3 June 2016.", "2016-06-03/2030-06-01"),
        ("The town fell in June 2016.", "2016-06-01/2030-06-01"),
        ("In 2014 the town fell. It was retaken in 2016.", "2016-01-01/2030-06-01"),
        ("In 2014, the town fell.", "2014-01-01/2030-06-01"),
        ("It fell, and they see no end in 2029, he said.", "../2030-06-01"),
        ("The fence will be done by 2028.", "../2030-06-01"),
        ("The 2019 convention, the 2020 budget.", "../2030-06-01"),
        # dated events
        ("Since the truce of Kel little has moved.", "2022-05-03/2023-05-04"),
        ("The Kel truce holds.", "2022-05-03/2030-06-01"),
        ("They called for a Kel truce.", "../2030-06-01"),
        ("They speak of a truce.", "2001-01-01/2030-06-01"),
        ("They speak of the matter.", "../2030-06-01"),
        ("They speak of May 9.", "../2030-06-01"),
        # a day without its year beside an event of that day; the newest day named as past
        ("Parliament passed the militia law on Nov. 5.", "2024-11-05/2025-01-06"),
        ("Parliament passed the militia law on Nov. 5. He spoke on Nov. 20.", "2024-11-20/2025-01-21"),
        ("The Kel truce failed. On June 9 he spoke.", "2022-06-09/2029-08-10"),
        # lengths of time since an event
        ("Two years after the rout of the Reds they are back.", "2024-08-11/2025-08-10"),
        ("They came back more than two years after they were defeated, the Reds said.", "2025-02-09/2026-02-09"),
        ("They came back two years after the flood.", "../2030-06-01"),
        ("They came back two years after the Reds of the Washington Post left.", "../2030-06-01"),
        # relative words in one sentence with an event
        ("Earlier this week envoys signed the Kel truce.", "2022-05-03/2022-05-08"),
        ("After the Kel truce, raids went on this week.", "2022-05-03/2030-06-01"),
        ("Last year envoys signed the Kel truce.", "2023-01-01/2023-12-31"),
        ("Today envoys praised the Kel truce.", "2022-05-03/2030-06-01"),
        # posts
        ("Prime Minister Aru Velin went north.", "2021-03-01/2030-06-01"),
        ("Prime Minister Aru Velin said the road is open.", "2021-03-01/2024-02-01"),
        ("Former prime minister Aru Velin said the road is open.", "../2030-06-01"),
        ("The leader, governor and king Aru Velin slept.", "../2030-06-01"),
        ("President Oda Rell said the road is open.", "2004-01-01/2024-12-31"),
        # what is cited was out before the report
        ("According to a report published on 3 May 2024, the road will be open by June.", "2024-05-03/2030-06-01"),
        ("The Kel truce failed, a statement of 9 June 2024 warned; a vote is due.", "2024-06-09/2030-06-01"),
        ("Two letters will be published on 3 May 2031.", "../2030-06-01"),
        # days of what is fixed beforehand, and clauses in the present, tell nothing past
        ("He spoke of the 3 June 2031 election.", "../2030-06-01"),
        ("He spoke of the talks on 3 June 2028.", "../2030-06-01"),
        ("They said that the bridge is closed in 2029.", "../2030-06-01"),
        ("They closed the books for the year ending 30 June 2029.", "../2030-06-01"),
        ("Hundreds died, officials said, in the flood of 3 June 2016.", "2016-06-03/2030-06-01"),
        # changes of hands within a month
        ("The Blue Army has recently taken control of Tor, Kel and Mir.", "2025-08-09/2025-08-23"),
        ("The Blue Army has recently taken control of Tor.", "../2030-06-01"),
        ("The Blue Army has recently rested in Tor and Kel.", "../2030-06-01"),
        # a single event told as recent
        ("Envoys recently signed the Kel truce.", "2022-05-04/2022-05-17"),
        ("Envoys recently signed the Kel truce, he said on Monday.", "2022-05-04/2022-05-17"),
        ("Envoys recently signed the Kel truce, he said on Thursday.", "2022-05-05/2022-05-16"),
        # a day in an event's name is not told as news
        ("The May 3 truce of Kel was signed by all.", "2022-05-03/2030-06-01"),
        # one of a state's bodies, by its people and office
        ("Tor officials said the dam was breached.", "../2030-06-01"),
        ("Torian security officials said the dam was breached.", "2018-04-04/2030-06-01"),
        # the name of an event, not a day
        ("The Kel truce failed. Nobody has forgotten Sept. 11, he said.", "2022-05-03/2030-06-01"),
    ],
)
def test_bounds(text: str, bounds: str) -> None:
    assert published(text).edtf() == bounds


def test_the_reasons_name_their_cues_and_only_those_that_count() -> None:
    told = published("In 2014 it fell. Parliament passed the militia law on Nov. 5. He spoke on Nov. 20.").reasons
    assert len(told) == 2
    assert told[0].startswith("“Nov. 5” stands without a year beside “militia law”, which was on 2024-11-05")
    assert told[1].startswith("“Nov. 20” is the newest day named as past (in 2024)")


def test_a_term_is_told_once() -> None:
    again = replace(KNOWLEDGE.relations[0], kind="leads", object="other")
    actors = (replace(KNOWLEDGE.actors[2], aliases=("ARU VELIN",)), *KNOWLEDGE.actors[3:])
    knowledge = replace(KNOWLEDGE, actors=actors, relations=(*KNOWLEDGE.relations, again, KNOWLEDGE.relations[0]))
    told = " ".join(published("Prime Minister Aru Velin said the road is open.", knowledge).reasons)
    assert told.count("2021-03-01/2024-02-01") == 1


def test_the_day_of_reading_is_named_where_it_is_the_end() -> None:
    assert reasons("Nothing.") == "It was read on 2030-06-01, so it was published on that day or before."


def test_what_the_text_names_as_past_after_the_day_of_reading_is_passed_over() -> None:
    assert published("The town fell in 2044.").edtf() == "../2030-06-01"


def test_a_weekday_beside_a_date_chooses_among_the_years() -> None:
    # 3 November was a Tuesday in 2026, and in no other year from 2022 to 2030.
    when = published("The Kel truce failed. On Tuesday, Nov. 3, he spoke.")
    assert when.edtf() == "2026-11-03/2027-01-04"
    assert "(in 2026)" in when.reasons[-1]


def test_weekdays_that_no_year_fits_are_passed_over() -> None:
    text = "It began on Monday, Nov. 3, and stopped on Monday, Nov. 4."
    assert published(text).edtf() == "../2030-06-01"


def test_the_newest_of_days_around_a_new_year() -> None:
    text = "They passed the militia law on Nov. 5. He spoke on Dec. 20, and again on Jan. 4."
    assert published(text).edtf() == "2025-01-04/2025-03-07"


def test_days_too_far_apart_to_order_leave_both() -> None:
    text = "They passed the militia law on Nov. 5. He spoke on May 5."
    assert published(text).edtf() == "2024-11-05/2025-07-06"


def test_period_ends_and_days_to_come_say_nothing() -> None:
    assert published("They passed the militia law in the year ended Nov. 5.").edtf() == "2024-11-05/2030-06-01"
    assert published("The militia law stands. A vote will follow on Nov. 20.").edtf() == "2024-11-05/2030-06-01"


def test_an_age_in_hours_makes_a_weekday_the_day_or_the_eve() -> None:
    text = "News\n\n2 hours ago\nThe Blue Army has recently taken control of Tor and Kel. He spoke on Friday."
    when = published(text)
    # From Saturday 9 August to Saturday 23 August 2025: both on a Friday or a Saturday already.
    assert when.edtf() == "2025-08-09/2025-08-23"
    assert published(text.replace("Friday", "Tuesday")).edtf() == "2025-08-12/2025-08-20"
    assert "2 hours ago" in published(text.replace("Friday", "Tuesday")).reasons[-1]
    assert published("Title\n\n2 hours ago\nThe road is closed.").edtf() == "../2030-06-01"


class TestBlocks:
    def test_furniture_is_not_read(self) -> None:
        text = "The Kel truce holds.\nThe board fell in 2028."
        blocks = (Block(Span(0, 20), BlockKind.BODY), Block(Span(21, len(text)), BlockKind.BOILERPLATE))
        document = Document("0" * 64, "a.txt", text, blocks=blocks)
        assert publication(document, KNOWLEDGE, TODAY).edtf() == "2022-05-03/2030-06-01"

    def test_a_byline_names_the_day(self) -> None:
        text = "By A. Writer, 4 March 2023\nThe Kel truce holds."
        blocks = (Block(Span(0, 26), BlockKind.BYLINE), Block(Span(27, len(text)), BlockKind.BODY))
        when = publication(Document("0" * 64, "a.txt", text, blocks=blocks), KNOWLEDGE, TODAY)
        assert when == When.on(date(2023, 3, 4), "", "The byline gives the day: “4 March 2023”.")

    @pytest.mark.parametrize("dateline", ["TOR, 4 March 2023", "TOR, March 4"])
    def test_a_dateline_is_the_day_or_two_days_before(self, dateline: str) -> None:
        text = f"{dateline} - The Kel truce was broken on May 4, Velin, the prime minister, said."
        cut = len(dateline)
        blocks = (Block(Span(0, cut), BlockKind.DATELINE), Block(Span(cut, len(text)), BlockKind.BODY))
        when = publication(Document("0" * 64, "a.txt", text, blocks=blocks), KNOWLEDGE, TODAY)
        assert when.edtf() == "2023-03-04/2023-03-06"

    @pytest.mark.parametrize(
        ("weekday", "bounds"),
        [
            # 14 March is a Saturday in 2026 and a Sunday in 2027; a Tuesday in 2023 and in 2028, a Wednesday in 2029.
            ("Saturday", "2026-03-14/2027-03-16"),
            ("Tuesday", "2023-03-14/2029-03-16"),
            # What is to come, and a weekday far behind, say nothing.
            ("a day; they will meet on Thursday", "2023-03-14/2030-03-16"),
            (f"a day. {'It rained. ' * 40} They met on Thursday", "2023-03-14/2030-03-16"),
        ],
    )
    def test_a_weekday_behind_a_dateline_chooses_among_the_years(self, weekday: str, bounds: str) -> None:
        text = f"TOR, March 14 - The Kel truce was broken on {weekday}."
        blocks = (Block(Span(0, 13), BlockKind.DATELINE), Block(Span(14, len(text)), BlockKind.BODY))
        when = publication(Document("0" * 64, "a.txt", text, blocks=blocks), KNOWLEDGE, TODAY)
        assert when.edtf() == bounds


class TestSaved:
    """The day on which a file was last written is trusted least."""

    def test_it_bounds_the_end(self) -> None:
        when = published("The Kel truce holds.", saved=date(2024, 3, 1))
        assert when.edtf() == "2022-05-03/2024-03-02"
        assert when.reasons[-1] == "Its file was last written on 2024-03-01, so it was published by then."

    def test_words_that_do_not_fit_it_win(self) -> None:
        assert published("The Kel truce holds.", saved=date(2020, 3, 1)).edtf() == "2022-05-03/2030-06-01"

    def test_a_stated_day_wins(self) -> None:
        when = published("Calm.", stated=parse_edtf("2024-05-01"), saved=date(2020, 3, 1))
        assert (when.edtf(), len(when.reasons)) == ("2024-05-01", 1)

    @pytest.mark.parametrize(
        "more",
        [
            "It entered Tor in May.",
            "The push, which began nearly three months ago, has stopped.",
            "It has lost men in recent months.",
        ],
    )
    def test_months_and_months_ago_hold_back_the_custom_of_two_months(self, more: str) -> None:
        text = "The Blue Army began a push on April 4."
        assert published(text, saved=date(2019, 7, 1)).edtf().endswith("/2019-06-05")
        assert published(f"{text} {more}", saved=date(2019, 7, 1)).edtf().endswith("/2019-07-02")

    def test_a_month_alone_tells_no_newest_day(self) -> None:
        assert published("The Kel truce was broken in March.").edtf() == "2022-05-03/2030-06-01"

    def test_a_day_of_last_year_is_no_newest_day(self) -> None:
        assert published("The Kel truce was broken on 3 May last year.").edtf() == "2022-05-03/2030-06-01"


class TestStated:
    def test_a_stated_day_wins(self) -> None:
        when = published("The Kel truce holds.", stated=parse_edtf("2023-01-02"))
        assert when.edtf() == "2023-01-02"
        assert when.reasons == ("The day of publication is stated: “2023-01-02”.",)

    def test_its_own_reasons_are_kept(self) -> None:
        stated = When.on(date(2023, 1, 2), "2 Jan", "The page says so.")
        assert published("Calm.", stated=stated).reasons == ("The page says so.",)

    def test_a_clash_is_told(self) -> None:
        when = published("The Kel truce holds.", stated=parse_edtf("2020-01-02"))
        assert when.edtf() == "2020-01-02"
        assert when.reasons[1].startswith("This does not fit the text: “Kel truce” refers to")

    def test_a_day_after_the_day_of_reading_is_told(self) -> None:
        when = published("Calm.", stated=parse_edtf("2031-01-02"))
        assert when.edtf() == "2031-01-02"
        assert when.reasons[-1] == "This does not fit the day of reading, 2030-06-01: the stated day lies after it."

    def test_a_wide_one_is_narrowed_by_the_text(self) -> None:
        assert published("The Kel truce holds.", stated=parse_edtf("2022")).edtf() == "2022-05-03/2022-12-31"
        assert published("Calm.", stated=parse_edtf("../2022")).edtf() == "../2022-12-31"
        assert published("Calm.", stated=parse_edtf("2022/..")).edtf() == "2022-01-01/.."
        assert published("Calm.", stated=parse_edtf("2031/2032")).edtf() == "2031-01-01/2032-12-31"

    def test_an_open_one_states_nothing(self) -> None:
        assert published("The Kel truce holds.", stated=When()).edtf() == "2022-05-03/2030-06-01"


_SENTENCES = st.sampled_from(
    (
        "The Kel truce has failed.",
        "He spoke on Tuesday, Nov. 3.",
        "In 2014 it fell.",
        "They passed the militia law on Nov. 5.",
        "2 hours ago",
        "Velin, the prime minister, said so.",
        "Earlier this week the rout of the Reds began.",
        "On May 30 they left.",
        "On Saturday they came.",
    )
)


@given(st.lists(_SENTENCES, max_size=6), st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_a_stated_day_always_wins(sentences: list[str], stated: date) -> None:
    when = published("\n".join(sentences), stated=When.on(stated))
    assert (when.earliest, when.latest, when.every) == (stated, stated, True)


@given(st.lists(_SENTENCES, max_size=6), st.integers(0, 40))
def test_what_is_stated_widely_is_never_left(sentences: list[str], years: int) -> None:
    stated = parse_edtf(f"{1995 + years}/{1996 + years}")
    when = published("\n".join(sentences), stated=stated)
    assert stated.narrowed(when) == replace(stated, earliest=when.earliest, latest=when.latest, reasons=when.reasons)


@given(st.permutations(["The Kel truce has failed.", "On May 30 they left.", "Velin, the prime minister, slept."]))
def test_the_order_of_sentences_does_not_matter(sentences: list[str]) -> None:
    assert published(" ".join(sentences)).edtf() == "2022-05-30/2022-07-31"


@given(st.lists(_SENTENCES, max_size=6), st.dates(date(2010, 1, 1), date(2035, 1, 1)))
def test_never_after_the_day_of_reading_and_never_without_a_reason(sentences: list[str], today: date) -> None:
    when = publication(Document("0" * 64, "a.txt", "\n".join(sentences)), KNOWLEDGE, today)
    assert when.latest is not None
    assert when.latest <= today
    assert when.reasons
    assert all(r.endswith(".") for r in when.reasons)


def test_an_event_told_with_its_words_after_a_length_of_time() -> None:
    assert published("Two years after the Kel truce he left.").earliest == date(2023, 11, 2)


def test_a_long_event_pins_no_year() -> None:
    # Nov. 5 of 2018, 2019 or a later year: the first days of 2019 are within two months of the first.
    assert published("The great storm came on Nov. 5.").edtf() == "2019-01-01/2030-01-06"


def test_an_event_named_twice_in_a_sentence_counts_once() -> None:
    assert len(published("The Kel truce is the Kel truce.").reasons) == 2


def test_no_packs_no_events() -> None:
    assert published("The Kel truce holds, said Aru Velin, the prime minister.", Knowledge()).edtf() == "../2030-06-01"
