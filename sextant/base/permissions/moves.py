"""Who may move a thing from one state to another: a table of words, read by pages and actions alike."""

Moves = dict[str, dict[str, set[str]]]
"""From a state, to a state, the words of those who may: `{"draft": {"open": {"keeper", "clock"}}}`. A house names its own words."""


def may_move(moves: Moves, state: str, target: str, words: set[str]) -> bool:
    """True when one of these words may move a thing from this state to that one; False for states that the table does not know."""
    return bool(words & moves.get(state, {}).get(target, set()))
