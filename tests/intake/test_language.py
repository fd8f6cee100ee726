"""The language of a report is told where it is sure; in doubt it is read as English."""

from __future__ import annotations

import pytest

from khabar.intake.language import language
from khabar.model import Block, BlockKind, Span

ENGLISH = "The army said that it had retaken the town after a week of fighting, and that it would go on to the river."
OTHERS = {
    "ar": "دخلت القوات المدينة صباح اليوم",
    "fr": "Les troupes gouvernementales ont repris la ville jeudi après une semaine de combats, a déclaré l'armée dans "
    "un communiqué publié vendredi matin.",
    "tr": "Hükümet güçleri bir haftalık çatışmanın ardından Perşembe günü kasabayı geri aldı, ordu yaptığı açıklamada "
    "söyledi. Savaş sürüyor ve halk kaçıyor.",
    "uk": "Урядові війська повернули місто в четвер після тижня боїв.",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told(code: str) -> None:
    assert language(OTHERS[code]) == code


@pytest.mark.parametrize("words", [ENGLISH, ENGLISH.upper(), f"{ENGLISH} {ENGLISH} {OTHERS['ar']}"])
def test_english_is_told_whatever_stands_beside_it(words: str) -> None:
    assert language(words) == "en"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "14",
        "Rebels seize Sake",
        "Sheikh Abdul Karim al-Maliki, Hashd al-Shaabi, Kataib Hezbollah, Asaib Ahl al-Haq, al-Qaim, Deir ez-Zor",
        "مدينة",
    ],
)
def test_a_few_words_tell_nothing(words: str) -> None:
    assert language(words) is None


def test_the_body_counts_and_not_the_page_around_it() -> None:
    menu = OTHERS["fr"] * 3
    text = f"{menu}\n\n{ENGLISH}"
    blocks = (
        Block(Span(0, len(menu)), BlockKind.BOILERPLATE),
        Block(Span(len(menu) + 2, len(text)), BlockKind.BODY),
    )
    assert language(text, blocks) == "en"
