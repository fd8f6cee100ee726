"""The tagger that comes with khabar: small, whole, quick to say what is wrong, the same whatever else it reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.model import ReaderError, Span
from khabar.reader import Tagger
from khabar.reader.tagger import Tagged
from khabar.reader.tagger.tagger import WEIGHTS

LARGEST = 30_000_000  # bytes


def tag(tagger: Tagger, text: str) -> Tagged:
    whole = Span(0, len(text))
    return tagger.tag(text, [(whole, whole)] if text.strip() else [])


def test_the_weights_are_small() -> None:
    assert sum(p.stat().st_size for p in WEIGHTS.iterdir()) <= LARGEST


def test_it_sees_who_says_that_who_did_what(tagger: Tagger) -> None:
    text = "General Omar Haddad said on Monday that rebels had seized the town of Karsan."
    tagged = tag(tagger, text)
    assert [(s.source[0].of(text), s.cue[0].of(text)) for s in tagged.said] == [("General Omar Haddad", "said")]
    assert [(c.trigger.of(text), c.type, c.modality) for c in tagged.claims] == [("seized", "capture", "asserted")]
    assert "Karsan" in {n.span.of(text) for n in tagged.names}


def test_a_file_that_is_not_the_shipped_one_is_refused(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "w")
    with (tmp_path / "w/second.onnx").open("ab") as out:
        out.write(b"x")
    with pytest.raises(ReaderError, match=r"second\.onnx is not the one"):
        tag(Tagger(tmp_path / "w"), "Some words")


@pytest.mark.parametrize("name", ["first.onnx", "second.onnx", "pieces.txt"])
def test_a_file_that_no_hash_vouches_for_is_refused(tmp_path: Path, name: str) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "w")
    card = json.loads((tmp_path / "w/tagger.json").read_text())
    del card["sha256"][name]
    (tmp_path / "w/tagger.json").write_text(json.dumps(card))
    with pytest.raises(ReaderError, match=f"{name} is not the one"):
        tag(Tagger(tmp_path / "w"), "Some words")


def test_word_pieces_are_looked_at_before_they_are_used(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "w")
    (tmp_path / "w/pieces.txt").write_bytes(b"\xff")
    with pytest.raises(ReaderError, match=r"pieces\.txt is not the one"):
        tag(Tagger(tmp_path / "w"), "Some words")


def test_what_is_run_is_what_was_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network is made of the bytes whose hash was taken: a file swapped after that changes nothing."""
    shutil.copytree(WEIGHTS, tmp_path / "w")
    really = Path.read_bytes

    def swapped(path: Path) -> bytes:
        read = really(path)
        if path.suffix == ".onnx":
            path.write_bytes(b"another network")
        return read

    monkeypatch.setattr(Path, "read_bytes", swapped)
    text = "General Omar Haddad said on Monday that rebels had seized the town of Karsan."
    assert tag(Tagger(tmp_path / "w"), text).claims


@pytest.mark.parametrize("missing", ["first.onnx", "tagger.json"])
def test_a_missing_file_is_told(tmp_path: Path, missing: str) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "w")
    (tmp_path / "w" / missing).unlink()
    with pytest.raises(ReaderError, match="missing"):
        tag(Tagger(tmp_path / "w"), "Some words")


@settings(max_examples=15)
@given(st.text(max_size=300))
def test_any_text_is_read(tagger: Tagger, text: str) -> None:
    tagged = tag(tagger, text)
    spans = [n.span for n in tagged.names] + [c.extent for c in tagged.claims]
    assert all(s.end <= len(text) for s in spans)


def test_a_text_is_read_the_same_after_others(tagger: Tagger) -> None:
    text = "The ministry denied that its troops had crossed the Osk river."
    before = tag(tagger, text)
    tag(tagger, "Quite another text about nothing. " * 30)
    assert tag(tagger, text) == before
    assert tag(Tagger(), text) == before
