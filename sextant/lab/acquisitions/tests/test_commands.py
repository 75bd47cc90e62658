"""`sextant acquisitions plan`, as it is called from a shell."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from sextant.lab.acquisitions.commands import acquisitions
from sextant.lab.acquisitions.written import SCHEMA

CANDIDATES = """id,isbn,title,price,age,language,class,awards,accessible,value
a,9785171183660,Книга а,"450,00",3-6,rus,84,,no,5
b,,Книга б,300.50,7-10,tat,84,Medal,yes,7
c,,=cmd(),200,7-10,rus,5,,,3
d,,Книга д,100,11-14,eng,8,,,2
e,,Даром,0,11-14,eng,8,,,2
"""
TARGETS = '[[share]]\nfield = "language"\nvalue = "tat"\nmin = 0.3\n[limits]\nmin_titles = 2\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "C.csv").write_text(CANDIDATES, encoding="utf-8")
    (tmp_path / "T.toml").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "H.csv").write_text("isbn,location,copies,added\n9785171183660,a,1,2020\n", encoding="utf-8")
    return tmp_path


def called(folder: Path, *words: str, language: str = "C") -> Result:
    return CliRunner(env={"LC_ALL": language}).invoke(
        acquisitions, ["plan", *(str(folder / word) if (folder / word).exists() else word for word in words)]
    )


def test_the_answer_keeps_its_schema_and_says_why(folder: Path) -> None:
    done = called(folder, "C.csv", "--holdings", "H.csv", "--budget", "700", "--targets", "T.toml")
    told = json.loads(done.stdout)
    jsonschema.validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert done.exit_code == 0
    assert [(one["id"], one["copies"], one["price"]) for one in told["chosen"]] == [("b", 1, 300.5), ("c", 1, 200), ("d", 1, 100)]
    assert (told["spent"], told["objective"], told["bound"], told["gap"], told["infeasible"]) == (600.5, 12.0, 12.0, 0.0, [])
    assert [one["name"] for one in told["constraints"]] == ["budget", "language=tat min", "titles min"]
    assert "C.csv: 5 rows read: 4 taken, 0 merged with another, 1 refused." in done.stderr
    assert "C.csv, line 6: “0” is not a price" in done.stderr
    assert "enough of them: 1 title." in done.stderr


def test_lists_of_awards_tell_which_candidates_have_one(folder: Path) -> None:
    (folder / "A.csv").write_text(
        "award,title,author,source\nMedal,Книга а : сказка,Иванов,the section\nPrize,Совсем другая,,the section\n", encoding="utf-8"
    )
    (folder / "T.toml").write_text("[limits]\nmin_award_titles = 2\n", encoding="utf-8")
    told = json.loads(called(folder, "C.csv", "--awards", "A.csv", "--budget", "800", "--targets", "T.toml").stdout)
    assert {one["id"] for one in told["chosen"]} == {"a", "b"}
    assert "It has an award: Medal." in next(one["why"] for one in told["chosen"] if one["id"] == "a")


def test_a_contradiction_is_an_answer(folder: Path) -> None:
    done = called(folder, "C.csv", "--budget", "250", "--targets", "T.toml", language="ru_RU.UTF-8")
    told = json.loads(done.stdout)
    jsonschema.validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert (done.exit_code, told["chosen"], told["objective"], told["bound"], told["gap"]) == (0, [], None, None, None)
    assert sorted(one["name"] for one in told["infeasible"]) == ["budget", "titles min"]
    budget = next(one for one in told["infeasible"] if one["name"] == "budget")
    assert (budget["reachable"], budget["give"]) == (400.5, 150.5)
    assert budget["why"].startswith("Потратить не больше 250,00 RUB.")


def test_russian_shells_get_russian_reasons_and_the_same_keys(folder: Path) -> None:
    told = json.loads(called(folder, "C.csv", "--budget", "700", language="ru_RU.UTF-8").stdout)
    assert told["chosen"][0]["why"].startswith("Ценность 7,00 при цене 300,50 RUB")


@pytest.mark.parametrize(("form", "start"), [("html", b"<!DOCTYPE html>"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfid"), ("marc", b"0")])
def test_other_formats_are_shown_or_written(folder: Path, form: str, start: bytes) -> None:
    shown = called(folder, "C.csv", "--budget", "700", "--format", form)
    assert shown.stdout_bytes.startswith(start)
    written = called(folder, "C.csv", "--budget", "700", "--format", form, "--out", str(folder / "out"))
    assert (written.stdout_bytes, (folder / "out").read_bytes().startswith(start)) == (b"", True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("none.csv", "--budget", "5"), "none.csv: The file does not exist"),
        (("C.csv",), "No budget is given."),
        (("C.csv", "--budget", "lots"), "“lots” is not a budget in RUB."),
        (("C.csv", "--budget", "5", "--gap", "nan"), "--gap = nan cannot be."),
        (("C.csv", "--budget", "5", "--seconds", "-1"), "--seconds = -1 cannot be."),
        (("C.csv", "--budget", "5", "--targets", "C.csv"), "C.csv: The file does not keep the rules of TOML"),
        (("T.toml", "--budget", "5"), "T.toml: The header lacks the column"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(folder: Path, words: tuple[str, ...], sentence: str) -> None:
    done = called(folder, *words)
    assert (done.exit_code, sentence in done.stderr, done.stderr.count("\n")) == (2, True, 1)


def test_the_command_is_known_to_sextant_and_prints_nothing_but_its_answer(folder: Path) -> None:
    run = [sys.executable, "-m", "sextant", "acquisitions", "plan", str(folder / "C.csv"), "--budget", "700"]
    done = subprocess.run(run, capture_output=True, check=True)
    assert json.loads(done.stdout)["spent"] == 600.5
