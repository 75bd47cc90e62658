"""The command: assignments and rankings from files, and one sentence where there are none."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.lab.jury.commands import jury
from sextant.lab.jury.tests.factories import jury_scores

ENTRIES = "entry,category,expertise:verse,expertise:prose\na,x,1,0\nb,x,0,1\n"
JURORS = "juror,load,expertise:verse,expertise:prose\nAnna,,1,0\nOlga,1,0,1\nИван,,1,1\n"


def run(*words: object, lang: str = "C") -> Result:
    return CliRunner().invoke(jury, [str(word) for word in words], env={"LC_ALL": lang})


@pytest.fixture
def room(tmp_path: Path) -> Path:
    for name, text in {
        "e": ENTRIES,
        "j": JURORS,
        "c": "entry,juror\na,Иван\n",
        "s": "entry,juror,score\na,Anna,5\na,Olga,6\nb,Anna,7\nb,Olga,7.5\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_assignment_is_shown_as_json_and_as_csv(room: Path) -> None:
    words = ["assign", room / "e.csv", room / "j.csv", "--conflicts", room / "c.csv", "--per-entry", 2, "--load", 8]
    whole = json.loads(run(*words).stdout)
    assert [(one["entry"], one["juror"], one["affinity"]) for one in whole["assignments"]] == [
        ("a", "Anna", 1.0),
        ("a", "Olga", 0.0),
        ("b", "Anna", 0.0),
        ("b", "Иван", 0.707107),
    ]
    assert (whole["objective"], whole["bound"], whole["gap"], whole["unfilled"]) == (1.707107, 1.707107, 0.0, [])
    assert next(csv.reader(run(*words, "--format", "csv").stdout.splitlines()[1:])) == ["a", "Anna", "1"]
    fair = json.loads(run(*words, "--fair", "--why", "a", "Иван").stdout)
    assert (fair["worst"], fair["explanation"]) == (fair["worst_bound"], ["Иван must not judge a: the pair is named among the conflicts."])


@pytest.mark.parametrize("column", ["reviews", "Рецензии", "рецензий"])
def test_an_entry_may_want_its_own_number_of_reviews(room: Path, column: str) -> None:
    (room / "n.csv").write_text(f"entry,{column},expertise:verse,expertise:prose\na,1,1,0\nb,,0,1\nc,0,1,1\n", encoding="utf-8")
    found = json.loads(run("assign", room / "n.csv", room / "j.csv", "--per-entry", 2).stdout)
    assert [(one["entry"], one["juror"]) for one in found["assignments"]] == [("a", "Anna"), ("b", "Olga"), ("b", "Иван")]
    assert found["unfilled"] == []


def test_without_that_column_nothing_else_in_the_table_of_entries_decides(room: Path) -> None:
    plain = run("assign", room / "e.csv", room / "j.csv").stdout
    (room / "n.csv").write_text("entry,load,category,expertise:verse,expertise:prose\na,0,x,1,0\nb,7,x,0,1\n", encoding="utf-8")
    assert run("assign", room / "n.csv", room / "j.csv").stdout == plain
    (room / "n.csv").write_text("entry,reviews,expertise:verse,expertise:prose\na,,1,0\nb,,0,1\n", encoding="utf-8")
    assert run("assign", room / "n.csv", room / "j.csv").stdout == plain


def test_what_is_missing_is_said_in_the_language_of_the_shell(room: Path) -> None:
    words = ["assign", room / "e.csv", room / "j.csv", "--conflicts", room / "c.csv"]
    found = json.loads(run(*words, lang="ru_RU.UTF-8").stdout)["unfilled"]
    assert found[0]["why"] == (
        "Без конфликта интересов 2 эксперта, а нужно 3, и часть из них занята полностью. "
        "Найдите ещё 1 эксперта без конфликта и поднимите нагрузку на 1."
    )


def test_a_ranking_is_shown_as_json_as_csv_and_in_full(room: Path) -> None:
    shown = run("rank", room / "s.csv", "--method", "mean")
    assert [(one["rank"], one["entry"], one["score"], one["mean"], one["reviews"]) for one in json.loads(shown.stdout)] == [
        (1, "b", 7.25, 7.25, 2),
        (2, "a", 5.5, 5.5, 2),
    ]
    assert "Krippendorff's alpha" in shown.stderr
    assert run("rank", room / "s.csv", "--format", "csv").stdout.splitlines()[0] == "rank,entry,score,low,high,mean,reviews"
    scores = "".join(f"{one.entry};{one.juror};{one.score:.2f}\n" for one in jury_scores(1, entries=12, jurors=5)[1])
    (room / "many.csv").write_text("работа;эксперт;оценка\n" + scores, encoding="cp1251")
    whole = json.loads(run("rank", room / "many.csv", "--full").stdout)
    assert (whole["method"], len(whole["ranking"]), len(whole["jurors"]), len(whole["without"])) == ("calibrated", 12, 5, 5)


def test_with_criteria_the_full_ranking_tells_what_their_weights_change(tmp_path: Path) -> None:
    rows = "a,j,text,5\na,j,form,6\na,k,text,6\na,k,form,6\nb,j,text,7\nb,j,form,3\nb,k,text,7\nb,k,form,5\n"
    (tmp_path / "s.csv").write_text("entry,juror,criterion,score\n" + rows)
    whole = json.loads(run("rank", tmp_path / "s.csv", "--full").stdout)
    assert [(one["what"], one["factor"]) for one in whole["weights"]] == [("form", 0.8), ("form", 1.2), ("text", 0.8), ("text", 1.2)]


BAD = [
    (
        "entry,juror,score\na,j,5\na,k,eleven\n",
        "line 3: “eleven” in the column score is not a number.",
        "строка 3: «eleven» в столбце score — не число.",
    ),
    ("entry,juror,score\na,j,11\n", "line 2: The score 11 lies outside 0 to 10.", "строка 2: Оценка 11 лежит вне пределов от 0 до 10."),
    ("entry,juror,score\na,j,nan\n", "line 2: “nan” in the column score is not a number.", "строка 2: «nan»"),
    ("entry,juror,score\na,j,5\na,j,6\n", "line 3: j has scored a in line 2 already.", "строка 3: Эксперт j уже оценил работу a в строке 2."),
    ("a,j,5\n", "line 1: The header lacks the column entry", "строка 1: В заголовке нет столбца entry"),
    ("entry,juror,score\n,j,5\n", "line 2: The column entry is empty.", "строка 2: Столбец entry пуст."),
    ("entry,juror,score\na,j,5,6\n", "line 2: The row has 4 cells, the header 3.", "строка 2: В строке 4 ячейки, в заголовке — 3."),
    ("entry,juror,score\n", "There is a header but no row under it.", "Под заголовком нет ни одной строки."),
    ("", "The file is empty.", "Файл пуст."),
]


@pytest.mark.parametrize(("text", "en", "ru"), BAD)
def test_bad_scores_are_one_sentence_with_the_line(tmp_path: Path, text: str, en: str, ru: str) -> None:
    file = tmp_path / "scores.csv"
    file.write_text(text, encoding="utf-8")
    for lang, sentence in (("C", en), ("ru_RU.UTF-8", ru)):
        done = run("rank", file, "--min", 0, "--max", 10, lang=lang)
        assert (done.exit_code, sentence in done.stderr, done.stderr.count("\n")) == (2, True, 1), done.stderr


def test_bad_people_and_pairs_are_one_sentence_with_the_line(room: Path) -> None:
    def said(name: str, text: str, *more: object) -> str:
        (room / name).write_text(text, encoding="utf-8")
        done = run("assign", room / "e.csv", room / "j.csv", *more)
        assert done.exit_code == 2
        return done.stderr

    pairs = ["--conflicts", room / "p.csv"], ["--affinity", room / "p.csv"]
    assert "p.csv, line 2: The entry “z” is not in the table" in said("p.csv", "entry,juror\nz,Anna\n", *pairs[0])
    assert "p.csv, line 3: The juror “z” is not in the table" in said("p.csv", "entry,juror\na,Anna\nb,z\n", *pairs[0])
    assert "p.csv, line 2: An affinity of 2" in said("p.csv", "entry,juror,affinity\na,Anna,2\n", *pairs[1])
    assert "p.csv, line 3: The pair of a and Anna" in said("p.csv", "entry,juror,affinity\na,Anna,1\na,Anna,1\n", *pairs[1])
    assert "line 3: “Anna” stands in line 2 already" in said("j.csv", "juror\nAnna\nAnna\n")
    assert "line 2: A load of 1.5 cannot be" in said("j.csv", "juror,load\nAnna,1.5\n")
    for value in (-1, 1.5, 10**7):
        (room / "n.csv").write_text(f"entry,reviews\na,{value}\n", encoding="utf-8")
        done = run("assign", room / "n.csv", room / "j.csv")
        assert (done.exit_code, f"n.csv, line 2: An entry cannot want {value} reviews. Write a whole number" in done.stderr) == (2, True)
    assert "line 2: Expertise of -1" in said("j.csv", "juror,expertise:verse\nAnna,-1\n")
    assert "does not exist" in run("assign", room / "none.csv", room / "j.csv").stderr
    assert "Ask for 1 or more" in said("j.csv", JURORS, "--per-entry", 0)
    assert "Give a --min below --max" in run("rank", room / "s.csv", "--min", 5, "--max", 5).stderr


def test_the_command_starts_without_the_site_and_help_without_numpy() -> None:
    script = (
        "import sys; from sextant.cli import sextant;"
        "sextant(['jury', 'assign', '--help'], standalone_mode=False);"
        "print('django.contrib.auth.models' in sys.modules, 'sextant.config.settings' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False False False"
