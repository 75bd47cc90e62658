"""Who may move a thing from one state to another: a table of words, read by pages and actions alike."""

Moves = dict[str, dict[str, set[str]]]
"""From a state, to a state, the words of those who may: `{"draft": {"open": {"keeper", "clock"}}}`. A house names its own words."""


def may_move(moves: Moves, state: str, target: str, words: set[str]) -> bool:
    """True when one of these words may move a thing from this state to that one; False for states that the table does not know."""
    return bool(words & moves.get(state, {}).get(target, set()))


def follows(moves: dict[str, set[str]], state: str, target: str) -> bool:
    """True when this state may be followed by that one, whoever moves it; False for states that the table does not know."""
    return target in moves.get(state, set())
