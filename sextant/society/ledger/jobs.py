"""Work for later: reading a bank statement and booking what is sure."""

from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.lab.payments.refusals import PaymentError
from sextant.lab.payments.statements.reading import read_statement
from sextant.society.ledger.actions.decisions import book_sure
from sextant.society.ledger.actions.statements import draw_lines, keep_statement, refuse_statement, sure_lines
from sextant.society.ledger.models import Statement, StatementLine

TOGETHER = 25
"""Lines booked in one step: a killed job has lost at most so many, and books none twice."""


@job("ledger.read_statement", title=_("Reading a bank statement"))
def read_and_match(run: Run, statement_id: int) -> None:
    """Keeps the lines in one step, then books the sure ones; begun again after a kill, it goes on where it was."""
    statement = Statement.objects.select_related("bank_account", "brought_by").get(pk=statement_id)
    if statement.state == "waiting":
        try:
            read = read_statement(statement.file.path, mapping=statement.mapping or None, account=statement.bank_account.number)
        except PaymentError as refusal:
            with run.last_step():
                refuse_statement(statement, refusal)
            return
        rows = draw_lines(statement, read)
        with run.step():
            keep_statement(statement, read, rows)
    keys = sure_lines(statement)
    for start in range(0, len(keys), TOGETHER):
        with run.step():
            for line in StatementLine.objects.filter(pk__in=keys[start : start + TOGETHER]).order_by("place", "pk"):
                book_sure(line, by=statement.brought_by)
        run.progress(min(start + TOGETHER, len(keys)), len(keys))
    with run.last_step() as result:
        result.update({"lines": statement.read})
