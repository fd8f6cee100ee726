"""Scores: a perfect reading gets all, an empty one nothing, and each miss is listed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from khabar.cli import khabar
from khabar.evaluate import LabelledReport, load, score
from khabar.evaluate.markup import parse
from khabar.model import (
    Attribution,
    Chain,
    Claim,
    ClaimType,
    Document,
    Hop,
    Mention,
    Quantity,
    Reading,
    Ref,
    Role,
    StopError,
    When,
)

MARKUP = """outlet: Meridian Wire
published: 2019-03-10
person: Daro Imsel; Col. Daro Imsel
armed_group: Third Lancers
facility: Tomb Gate
---
The Third Lancers left Tomb Gate on Saturday with six guns, Col. Daro Imsel said.
  say Col. Daro Imsel = Daro Imsel | said | The Third Lancers left Tomb Gate on Saturday with six guns
  claim withdrawal asserted | The Third Lancers left Tomb Gate on Saturday | by left | subject The Third Lancers = Third Lancers | object Tomb Gate | place Tomb Gate | time on Saturday = 2019-03-09 | number six guns = 6 gun of guns
"""


@pytest.fixture
def report() -> LabelledReport:
    return parse(MARKUP, "r")


def perfect(report: LabelledReport) -> Reading:
    """The reading that a careful reader would give."""
    label = report.claims[0]
    claim = Claim(
        id="c",
        document="d",
        span=label.span,
        quote=label.span.of(report.text),
        type=label.type,
        modality=label.modality,
        chain=Chain(
            (Hop(Ref("Daro Imsel", "Col. Daro Imsel"), Role.SPEAKER), Hop(Ref("Meridian Wire", ""), Role.OUTLET))
        ),
        subjects=(Ref("Third Lancers", "The Third Lancers"),),
        objects=(Ref("Tomb Gate", "Tomb Gate"),),
        places=(Ref("Tomb Gate", "Tomb Gate"),),
        event_time=When(date(2019, 3, 9), date(2019, 3, 9)),
        reported=When(),
        quantities=(Quantity(6.0, "gun", "guns"),),
        reader="",
    )
    said = tuple(Attribution(a.source, a.cue, a.content) for a in report.attributions)
    mentions = tuple(Mention(m.span, m.span.of(report.text), m.kind, m.entity, m.entity) for m in report.mentions)
    return Reading(Document("d", "r", report.text), "", mentions=mentions, attributions=said, claims=(claim,))


def test_a_perfect_reading_has_all(report: LabelledReport) -> None:
    result = score([(report, perfect(report))])
    assert {name: count.value for name, count in result.counts.items() if count.value != 1.0} == {"names joined": None}
    assert result.misses == []


def test_an_empty_reading_has_nothing_and_every_miss_is_listed(report: LabelledReport) -> None:
    result = score([(report, Reading(Document("d", "r", report.text), ""))])
    assert result.counts["claims found"].value == 0.0
    assert {what for _, what, _ in result.misses} >= {"missed withdrawal", "missed attribution", "unseen facility"}


def test_what_is_wrong_in_a_claim_is_told(report: LabelledReport) -> None:
    good = perfect(report)
    bad = replace(good.claims[0], type=ClaimType.ATTACK, event_time=None)
    result = score([(report, replace(good, claims=(bad,)))])
    assert result.counts["claims found"].value == 1.0
    assert result.counts["claims right in type, modality and speaker"].value == 0.0
    assert ("r", "wrong type, event time", bad.quote) in result.misses


def test_what_nobody_labelled_is_an_invention(report: LabelledReport) -> None:
    good = perfect(report)
    other = replace(good.claims[0], span=report.attributions[0].cue[0], quote="said")
    result = score([(report, replace(good, claims=(*good.claims, other)))])
    assert result.counts["claims found"].value == pytest.approx(2 / 3)
    assert ("r", "invented withdrawal", "said") in result.misses


# ---------------------------------------------------------------- folders and the command


def gold(folder: Path) -> Path:
    """A folder with one report as JSON beside its text."""
    (folder / "texts").mkdir()
    text = "Rebels seized the gate, a general said."
    (folder / "texts" / "001.txt").write_text(text, encoding="utf-8")
    claim = {
        "start": 0,
        "end": 22,
        "type": "capture",
        "modality": "asserted",
        "speaker": "a general",
        "chain": ["a general", "[author]"],
        "subject": "Rebels",
        "quantities": [{"value": 2, "unit": "gate", "of": "gates"}],
        "event_time": {"earliest": "2019-03-09", "latest": None},
    }
    row = {"claims": [claim], "entities": [{"name": "Rebels", "mentions": ["Rebels"], "kind": "armed_group"}]}
    row["published"] = {"earliest": "2019-03-09", "latest": "2019-03-10"}
    (folder / "001.json").write_text(json.dumps(row), encoding="utf-8")
    return folder


def test_json_beside_texts_is_read(tmp_path: Path) -> None:
    (report,) = load(gold(tmp_path))
    assert report.claims[0].chain == ("a general", "[author]")
    assert report.header["published"] == "2019-03-09/2019-03-10"


def test_a_folder_without_labels_says_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(StopError, match=r"labelling\.md"):
        load(tmp_path)


def test_a_folder_of_reports_without_labels_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("---\noutlet: INA\n---\nThe army left.\n")
    with pytest.raises(StopError, match=r"no labelled reports in .*: khabar reads"):
        load(tmp_path)
    (tmp_path / "b.txt").write_text("A heading\n---\nThe army left.\nThe mayor stayed.\n")
    with pytest.raises(StopError, match="of 1 that may be such none has a label; b: line 1: no colon in 'A heading'"):
        load(tmp_path)


def test_json_that_is_no_report_is_refused(tmp_path: Path) -> None:
    gold(tmp_path)
    (tmp_path / "001.json").write_text('{"claims": [{}]}', encoding="utf-8")
    with pytest.raises(StopError, match="not a labelled report"):
        load(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(MARKUP, encoding="utf-8")
    return tmp_path


def test_the_command_prints_measures_and_misses(folder: Path) -> None:
    done = CliRunner().invoke(khabar, ["evaluate", str(folder), "--misses"])
    assert done.exit_code == 0, done.output
    assert "claims found" in done.output
    assert "names seen" in done.output


def test_the_command_gives_json(folder: Path) -> None:
    done = CliRunner().invoke(khabar, ["evaluate", str(folder), "--json", "--misses"])
    row = json.loads(done.stdout)
    assert row["reports"] == 1
    assert row["measures"]["claims found"]["labelled"] == 1
    assert isinstance(row["misses"], list)


def test_labels_that_cannot_be_read_fail_the_command_and_are_named(folder: Path) -> None:
    (folder / "one.txt").write_text(MARKUP.replace("by left", "by fled"), encoding="utf-8")
    done = CliRunner().invoke(khabar, ["evaluate", str(folder)])
    assert done.exit_code == 1
    assert "'fled' does not stand" in done.stderr
