"""Groups that were planted are found, none are claimed where there are none, and the order of rows makes no difference."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.opinions.clusters import adjusted_rand
from sextant.lab.opinions.findings import OpinionError
from sextant.lab.opinions.groups import Person, find_groups
from sextant.lab.opinions.tests.conversations import NOTHING, agreed, planted, without_groups
from sextant.lab.opinions.votes import Votes, read_votes

DATA = os.environ.get("SEXTANT_TEST_DATA", "")
CONVERSATIONS = Path(DATA) / "opinions"
real = pytest.mark.skipif(
    not DATA or not CONVERSATIONS.is_dir(), reason="set SEXTANT_TEST_DATA to the folder with opinions/ to read real conversations"
)


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_planted_groups_are_found_though_three_votes_of_five_are_missing(k: int) -> None:
    found = [(find_groups(votes), labels) for votes, labels in (planted(seed, k, people=120) for seed in range(4))]
    assert [one.k for one, _ in found].count(k) >= 3
    assert np.median([agreed(one, labels) for one, labels in found]) > 0.85


@pytest.mark.parametrize("kind", NOTHING)
def test_no_groups_are_claimed_where_there_are_none(kind: str) -> None:
    claimed = [find_groups(without_groups(seed, kind)).k > 1 for seed in range(12)]
    assert sum(claimed) <= 1


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 3))
def test_shuffled_rows_and_columns_give_the_same_answer(order: object, seed: int) -> None:
    votes, _ = planted(seed, 3, people=40, statements=20)
    people, statements = list(range(40)), list(range(20))
    order.shuffle(people)  # type: ignore[attr-defined]
    order.shuffle(statements)  # type: ignore[attr-defined]
    names = [votes.participants[place] for place in people], [votes.statements[place] for place in statements]
    shuffled = Votes.table(*names, votes.matrix[people][:, statements])
    assert find_groups(shuffled) == find_groups(votes)


def test_who_voted_on_fewer_than_seven_statements_or_only_passed_is_left_out_with_the_reason() -> None:
    votes, _ = planted(1, 2, people=60, statements=20, missing=0.0)
    matrix = votes.matrix.copy()
    matrix[0, 6:] = 9
    matrix[1] = 0
    found = find_groups(Votes(votes.participants, votes.statements, matrix))
    assert [(one.participant, one.seen, one.why.code) for one in found.left_out] == [("0", 6, "few_votes"), ("1", 20, "no_side")]
    assert found.participants[:2] == (Person("0", None, None, None), Person("1", None, None, None))
    assert found.k == 2


def test_groups_are_numbered_from_the_largest() -> None:
    votes, labels = planted(3, 3)
    kept = np.concatenate([np.flatnonzero(labels == group)[: 60 - 20 * group] for group in range(3)])
    found = find_groups(Votes(tuple(votes.participants[place] for place in sorted(kept)), votes.statements, votes.matrix[sorted(kept)]))
    sizes = [sum(one.group == group for one in found.participants) for group in (1, 2, 3)]
    assert sizes == sorted(sizes, reverse=True)


def test_a_meeting_of_nine_has_no_groups_and_is_told_why() -> None:
    votes, _ = planted(1, 2, people=9, statements=20)
    found = find_groups(votes)
    assert (found.k, [note.code for note in found.notes]) == (1, ["few_people"])


def test_people_who_all_vote_alike_have_no_groups() -> None:
    found = find_groups(Votes.of([(str(person), str(statement), 1) for person in range(20) for statement in range(10)]))
    assert (found.k, [note.code for note in found.notes], len(found.unites)) == (1, ["by_chance"], 10)


def test_a_number_of_groups_that_is_asked_for_is_cut_and_said_to_be() -> None:
    found = find_groups(without_groups(1, "independent"), k=3)
    assert (found.k, [note.code for note in found.notes]) == (3, ["forced"])
    with pytest.raises(OpinionError) as refusal:
        find_groups(without_groups(1, "independent"), k=9)
    assert refusal.value.code == "k_outside"


def _theirs(name: str) -> dict[str, str]:
    with (CONVERSATIONS / name / "participants-votes.csv").open(encoding="utf-8") as handle:
        return {row["participant"]: row["group-id"] for row in csv.DictReader(handle)}


@real
@pytest.mark.parametrize("name", ["15-per-hour-seattle", "brexit-consensus", "ssis.land-bank-farmland.2rumnecbeh.2021-08-01"])
def test_real_conversations_fall_into_the_groups_of_another_engine(name: str) -> None:
    theirs, found = _theirs(name), find_groups(read_votes(CONVERSATIONS / name / "participants-votes.csv"))
    both = [one for one in found.participants if one.group and theirs[one.participant]]
    ari = adjusted_rand(np.array([one.group for one in both]), np.array([int(theirs[one.participant]) for one in both]))
    assert found.k == 2
    assert ari >= 0.74
