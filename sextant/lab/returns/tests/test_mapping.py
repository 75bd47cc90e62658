"""Mappings are data: the shipped ones hold together, and a user's own is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.returns import mapping
from sextant.lab.returns.reading import ReturnsError, read

OWN = """
title_en = "Ours"
title_ru = "Наш"
format = "wide"
columns = ["Шифр"]

[unit]
key = "Шифр"
name = "Название"
region = "Область"

[year]
column = "Год"

[numbers]
decimal = ","
codes = { "н/д" = "missing" }

[variables]
"Посещения" = "visits"
"Ставки" = "staff_fte"
"""


def test_the_shipped_mappings_are_all_readable() -> None:
    assert {name: mapping.load(name).format for name in mapping.names()} == {
        "england": "long",
        "moscow": "register",
        "newcastle": "months",
        "pls": "wide",
        "pls_variable_key": "dictionary",
        "sweden": "long",
    }


def test_a_mapping_of_ones_own_reads_a_table_of_ones_own(tmp_path: Path) -> None:
    described, table = tmp_path / "own.toml", tmp_path / "table.csv"
    described.write_text(OWN, encoding="utf-8")
    table.write_text(
        "Шифр;Название;Область;Год;Посещения;Ставки\n7;ЦБС;Тверь;2021;1000;2,5\n7;ЦБС;Тверь;2022;н/д;3\n7;ЦБС;Тверь;так;1;3\n", "windows-1251"
    )
    reading = read(table, mapping=described)
    assert [(row.year, row.unit_name, row.region, row.values, row.statuses) for row in reading] == [
        (2021, "ЦБС", "Тверь", {"visits": 1000, "staff_fte": 2.5}, {}),
        (2022, "ЦБС", "Тверь", {"staff_fte": 3}, {"visits": "missing"}),
    ]
    assert [(finding.code, finding.column) for finding in reading.findings] == [("year_unreadable", "Год")]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("this is not TOML", "Expected"),
        (OWN.replace('"wide"', '"tall"'), "'tall'"),
        (OWN.replace('"staff_fte"', '"stuff"'), "'stuff'"),
        (OWN.replace('"missing"', '"gone"'), "'gone'"),
        (OWN.replace("key = ", "kee = "), "kee"),
        (OWN.replace("[variables]", "[year2]"), "year2"),
        ('variables = 3\nformat = "wide"\ntitle_en = ""\ntitle_ru = ""\nunit = { key = "a" }', "attribute"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(tmp_path: Path, wrong: str, reason: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(ReturnsError) as caught:
        mapping.load(path)
    assert caught.value.code == "mapping_wrong"
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("STABR,FSCSKEY,LIBNAME,VISITS", "pls"),
        ("Authority,Location,Period,Count", "england"),
        ("Region_Code,Media_Type,Year,Loan_Count", "sweden"),
        ("Library,2008-04,2023-1", "newcastle"),
        ("GROUP,INDICATOR,SHORTNAME,APPCOL", "pls_variable_key"),
        ("STABR,FSCSKEY,FSCS_SEQ,LIBNAME", None),
        ("Library,Author,Title", None),
    ],
)
def test_a_mapping_is_recognised_from_the_header(header: str, name: str | None) -> None:
    found = mapping.recognise(header.split(","))
    assert (found.name if found else None) == name
