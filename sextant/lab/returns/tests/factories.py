"""Small files and rows that the tests make for themselves."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.returns.rows import ReturnRow

HEADER = "FSCSKEY,LIBNAME,STABR,POPU_LSA,VISITS,TOTCIR"


def pls_file(folder: Path, *lines: str, name: str = "pls_fy2018.csv", header: str = HEADER) -> Path:
    """A file in the shape of the Public Libraries Survey."""
    path = folder / name
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def row(unit_id: str, region: str = "AK", year: int = 2018, **values: float | str) -> ReturnRow:
    """A return; a word instead of a number is the status of that variable."""
    return ReturnRow(
        unit_id=unit_id,
        unit_name=f"Library {unit_id}",
        region=region,
        year=year,
        line=2,
        values={code: value for code, value in values.items() if not isinstance(value, str)},
        statuses={code: value for code, value in values.items() if isinstance(value, str)},
        source="pls",
    )
