"""Many invoices in one step: the same rows, numbers and lines of the record as one by one, in a number of queries that does not grow."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.db import models
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.audit.actions import Told, record_many
from sextant.base.audit.turns import in_turn
from sextant.society.ledger import states
from sextant.society.ledger.actions.entries import draft_of, lines_of, refuse_closed, take_numbers
from sextant.society.ledger.actions.invoices import Charge, Payer, drawn_up, issue_invoice, legs_of, line_of, memo_of
from sextant.society.ledger.models import Entry, Invoice, InvoiceLine, Line
from sextant.society.ledger.queries.accounts import account_for, general_fund
from sextant.society.ledger.queries.requisites import requisites_for


@dataclass(frozen=True)
class Wanted:
    """An invoice to be made, as `make_invoice` takes it; the key names it once and for all."""

    key: str
    payer: Payer
    charges: list[Charge]
    currency: str
    due_on: date
    about: models.Model | None = None
    is_demo: bool = False


@in_turn
def make_invoices(wanted: list[Wanted], *, on: date, by: User | None) -> list[Invoice]:
    """Draws up and issues all of them, or none; a key that was used before gives the invoice there is. In the order asked."""
    known = {one.key: one for one in Invoice.objects.filter(key__in=[one.key for one in wanted])}
    known = {key: issue_invoice(one, on=on, by=by) if one.state == states.DRAFT else one for key, one in known.items()}
    new = list({one.key: one for one in wanted if one.key not in known}.values())
    made = _issued(_drafts(new, by), on, by) if new else []
    return [{**known, **{one.key: one for one in made}}[one.key] for one in wanted]


def _drafts(wanted: list[Wanted], by: User | None) -> list[tuple[Invoice, list[InvoiceLine]]]:
    """Writes the drafts with their lines."""
    account, general = cache(account_for), general_fund()
    drafts = []
    for one in wanted:
        named = [replace(charge, account=account(charge.account)) if isinstance(charge.account, str) else charge for charge in one.charges]
        invoice = drawn_up(
            payer=one.payer, charges=named, currency=one.currency, by=by, about=one.about, key=one.key, due_on=one.due_on, is_demo=one.is_demo
        )
        drafts.append((invoice, named))
    Invoice.objects.bulk_create(invoice for invoice, _charges in drafts)
    with_lines = [(invoice, [line_of(invoice, charge, general) for charge in charges]) for invoice, charges in drafts]
    InvoiceLine.objects.bulk_create(line for _invoice, lines in with_lines for line in lines)
    return with_lines


def _number(rows: Iterable[Invoice | Entry], year: int) -> None:
    """Gives every row the next number of its series."""
    by_series: dict[str, list[Invoice | Entry]] = defaultdict(list)
    for row in rows:
        by_series[row.series].append(row)
    for series, some in by_series.items():
        for row, number in zip(some, take_numbers(series, year, len(some)), strict=True):
            row.number = number


def _issued(drafts: list[tuple[Invoice, list[InvoiceLine]]], on: date, by: User | None) -> list[Invoice]:
    """Numbers and books the drafts."""
    refuse_closed(on)
    invoices, requisites, receivable = [invoice for invoice, _lines in drafts], cache(requisites_for), account_for("receivable")
    _number(invoices, on.year)
    entries = []
    for invoice in invoices:
        invoice.issued_on, invoice.year, invoice.state = on, on.year, states.ISSUED
        invoice.requisites = requisites(invoice.currency)
        entries.append(draft_of(day=on, memo=memo_of(invoice), key=f"invoice:{invoice.pk}", about=invoice, is_demo=invoice.is_demo))
    Entry.objects.bulk_create(entries)
    booked = []
    for entry, (invoice, lines) in zip(entries, drafts, strict=True):
        invoice.entry = entry
        booked += lines_of(entry, legs_of(lines, 1, [line.amount_minor for line in lines], receivable), invoice.currency)
    Line.objects.bulk_create(booked)
    _post(entries, on.year, by)
    Invoice.objects.bulk_update(invoices, ["number", "year", "issued_on", "requisites", "entry", "state"])
    record_many(
        Told("ledger.issue_invoice", invoice, by, after={"number": invoice.shown_number, "total_minor": invoice.total_minor}) for invoice in invoices
    )
    return invoices


def _post(entries: list[Entry], year: int, by: User | None) -> None:
    """One update posts them all; the database refuses it where one does not balance."""
    _number(entries, year)
    for entry in entries:
        entry.state, entry.posted_at, entry.posted_by = states.POSTED, timezone.now(), by
    Entry.objects.bulk_update(entries, ["number", "state", "posted_at", "posted_by"])
