"""Every write of the books waits its turn; what does not is named here with the reason."""

import ast
from pathlib import Path

ACTIONS = Path(__file__).resolve().parent.parent / "actions"
ALONE = {
    *("save_account", "save_fund", "open_programme", "save_payee", "save_bank_account"),
    *("bring_statement", "refuse_statement", "keep_statement"),
}
"""They lock no row but their own and take no number."""


def decorated(word):
    """Functions of the house's actions under a decorator that contains the word."""
    trees = [ast.parse(path.read_text()) for path in ACTIONS.glob("*.py")]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {node.name for node in functions if any(word in ast.unparse(decorator) for decorator in node.decorator_list)}


def test_only_those_that_lock_one_row_do_not_wait_their_turn():
    assert decorated("atomic") == ALONE
    assert {"write_entry", "receive_payment", "close_books", "credit_invoice"} <= decorated("in_turn")
