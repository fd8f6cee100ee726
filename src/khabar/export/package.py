"""A data package: tables of claims and reports with a descriptor that says what their columns hold."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from khabar.export.beside import Beside
from khabar.export.table import COLUMNS, harmless, write_csv
from khabar.export.whole import whole
from khabar.model import Claim, Document

_REPORT_COLUMNS = ("id", "title", "outlet", "author", "address", "media", "path")
_NUMBERS = frozenset({"lat", "lon", "error_km"})
_INTEGERS = frozenset({"start", "end"})
_DAYS = ("_earliest", "_latest")


def write_package(claims: Iterable[Claim], reports: Iterable[Document], folder: Path, beside: Beside) -> int:
    """`claims.csv`, `documents.csv` and `datapackage.json` in `folder`, which is made; gives the number of claims.

    The descriptor is that of the Data Package standard (v1), with a Table Schema for each table.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        out = [
            files.enter_context(whole(folder / name)) for name in ("claims.csv", "documents.csv", "datapackage.json")
        ]
        written = write_csv(claims, out[0], beside)
        _write_reports(reports, out[1])
        out[2].write(json.dumps(_descriptor(), indent=2) + "\n")
    return written


def _write_reports(reports: Iterable[Document], file: Any) -> None:
    writer = csv.DictWriter(file, _REPORT_COLUMNS)
    writer.writeheader()
    for report in reports:
        cells = {name: getattr(report, name) for name in _REPORT_COLUMNS} | {"title": report.headline()}
        writer.writerow({name: harmless(value) for name, value in cells.items()})


def _descriptor() -> dict[str, Any]:
    claims = {
        "fields": [_field(name) for name in COLUMNS],
        "foreignKeys": [{"fields": "document", "reference": {"resource": "documents", "fields": "id"}}],
    }
    reports = {"fields": [_field(name) for name in _REPORT_COLUMNS], "primaryKey": "id"}
    return {
        "profile": "tabular-data-package",
        "name": "khabar-claims",
        "title": "Claims read out of reports by khabar",
        "resources": [_resource("claims", claims), _resource("documents", reports)],
    }


def _resource(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    table = {"name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "encoding": "utf-8"}
    return table | {"format": "csv", "mediatype": "text/csv", "schema": schema}


def _field(name: str) -> dict[str, str]:
    if name in _NUMBERS:
        return {"name": name, "type": "number"}
    if name in _INTEGERS:
        return {"name": name, "type": "integer"}
    return {"name": name, "type": "date" if name.endswith(_DAYS) else "string"}
