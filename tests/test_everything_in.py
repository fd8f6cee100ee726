"""A folder with one of each input, two of them broken: all that can be read is read, and nothing twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.intake import making

from khabar.cli import khabar
from khabar.record import Reader
from khabar.way import Way

ARABIC = "دخلت القوات المدينة صباح اليوم بعد معارك استمرت أسبوعا، قال المتحدث باسم الجيش في بيان."


def claim(place: str) -> str:
    """A report's words, each input's its own."""
    return (
        f"Government forces captured the town of {place} on Thursday, the army said in a statement. "
        f"Residents of {place} fled towards the border, aid workers said."
    )


def page(place: str) -> bytes:
    return making.page(f"Army takes {place}", (claim(place), f"{claim(place)} It was the second attempt in the month."))


def one_of_each(folder: Path) -> None:
    """Fourteen files that hold fourteen reports and three that are listed, and two that are broken."""
    folder.mkdir()
    item = "<item><title>{0}</title><link>https://ledger.example/{0}</link><description>{1}</description></item>"
    whole = item.format("Marib", f"{claim('Marib')} " * 4)
    files = {
        "a.txt": claim("Aden").encode(),
        "b.md": f"---\npublished: 2024-05-02\n---\n{claim('Beihan')}".encode(),
        "c.html": page("Shabwa"),
        "d.pdf": making.pdf([["Army takes Lawdar", *claim("Lawdar").split(". ")]]),
        "e.docx": docx(claim("Ataq")),
        "f.eml": making.mail(
            (docx(claim("Zinjibar")), "application/octet-stream", "more.docx"), plain=claim("Mukalla")
        ),
        "g.rss": making.rss(whole, item.format("Cut", "Short, …")),
        "h.csv": making.table([{"title": "Seiyun", "body": claim("Seiyun"), "date": "2024-05-01"}]),
        "i.jsonl": making.lines([{"headline": "Rada", "content": claim("Rada")}]),
        "j.warc.gz": making.warc({"https://ledger.example/hays": page("Hays")}),
        "k.wacz": making.wacz(making.warc({"https://ledger.example/taiz": page("Taiz")})),
        "l.txt": ARABIC.encode(),
        "m.atom": making.atom(),
        "n.txt": b"https://ledger.example/1\nhttps://ledger.example/2\n",
        "y.docx": b"PK\x03\x04 cut off",
        "z.pdf": making.pdf([[claim("Nowhere")]])[:300],
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)


def docx(words: str) -> bytes:
    import io

    from docx import Document

    document, made = Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(made)
    return made.getvalue()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way) -> object:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Reader, "way", property(lambda self: way))

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(khabar, words, env={"KHABAR_BY": "Mona"})

    return invoke


def test_a_folder_with_one_of_each_input(run: object, tmp_path: Path) -> None:
    assert callable(run)
    one_of_each(tmp_path / "in")
    before = {path: path.read_bytes() for path in (tmp_path / "in").iterdir()}

    first = run("add", "in")

    assert first.exit_code == 1
    assert "14 reports read" in first.stdout
    assert first.stdout.endswith("; 3 listed with an address alone; 2 failed\n")
    said = first.stderr.splitlines()
    assert [line.split(": ")[1] for line in said if "damaged" in line] == ["in/y.docx", "in/z.pdf"]
    assert "khabar: in/g.rss#2: its text is not in there; it is at https://ledger.example/Cut" in said
    assert "khabar: in/n.txt#2: its text is not in there; it is at https://ledger.example/2" in said
    assert "khabar: in/l.txt: it is in Arabic, which khabar does not read: it is kept, without claims" in said

    rows = [json.loads(line) for line in run("documents", "--json").stdout.splitlines()]
    read = {Path(row["path"]).name: row for row in rows}
    assert set(read) == {
        "a.txt", "b.md", "c.html", "d.pdf", "e.docx", "f.eml", "f.eml#more.docx", "g.rss#1", "h.csv#1", "i.jsonl#1",
        "j.warc.gz#1", "k.wacz#1", "l.txt", "m.atom#1",
    }  # fmt: skip
    assert read.pop("l.txt")["claims"] == 0
    assert all(row["claims"] for row in read.values()), {n: r["claims"] for n, r in read.items()}
    assert {row["language"] for row in read.values()} == {"en"}

    size = (tmp_path / "khabar.db").stat().st_size
    second = run("add", "in")
    assert second.exit_code == 1
    assert second.stdout.startswith("0 reports read, 0 claims; 14 already there;")
    assert run("documents", "--json").stdout.splitlines() == [json.dumps(row, ensure_ascii=False) for row in rows]
    assert (tmp_path / "khabar.db").stat().st_size == size
    assert {path: path.read_bytes() for path in (tmp_path / "in").iterdir()} == before
    assert {path.name for path in tmp_path.iterdir()} <= {"in", "khabar.db", "khabar.db-wal", "khabar.db-shm"}

    custody = run("documents", "--custody", read["j.warc.gz#1"]["id"]).stdout
    assert "by Mona" in custody
    assert "from https://ledger.example/hays, got 2021-03-05 06:07 UTC" in custody
    checked = run("verify")
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert checked.stdout.startswith("14 originals, 14 lines in the log: all as it was added\n")
    assert "Arabic, which khabar does not read" in run("documents").stdout
