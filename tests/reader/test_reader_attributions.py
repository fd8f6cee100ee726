"""Who says what: for each way in which the press attributes words, its source, its cue and its content."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Reading, Span
from khabar.reader.quotations import quotations

Read = Callable[[str], Reading]


def attributions(reading: Reading) -> list[tuple[str, str, str]]:
    """(source, cue, content) in words, in order; "" for what is not there, pieces joined by " … "."""

    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(s.of(reading.document.text) for s in spans)

    return [(words(a.source), words(a.cue), words(a.content)) for a in reading.attributions]


def only(reading: Reading) -> tuple[str, str, str]:
    (one,) = attributions(reading)
    return one


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The governor said that the army had left the bridge.",
            "The governor",
            "said",
            "that the army had left the bridge",
        ),
        (
            "The rebels had left the town, the mayor said.",
            "the mayor",
            "said",
            "The rebels had left the town",
        ),
        (
            "The militia holds the bridge, according to the police.",
            "the police",
            "according to",
            "The militia holds the bridge",
        ),
        (
            "According to the Red Cross, the hospital in El Fasher was hit.",
            "the Red Cross",
            "According to",
            "the hospital in El Fasher was hit",
        ),
        (
            "Gustavo Petro has promised that the army would return to Cauca.",
            "Gustavo Petro",
            "has promised",
            "that the army would return to Cauca",
        ),
        (
            "The ministry denied that its troops had crossed the river.",
            "The ministry",
            "denied",
            "that its troops had crossed the river",
        ),
        (
            "The spokesman denied any coordination with the Rwandan army.",
            "The spokesman",
            "denied",
            "any coordination with the Rwandan army",
        ),
        (
            "The president called for an immediate withdrawal of all foreign troops.",
            "The president",
            "called",
            "for an immediate withdrawal of all foreign troops",
        ),
        (
            "Kyiv accused Moscow of shelling the port.",
            "Kyiv",
            "accused",
            "Moscow of shelling the port",
        ),
        (
            "The report said the militia controlled three villages.",
            "The report",
            "said",
            "the militia controlled three villages",
        ),
        (
            "He is confident that the army will retake Goma.",
            "He",
            "is confident",
            "that the army will retake Goma",
        ),
        (
            "Soldiers recaptured the fort near the river at dawn, the Interfax agency reports.",
            "the Interfax agency",
            "reports",
            "Soldiers recaptured the fort near the river at dawn",
        ),
        (
            "It was reported by the local radio that the bridge had fallen.",
            "the local radio",
            "was reported",
            "that the bridge had fallen",
        ),
    ],
)
def test_a_source_a_cue_and_a_content(read: Read, text: str, source: str, cue: str, content: str) -> None:
    assert only(read(text)) == (source, cue, content)


def test_a_cue_in_the_middle_has_what_stands_around_it(read: Read) -> None:
    source, cue, content = only(read("The bridge, according to the mayor, was destroyed on Friday."))
    assert (source, cue) == ("the mayor", "according to")
    assert content.startswith("The bridge")
    assert "was destroyed on Friday" in content
    assert "mayor" not in content


def test_clauses_and_asides_are_no_part_of_the_source(read: Read) -> None:
    source, _, _ = only(read("The governor, who fled to Bunia in May, said the army had left the bridge."))
    assert source == "The governor"


def test_a_fear_is_said_by_those_who_have_it(read: Read) -> None:
    text = "Residents have voiced concerns that the group could cross the river."
    found = [a for a in attributions(read(text)) if a[1] == "concerns"]
    assert [content for _, _, content in found] == ["that the group could cross the river"]


def test_a_rumour_without_anybody_has_itself_as_its_source(read: Read) -> None:
    found = attributions(read("Reports that the militia had taken the bridge caused panic in Bunia."))
    assert ("Reports", "Reports", "that the militia had taken the bridge") in found


def test_one_attribution_inside_another(read: Read) -> None:
    text = "Volodymyr Zelenskyy said Russian forces had shelled Kherson, according to Ukrinform."
    inner, outer = attributions(read(text))
    assert (inner[0], inner[1]) == ("Volodymyr Zelenskyy", "said")
    assert outer == (
        "Ukrinform",
        "according to",
        "Volodymyr Zelenskyy said Russian forces had shelled Kherson",
    )


def test_who_was_quoted_is_the_source_and_not_the_paper(read: Read) -> None:
    text = "The commander was quoted by the Tasnim news agency as saying that his forces had left Palmyra."
    first = attributions(read(text))[0]
    assert first[0] == "The commander"
    assert first[1].startswith("was quoted")
    assert first[2] == "that his forces had left Palmyra"


@pytest.mark.parametrize(
    "text",
    [
        "The army entered the town.",
        "The mayor did not say who had fired.",
        "The report was long.",
        "His order was clear.",
    ],
)
def test_where_nothing_is_said_nothing_is_attributed(read: Read, text: str) -> None:
    assert attributions(read(text)) == []


@pytest.mark.parametrize("title", ["Army left the bridge, governor says"])
def test_headlines_attribute_nothing(read: Read, title: str) -> None:
    text = f"{title}\n\nIn Bunia the market was open on Monday, and the streets near the river were quiet all day long."
    assert attributions(read(text)) == []


class TestQuotations:
    def test_a_quotation_over_several_sentences_belongs_to_its_one_cue(self, read: Read) -> None:
        quote = "“We will hold Sake. We will not leave the town. The enemy will pay a heavy price for it,”"
        assert only(read(f"{quote} the spokesman said.")) == ("the spokesman", "said", quote)

    def test_a_quotation_of_its_own_goes_on_from_who_spoke_last(self, read: Read) -> None:
        text = "The mayor said the bridge was closed. “Nobody may cross the river at night until further notice.”"
        assert attributions(read(text))[-1] == (
            "The mayor",
            "said",
            "“Nobody may cross the river at night until further notice.”",
        )

    def test_scare_quotes_are_nobodys_words(self, read: Read) -> None:
        text = "The mayor said the bridge was closed. The “special” road is open."
        assert len(attributions(read(text))) == 1

    def test_straight_quotes_serve_too(self, read: Read) -> None:
        source, _, content = only(read('"The army has left the bridge and will not be back," the mayor said.'))
        assert source == "the mayor"
        assert "The army has left the bridge and will not be back" in content

    @pytest.mark.parametrize(
        ("text", "quoted"),
        [
            ("a “b c” d", ["“b c”"]),
            ("“a” and «b»", ["“a”", "«b»"]),
            ('a "b" c "d"', ['"b"', '"d"']),
            ("„a“ b", ["„a“"]),
            ("a “b c", ["“b c"]),  # goes on in the next paragraph
            ('a 6" gun', []),  # an inch
            ("it’s ‘b’", []),  # too like apostrophes
            ("", []),
        ],
    )
    def test_which_marks_open_and_close(self, text: str, quoted: list[str]) -> None:
        assert [s.of(text) for s in quotations(text, Span(0, len(text)))] == quoted

    def test_only_the_paragraph_is_looked_at(self) -> None:
        text = "“a” “b” “c”"
        assert [s.of(text) for s in quotations(text, Span(4, 7))] == ["“b”"]
