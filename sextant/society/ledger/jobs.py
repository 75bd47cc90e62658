"""Work for later: reading a bank statement, runs of dues, reminders."""

import zipfile
from datetime import date, timedelta
from itertools import islice
from tempfile import TemporaryFile

from django.core.files.base import File
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.lab.payments.refusals import PaymentError
from sextant.lab.payments.statements.reading import read_statement
from sextant.society.ledger.actions.decisions import book_sure
from sextant.society.ledger.actions.dues_runs import drawn, issue_safely
from sextant.society.ledger.actions.dunning import remind
from sextant.society.ledger.actions.statements import draw_lines, keep_statement, refuse_statement, sure_lines
from sextant.society.ledger.letters import addresses
from sextant.society.ledger.models import DuesItem, DuesRun, Invoice, Statement, StatementLine
from sextant.society.ledger.printed import invoice_pdf
from sextant.society.ledger.queries.dues import WITH_ALL, charged_already, memberships_of, to_issue
from sextant.society.ledger.queries.invoices import overdue
from sextant.society.members.queries.fees import fees_due

TOGETHER_DRAWN = 2000
TOGETHER, TOGETHER_ISSUED = 25, 100
"""Lines booked, and invoices issued, in one step: a killed job has lost at most so many, and books none twice."""


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


@job("ledger.draw_dues", title=_("Drawing up a run of dues"))
def draw_dues(run: Run, run_id: int) -> None:
    """Works out what every membership owes; begun again after a kill, it adds only what is missing."""
    dues = DuesRun.objects.select_related("made_by").get(pk=run_id)
    memberships = memberships_of(dues)
    total, done, charged = memberships.count(), 0, charged_already()
    with translation.override(dues.made_by.language if dues.made_by else None):
        pairs = fees_due(memberships, dues.on)
        while page := list(islice(pairs, TOGETHER_DRAWN)):
            with run.step():
                DuesItem.objects.bulk_create(drawn(dues, page, charged), ignore_conflicts=True)
            done += len(page)
            run.progress(done, total)
    with run.last_step() as result:
        DuesRun.objects.filter(pk=dues.pk, state="drawing").update(state="preview")
        result["items"] = dues.items.count()


@job("ledger.issue_dues", title=_("Issuing the invoices of a run of dues"))
def issue_dues(run: Run, run_id: int) -> None:
    """Issues what was confirmed, a few invoices in one step; begun again after a kill, it goes on where it was."""
    dues = DuesRun.objects.select_related("confirmed_by").get(pk=run_id)
    keys = to_issue(dues)
    for start in range(0, len(keys), TOGETHER_ISSUED):
        with run.step():
            issue_safely(list(DuesItem.objects.filter(pk__in=keys[start : start + TOGETHER_ISSUED]).select_related(*WITH_ALL).order_by("pk")), dues)
        run.progress(min(start + TOGETHER_ISSUED, len(keys)), len(keys))
    with run.last_step() as result:
        DuesRun.objects.filter(pk=dues.pk).update(state="done")
        result["invoices"] = dues.items.exclude(invoice=None).count()


@job("ledger.print_dues", title=_("Invoices for those without an address, as PDF"))
def print_dues(run: Run, run_id: int, language: str) -> None:
    """Puts the invoices of a run that no letter carries into one ZIP, for printing."""
    dues = DuesRun.objects.get(pk=run_id)
    keys = list(dues.items.exclude(invoice=None).order_by("pk").values_list("invoice_id", flat=True))
    with translation.override(language), TemporaryFile() as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, key in enumerate(keys, 1):
                invoice = Invoice.objects.select_related("person", "organisation").get(pk=key)
                if not (dues.with_letters and addresses(invoice)):
                    archive.writestr(f"{invoice.shown_number}.pdf", invoice_pdf(invoice))
                run.progress(number, len(keys))
        made.seek(0)
        with run.last_step():
            dues.paper.save(f"dues-{dues.pk}.zip", File(made), save=False)
            DuesRun.objects.filter(pk=dues.pk).update(paper=dues.paper.name)


@job("ledger.daily", title=_("Reminders of overdue invoices"), every=timedelta(days=1))
def daily(run: Run, day: str | None = None) -> None:
    """Decides about every overdue invoice; a second run on the same day finds nothing left to do."""
    today = date.fromisoformat(day) if day else timezone.localdate()
    waiting = list(overdue(today).filter(dunning_stopped="").order_by("pk"))
    for number, invoice in enumerate(waiting, 1):
        remind(invoice, today=today)
        run.progress(number, len(waiting))
