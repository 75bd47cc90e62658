"""The commands: answers held against their JSON Schemas, pages, and refusals as one sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from sextant.lab.catalogues.commands import catalogue
from sextant.lab.catalogues.tests.factories import BOOK, UNIMARC, UNIMARC_LEADER, binary, book
from sextant.lab.catalogues.tests.test_validating import changed

ANSWERS = Path(__file__).parent.parent / "answers"


def run(*words: str | Path, lang: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(catalogue, [str(word) for word in words], env={"LANG": lang, "LC_ALL": "", "LC_MESSAGES": ""})


def conforms(answer: Any, name: str) -> bool:
    schema = json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return not list(Draft202012Validator(schema).iter_errors(answer))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    wrong = changed(BOOK, "020", "__$a9785170000158")
    (tmp_path / "c.mrc").write_bytes(binary(wrong) + b"garbage\x1d" + binary(UNIMARC, UNIMARC_LEADER) + book(3))
    (tmp_path / "H.csv").write_text("isbn,location,copies,added\n9785170000159,north,2,2024-05-01\nb3,south,1,2025-01-01\nb3,south,x,\n")
    (tmp_path / "L.csv").write_text("isbn,date,loans\n9785170000159,2026-01-01,7\n")
    (tmp_path / "P.csv").write_text("region,age_low,age_high,language,people\nnorth,3,6,rus,50\n")
    (tmp_path / "A.csv").write_text('title,year,authors\nИгрушки,2024,"Барто, А."\nElse,2020,\n', encoding="utf-8")
    (tmp_path / "T.toml").write_text('[[topic]]\nid = "toys"\nwords = ["toy", "игруш"]\nexpected = 0.5\n')
    return tmp_path


def test_check_answers_exactly_what_its_schema_says(files: Path) -> None:
    done = run("check", files / "c.mrc")
    answer = json.loads(done.stdout)
    assert conforms(answer, "check")
    first = len(binary(changed(BOOK, "020", "__$a9785170000158")))
    assert answer == {
        "records": 4,
        "read": 3,
        "quarantined": [{"offset": first, "reason": "The stretch is too short for a record (8 bytes)."}],
        "findings": [
            {
                "record": 1,
                "field": "020",
                "rule": "isbn_check",
                "message": "The check digit of ISBN “9785170000158” does not fit. If the book prints it so, it belongs into the subfield for wrong numbers.",
            },
        ],
        "by_rule": {"isbn_check": 1},
    }


def test_several_files_give_a_list_each_with_its_name(files: Path) -> None:
    (files / "d.mrc").write_bytes(book(5))
    answer = json.loads(run("check", files / "c.mrc", files / "d.mrc", "--format", "marc21").stdout)
    assert [one["file"] for one in answer] == ["c.mrc", "d.mrc"]
    assert all(conforms(one, "check") for one in answer)


def test_messages_are_in_the_language_of_the_shell(files: Path) -> None:
    answer = json.loads(run("check", files / "c.mrc", lang="ru_RU.UTF-8").stdout)
    assert answer["quarantined"][0]["reason"] == "Отрезок слишком короток для записи (8 байтов)."


def test_findings_left_out_are_said_and_bytes_set_aside_are_kept(files: Path) -> None:
    wrong = changed(BOOK, "020", "__$a9785170000158")
    (files / "w.mrc").write_bytes(b"".join(binary(changed(wrong, "001", f"w{number}")) for number in range(5)) + b"garbage\x1d")
    done = run("check", files / "w.mrc", "--most", "2", "--quarantine", files / "q.bin")
    answer = json.loads(done.stdout)
    assert answer["by_rule"] == {"duplicate_title": 4, "isbn_check": 5}
    assert len(answer["findings"]) == 4
    assert done.stderr == "w.mrc: 5 findings are counted, but not listed; ask with --most 0 for all.\n"
    assert (files / "q.bin").read_bytes() == b"garbage\x1d"


def test_a_file_of_rubbish_is_counted_and_not_kept_whole(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sextant.lab.catalogues.checking.MOST_ASIDE", 10)
    (files / "r.mrc").write_bytes(b"x\x1d" * 25)
    done = run("check", files / "r.mrc")
    answer = json.loads(done.stdout)
    assert (answer["records"], answer["read"], len(answer["quarantined"])) == (25, 0, 10)
    assert done.stderr == "r.mrc: 15 stretches more were set aside and counted, but not listed. Is this a catalogue?\n"


@pytest.mark.parametrize("lang", ["en_GB.UTF-8", "ru_RU.UTF-8"])
@pytest.mark.parametrize("command", ["check", "profile"])
def test_pages_stand_alone_in_both_languages(files: Path, command: str, lang: str) -> None:
    evil = changed(changed(BOOK, "245", "10$a<script>alert(1)</script>"), "650", "90$a<b>")
    (files / "c.mrc").write_bytes(binary(evil))
    more = ["--loans", files / "L.csv", "--awards", files / "A.csv", "--population", files / "P.csv"] if command == "profile" else []
    done = run(command, files / "c.mrc", "--report", "html", "--out", files / "r.html", *more, lang=lang)
    page = (files / "r.html").read_text(encoding="utf-8")
    assert (done.exit_code, done.stdout) == (0, "")
    assert page.startswith(f'<!doctype html>\n<html lang="{lang[:2]}">')
    assert not re.search(r"<script|<link|src=|href=|url\(|@import|javascript:", page)
    assert "&lt;script&gt;" in page
    assert "Catalogue check" in page or "Profile of the collection" in page
    assert "Проверка каталога" in page or "Профиль фонда" in page
    assert page.count("<table>") == page.count("</table>")


def test_titles_are_rows_of_json(files: Path) -> None:
    rows = [json.loads(line) for line in run("titles", files / "c.mrc").stdout.splitlines()]
    assert [(row["id"], row["class"], row["age_mark"], row["low"]) for row in rows] == [
        ("b1", "891.73", "", 0), ("9785170000159", "84(2=411.2)6", "0+", 0), ("b3", "891.73", "", 0),
    ]  # fmt: skip


def test_profile_answers_what_its_schema_says(files: Path) -> None:
    words = ["--holdings", files / "H.csv", "--loans", files / "L.csv", "--population", files / "P.csv", "--awards", files / "A.csv"]
    done = run("profile", files / "c.mrc", *words, "--topics", files / "T.toml", "--as-of", "2026-06-30")
    answer = json.loads(done.stdout)
    assert conforms(answer, "profile")
    assert (answer["as_of"], answer["titles"], answer["held"], answer["copies"], answer["loans"]) == ("2026-06-30", 3, 2, 3, 7)
    assert set(answer["tables"]) == {
        "median_age", "old_share", "renewal", "turnover", "relative_use", "dead_stock", "languages", "provision", "gap_map", "award_coverage",
        "topic_balance",
    }  # fmt: skip
    assert [(one["title"], one["held"]) for one in answer["eligible"]] == [("Игрушки", "9785170000159"), ("Else", None)]
    assert "line 4: “x” in the column copies is no whole number" in done.stderr
    assert "1 of 3 rows of a table were left out." in done.stderr


def test_columns_may_be_named(files: Path) -> None:
    (files / "H2.csv").write_text("EAN,n\nb3,4\n")
    done = run("profile", files / "c.mrc", "--holdings", files / "H2.csv", "--column", "holdings.isbn=EAN", "--column", "holdings.copies=n")
    assert json.loads(done.stdout)["copies"] == 4


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check", "none.mrc"], "none.mrc: There is no such file"),
        (["check", "H.csv"], "H.csv: This is neither ISO 2709 nor MARCXML."),
        (["profile", "c.mrc", "--holdings", "none.csv"], "none.csv: There is no such file"),
        (["profile", "c.mrc", "--loans", "H.csv"], "H.csv: The header lacks the column date."),
        (["profile", "c.mrc", "--topics", "A.csv"], "A.csv: This is no TOML"),
        (["profile", "c.mrc", "--column", "isbn"], "“isbn” is not TABLE.NAME=HEADING"),
    ],
)
def test_a_refusal_is_one_sentence(files: Path, words: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files)
    done = run(*words)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: {sentence}")
    assert len(done.stderr.splitlines()) == 1
