"""Every write of the books waits its turn."""

import ast
from pathlib import Path

ACTIONS = Path(__file__).resolve().parent.parent / "actions"


def decorated(word):
    """Functions of the house's actions under a decorator that contains the word."""
    trees = [ast.parse(path.read_text()) for path in ACTIONS.glob("*.py")]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {node.name for node in functions if any(word in ast.unparse(decorator) for decorator in node.decorator_list)}


def test_no_action_begins_a_transaction_without_waiting_its_turn():
    assert decorated("atomic") == set()
    assert {"write_entry", "receive_payment", "close_books", "credit_invoice"} <= decorated("in_turn")
