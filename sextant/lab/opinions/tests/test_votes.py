"""Votes are read from files and rows, in an order of their own, and what is no vote is refused with its place."""

from pathlib import Path

import pytest

from sextant.lab.opinions.findings import OpinionError
from sextant.lab.opinions.votes import UNSEEN, Votes, read_votes


def written(folder: Path, text: str) -> Path:
    path = folder / "votes.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_wide_file_is_read_without_groups_and_counts_of_another_engine(tmp_path: Path) -> None:
    path = written(tmp_path, "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n10,,1,0,2,1,1,1,-1\n9,,,0,1,0,0,,0\n")
    votes = read_votes(path)
    assert (votes.participants, votes.statements, votes.matrix.tolist()) == (("9", "10"), ("0", "1"), [[UNSEEN, 0], [1, -1]])


def test_rows_of_votes_make_the_same_table_in_any_order() -> None:
    rows = [("b", "2", -1), ("a", "10", 1), ("b", "10", 0)]
    one, other = Votes.of(rows), Votes.of(rows[::-1])
    assert one.participants == other.participants == ("a", "b")
    assert one.statements == other.statements == ("2", "10")
    assert one.matrix.tolist() == other.matrix.tolist() == [[UNSEEN, 1], [-1, 0]]


def test_statements_can_be_left_out() -> None:
    votes = Votes.of([("a", "1", 1), ("a", "2", -1)]).without(["2", "77"])
    assert (votes.statements, votes.matrix.tolist()) == (("1",), [[1]])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,0\n1,1\n", "votes.csv:1: There is no column “participant”. Name the column of people so; every other column is a statement."),
        ("participant,group-id\n1,0\n", "votes.csv:1: There is no column of a statement. Give one column for each statement, after “participant”."),
        ("participant,0\n1,1\n2,1\n1,0\n", "votes.csv:4: The participant “1” is already in line 2. Keep one row for each participant."),
        (
            "participant,0\n1,1\n2,yes\n",
            "votes.csv:3: “yes” under the statement “0” is no vote. Write 1 (agree), -1 (disagree), 0 (pass), or leave the cell empty (not seen).",
        ),
        ("participant,0\n,1\n", "votes.csv:2: The participant has no name. Fill in the column “participant”."),
        (
            "participant,0\n1,1,1\n",
            "votes.csv:2: The row has 3 cells, the header 2 columns. Take out the surplus, or quote cells that contain commas.",
        ),
        ("participant,0,\n1,1,1\n", "votes.csv:2: There is a cell under a column without a name. Name the column, or empty it."),
        ("participant,0\n1,\n", "votes.csv: There is not a single vote. Collect votes before asking for groups."),
    ],
)
def test_what_is_no_table_of_votes_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(OpinionError) as refusal:
        read_votes(written(tmp_path, text))
    assert str(refusal.value) == said


@pytest.mark.parametrize(("rows", "code"), [([("a", "1", 2)], "vote_unknown"), ([("a", "1", 1), ("a", "1", 0)], "vote_twice"), ([], "no_votes")])
def test_rows_that_are_no_votes_are_refused(rows: list[tuple[str, str, int]], code: str) -> None:
    with pytest.raises(OpinionError) as refusal:
        Votes.of(rows)
    assert refusal.value.code == code


def test_a_refusal_speaks_russian_too(tmp_path: Path) -> None:
    with pytest.raises(OpinionError) as refusal:
        read_votes(written(tmp_path, "participant,0\n1,1\n1,0\n"))
    assert refusal.value.sentence("ru") == "votes.csv:3: Участник «1» уже есть в строке 2. Оставьте по одной строке на участника."
