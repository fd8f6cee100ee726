"""The rule reader's floors on the five articles, by the shared scorer."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from khabar.model.rows import reading_row
from khabar.record import Reader


@pytest.fixture(scope="module")
def predictions(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    reader = Reader()
    out = tmp_path_factory.mktemp("floors") / "predictions.jsonl"
    with out.open("w", encoding="utf-8") as file:
        for path in sorted((shared / "gold" / "texts").glob("*.txt")):
            reading, _ = reader.read(path)
            file.write(json.dumps(reading_row(reading, ["all"])) + "\n")
    return out


def score(shared: Path, layer: str, predictions: Path) -> dict[str, Any]:
    command = [
        sys.executable,
        str(shared / "score" / "score.py"),
        "score",
        f"{layer}:{shared / 'gold'}",
        str(predictions),
    ]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def test_claims(shared: Path, predictions: Path) -> None:
    result = score(shared, "claims", predictions)
    assert result["claims found"]["f1"] >= 0.50
    assert result["claims right in type, modality and speaker"]["f1"] >= 0.25
    assert result["of those found: speaker, attributed claims"]["acc"] >= 0.60


def test_names(shared: Path, predictions: Path) -> None:
    result = score(shared, "names", predictions)
    assert result["surface forms seen"]["acc"] >= 0.75
    assert result["same-entity pairs"]["f1"] >= 0.70


def test_published(shared: Path, predictions: Path) -> None:
    assert score(shared, "published", predictions)["interval holds the day"] == {"acc": 1.0, "n": 5}
