from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from khabar.intake import Address, find
from khabar.model import DocumentError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "page.HTML",
        "c.xlsx",
        ".hidden.txt",
        "README.md",
        "deep/z.text",
        ".git/x.txt",
    ):
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The bridge was shelled.", encoding="utf-8")
    return tmp_path / "reports"


def names(found: Sequence[Path | Address | DocumentError]) -> list[str]:
    return [item.name if isinstance(item, Path) else str(getattr(item, "why", item)) for item in found]


def test_a_folder_is_searched_through_in_sorted_order_for_reports_only(folder: Path) -> None:
    assert names(list(find([str(folder)]))) == ["a.md", "b.txt", "page.HTML", "z.text"]


def test_a_file_named_outright_is_tried_whatever_it_is_called(folder: Path) -> None:
    sources = [str(folder / name) for name in ("c.xlsx", "README.md", ".hidden.txt")]
    assert names(list(find(sources))) == ["c.xlsx", "README.md", ".hidden.txt"]


def test_what_is_given_twice_is_found_once(folder: Path) -> None:
    found = names(list(find([str(folder / "b.txt"), str(folder), str(folder / "." / "b.txt")])))
    assert found == ["b.txt", "a.md", "page.HTML", "z.text"]


def test_a_missing_path_is_an_error_with_a_hint_and_the_others_are_still_found(folder: Path) -> None:
    error, path = list(find([str(folder / "b.tx"), str(folder / "b.txt")]))
    assert isinstance(error, DocumentError)
    assert error.where.endswith("b.tx")
    assert "did you mean" in error.why
    assert "b.txt" in error.why
    assert isinstance(path, Path)


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("no/such/folder/report.txt", "the folder no/such/folder does not exist either"),
        ("x" * 5000, "cannot be looked up"),
    ],
)
def test_errors_say_what_to_do(source: str, hint: str) -> None:
    (error,) = find([source])
    assert isinstance(error, DocumentError)
    assert hint in error.why


def test_a_name_like_no_other_gets_the_general_hint(folder: Path) -> None:
    (error,) = find([str(folder / "0123456789.json")])
    assert isinstance(error, DocumentError)
    assert "check the spelling" in error.why


def test_a_folder_without_reports_says_what_was_looked_for(tmp_path: Path) -> None:
    (error,) = find([str(tmp_path)])
    assert isinstance(error, DocumentError)
    assert ".txt" in error.why


def test_a_folder_that_cannot_be_read_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: str | os.PathLike[str]) -> object:
        if Path(path).name == "deep":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    *found, error = find([str(folder)])
    assert names(found) == ["a.md", "b.txt", "page.HTML"]
    assert isinstance(error, DocumentError)
    assert error.where.endswith("deep")
    assert "permissions" in error.why


def test_a_broken_link_is_left_to_the_loader_to_name(tmp_path: Path) -> None:
    link = tmp_path / "gone.txt"
    link.symlink_to(tmp_path / "nowhere.txt")
    assert list(find([str(link)])) == [link]


def test_an_address_is_found_once_and_not_looked_at() -> None:
    assert list(find(["https://news.example/war", "https://news.example/war"])) == [Address("https://news.example/war")]
