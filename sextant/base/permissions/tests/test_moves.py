import pytest

from sextant.base.permissions.moves import Moves, follows, may_move

MOVES: Moves = {"draft": {"open": {"keeper", "clock"}}, "open": {"closed": {"keeper"}}, "closed": {}}


@pytest.mark.parametrize(
    ("state", "target", "words", "may"),
    [
        ("draft", "open", {"clock"}, True),
        ("draft", "open", {"author", "keeper"}, True),
        ("open", "closed", {"clock"}, False),
        ("draft", "open", set(), False),
        ("draft", "closed", {"keeper"}, False),
        ("closed", "open", {"keeper"}, False),
        ("lost", "open", {"keeper"}, False),
    ],
)
def test_one_word_of_the_table_is_enough(state, target, words, may):
    assert may_move(MOVES, state, target, words) is may


@pytest.mark.parametrize(
    ("state", "target", "may"), [("asked", "waiting", True), ("waiting", "asked", False), ("ended", "asked", False), ("lost", "asked", False)]
)
def test_a_state_is_followed_by_those_of_its_row_alone(state, target, may):
    assert follows({"asked": {"waiting"}, "waiting": {"ended"}, "ended": set()}, state, target) is may
