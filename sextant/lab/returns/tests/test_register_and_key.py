"""Files beside the returns: a register of libraries, and a survey's own list of variables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sextant.lab.returns.key import KeyEntry, read_key, unknown_codes
from sextant.lab.returns.reading import ReturnsError, open_table, read
from sextant.lab.returns.register import RegisterRow, read_register

RECORD = {
    "global_id": 7,
    "CommonName": "Библиотека №7",
    "ObjectAddress": [{"AdmArea": "ЮЗАО", "Address": "улица  Вавилова"}],
    "geoData": {"coordinates": [[37.5, 55.7]], "type": "MultiPoint"},
    "PublicPhone": [],
}


def register(folder: Path, data: object) -> Path:
    path = folder / "libraries.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_register_gives_libraries_with_their_places(tmp_path: Path) -> None:
    path = register(tmp_path, {"status": 0, "response": [RECORD, RECORD | {"global_id": 8, "is_deleted": 1}]})
    assert read_register(path) == [
        RegisterRow("7", "Библиотека №7", "Библиотека №7", "ЮЗАО", 1, {"address": "улица Вавилова", "lon": "37.5", "lat": "55.7"})
    ]
    assert open_table(path).mapping.name == "moscow"


@pytest.mark.parametrize("data", [{"response": 5}, [5], [RECORD, RECORD], [{"global_id": 7}], "words"])
def test_what_is_no_register_is_refused(tmp_path: Path, data: object) -> None:
    with pytest.raises(ReturnsError) as caught:
        read_register(register(tmp_path, data))
    assert caught.value.code == "broken_json"


def test_broken_json_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "libraries.json"
    path.write_text('{"response": [\n{,', encoding="utf-8")
    with pytest.raises(ReturnsError) as caught:
        read_register(path)
    assert (caught.value.code, caught.value.line) == ("broken_json", 2)


def test_a_register_is_not_taken_for_returns(tmp_path: Path) -> None:
    with pytest.raises(ReturnsError) as caught:
        read(register(tmp_path, [RECORD]))
    assert caught.value.code == "not_a_panel"


def test_a_list_of_variables_is_set_against_ours(tmp_path: Path) -> None:
    path = tmp_path / "key.csv"
    path.write_text("GROUP,INDICATOR,SHORTNAME,APPCOL\nUse,Visits,VISITS,1\nStories,Proud of,PROUD,1\n", encoding="utf-8")
    entries = read_key(path)
    assert entries == [KeyEntry("VISITS", "Visits", "Use", "visits", 2), KeyEntry("PROUD", "Proud of", "Stories", "", 3)]
    assert unknown_codes(entries) == ["PROUD"]
    with pytest.raises(ReturnsError):
        read(path)


HEAD = "GROUP,INDICATOR,SHORTNAME,VALID_FROM,VALID_UNTIL,REPLACED_BY,RULE,NOTE_EN,NOTE_RU"


def key(folder: Path, *lines: str) -> Path:
    path = folder / "key.csv"
    path.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    return path


def test_a_list_of_variables_may_say_what_took_the_place_of_what(tmp_path: Path) -> None:
    bridged = "Use,Loans,TOTCIR,,2019,ALLCIR,TOTCIR + ILL,Loans of all kinds,Все выдачи"
    entries = read_key(key(tmp_path, bridged, "Use,All loans,ALLCIR,2020,,,,,", "Use,Lent,ILL,,,,,,"))
    told = [(one.code, one.variable, one.valid_from, one.valid_until, one.replaced_by, one.rule, one.note_ru) for one in entries]
    assert told == [
        ("TOTCIR", "loans", None, 2019, "ALLCIR", "TOTCIR + ILL", "Все выдачи"),
        ("ALLCIR", "", 2020, None, "", "", ""),
        ("ILL", "", None, None, "", "", ""),
    ]


@pytest.mark.parametrize(
    ("first", "second", "code", "column", "words"),
    [
        ("TOTCIR,19,2019,,,,", "ALLCIR,2020,,,,,", "key_no_year", "VALID_FROM", "“19” is not a year"),
        ("TOTCIR,2020,2019,,,,", "ALLCIR,2020,,,,,", "key_years_turned", "VALID_UNTIL", "2019, lies before the first, 2020"),
        ("TOTCIR,,2019,,TOTCIR * 2,,", "ALLCIR,2020,,,,,", "key_rule_alone", "RULE", "nothing takes the place of TOTCIR"),
        ("TOTCIR,,2019,NEW,,,", "ALLCIR,2020,,,,,", "key_successor_unknown", "REPLACED_BY", "replaced by NEW, which is not in the list"),
        ("TOTCIR,,,ALLCIR,,,", "ALLCIR,2020,,,,,", "key_until_missing", "VALID_UNTIL", "its last year is not said"),
        ("TOTCIR,,2019,ALLCIR,,,", "ALLCIR,2019,,,,,", "key_overlap", "REPLACED_BY", "after 2019, but its first year is 2019"),
        ("TOTCIR,,2019,TOTCIR,,,", "ALLCIR,2020,,,,,", "key_overlap", "REPLACED_BY", "TOTCIR takes the place of TOTCIR"),
        ("TOTCIR,,2019,ALLCIR,TOTCIR **,,", "ALLCIR,2020,,,,,", "key_no_formula", "RULE", "“TOTCIR **” is not a rule"),
        ("TOTCIR,,2019,ALLCIR,TOTCIR + X,,", "ALLCIR,2020,,,,,", "key_rule_unknown", "RULE", "not asked in 2019: X"),
        ("TOTCIR,,2019,ALLCIR,TOTCIR + ALLCIR,,", "ALLCIR,2020,,,,,", "key_rule_unknown", "RULE", "not asked in 2019: ALLCIR"),
        ("TOTCIR,,2019,ALLCIR,2 * 3,,", "ALLCIR,2020,,,,,", "key_rule_without", "RULE", "does not use TOTCIR"),
    ],
)
def test_a_wrong_bridge_is_refused_with_its_place(tmp_path: Path, first: str, second: str, code: str, column: str, words: str) -> None:
    with pytest.raises(ReturnsError) as caught:
        read_key(key(tmp_path, f"Use,Loans,{first}", f"Use,All loans,{second}"))
    assert (caught.value.code, caught.value.line, caught.value.column, words in str(caught.value)) == (code, 2, column, True)
