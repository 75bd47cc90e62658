"""`sextant statement import`: what would be done, then what was done."""

import json

import pytest
from click.testing import CliRunner

from sextant.society.ledger.commands import statement
from sextant.society.ledger.models import BankAccount, Payment, Statement, StatementLine
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.exchange import OURS, document, exchange
from sextant.society.ledger.tests.factories import open_books
from sextant.society.ledger.tests.test_statements import invoice

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    open_books()
    BankAccount.objects.create(account=account_for("bank"), number=OURS, bank_name="Bank", bic="044525225")
    rows = [
        document("17", "1500.00", f"Взнос по счету {invoice().shown_number}"),
        document("18", "1500.00", "Членский взнос"),
        document("19", "12.00", "?", payer="Никто Известный", inn="", account="40817810300000000707"),
        document("20", "не сумма", "?"),
    ]
    path = tmp_path / "march.txt"
    path.write_bytes(exchange(*rows, encoding="windows-1251"))
    return path


def ask(file, *options, account=OURS):
    answer = CliRunner().invoke(statement, ["import", str(file), "--account", account, "--format", "json", *options])
    return answer.exit_code, json.loads(answer.stdout) if answer.exit_code == 0 else answer.output


def parts(counts):
    return counts["matched"] + counts["doubtful"] + counts["unmatched"] + counts["repeated"] + len(counts["refused"])


def test_a_dry_run_tells_and_writes_nothing(file):
    code, counts = ask(file, "--dry-run")
    assert (code, list(counts)) == (0, ["lines", "matched", "doubtful", "unmatched", "repeated", "refused"])
    assert (counts["lines"], parts(counts), counts["matched"]) == (4, 4, 1)
    assert "not an amount" in counts["refused"][0]["reason"] or counts["refused"][0]["reason"]
    assert (Statement.objects.count(), StatementLine.objects.count(), Payment.objects.count()) == (0, 0, 0)


def test_the_import_does_what_the_dry_run_told_and_again_nothing(file):
    told = ask(file, "--dry-run")[1]
    done = ask(file, account="1010")[1]
    assert (done, Payment.objects.count(), invariants()) == (told, 1, [])
    again = ask(file)[1]
    assert (again["repeated"], parts(again), again["lines"], Payment.objects.count()) == (3, 4, 4, 1)


@pytest.mark.parametrize(("account", "sentence"), [("40703810900000000001", "no account"), ("9999", "no account")])
def test_an_account_that_is_not_ours_is_a_sentence(file, account, sentence):
    code, said = ask(file, account=account)
    assert (code, sentence in said, "Traceback" in said) == (2, True, False)


def test_a_file_that_is_not_there_or_of_another_account_is_a_sentence(file, tmp_path):
    other = tmp_path / "other.txt"
    other.write_bytes(exchange(account="40703810900000000001"))
    for path, sentence in ((tmp_path / "none.txt", "none.txt"), (other, "is of account")):
        code, said = ask(path)
        assert (code, sentence in said, Statement.objects.count()) == (2, True, 0)
