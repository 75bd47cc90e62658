"""Invoices: drawn up, issued with a number and booked, credited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import money
from sextant.society.ledger import states
from sextant.society.ledger.actions.entries import Leg, take_number, write_entry
from sextant.society.ledger.models import Account, Entry, Fund, Invoice, InvoiceLine, Programme
from sextant.society.ledger.queries.accounts import account_for, general_fund
from sextant.society.ledger.queries.requisites import requisites_for
from sextant.society.members.models import Organisation, Person

LARGEST = 10**15


@dataclass(frozen=True)
class Charge:
    """One line of an invoice. `account` is an income account or the word of its use; without a fund the general one is meant."""

    text_ru: str
    text_en: str
    price_minor: int
    account: Account | str
    quantity: int = 1000
    unit: str = ""
    fund: Fund | None = None
    programme: Programme | None = None
    income_kind: str = ""

    @property
    def amount_minor(self) -> int:
        """Price times quantity (thousandths), half a minor unit rounded up."""
        return (self.price_minor * self.quantity + 500) // 1000


@dataclass(frozen=True)
class Payer:
    """Who is asked to pay: a person or an organisation the association knows, or a name alone."""

    name: str
    person: Person | None = None
    organisation: Organisation | None = None
    address: str = ""
    tax_id: str = ""
    email: str = ""
    language: str = "ru"


def payer_of(holder: Person | Organisation, language: str = "ru") -> Payer:
    """The payer that a person or an organisation is, as its entry has it today."""
    if isinstance(holder, Person):
        return Payer(name=holder.full_name, person=holder, email=holder.email or "", language=language)
    return Payer(name=holder.name, organisation=holder, email=getattr(holder, "email", "") or "", language=language)


def _refuse_charges(charges: list[Charge], currency: str) -> int:
    if not charges:
        raise ValidationError(_("An invoice needs at least one line."))
    total = 0
    for charge in charges:
        if charge.price_minor < 0 or charge.quantity <= 0:
            raise ValidationError(
                _("“%(line)s”: give a price that is not negative and a quantity above zero.") % {"line": charge.text_ru or charge.text_en}
            )
        total += charge.amount_minor
    if total <= 0:
        raise ValidationError(_("The invoice comes to zero; nothing is to be paid."))
    if total >= LARGEST:
        raise ValidationError(
            _("%(amount)s is more than can be booked. Look whether a sign is in the wrong place.") % {"amount": money(total, currency)}
        )
    return total


@in_turn
def draft_invoice(
    *,
    payer: Payer,
    charges: Iterable[Charge],
    currency: str,
    by: User | None,
    about: models.Model | None = None,
    key: str | None = None,
    due_on: date | None = None,
    is_demo: bool = False,
) -> Invoice:
    """Draws an invoice up; it has no number yet and books nothing. A `key` that was used before gives the invoice there is."""
    if key is not None and (known := Invoice.objects.filter(key=key).first()) is not None:
        return known
    lines = list(charges)
    invoice = drawn_up(payer=payer, charges=lines, currency=currency, by=by, about=about, key=key, due_on=due_on, is_demo=is_demo)
    invoice.save()
    general = general_fund()
    InvoiceLine.objects.bulk_create([line_of(invoice, charge, general) for charge in lines])
    return invoice


def drawn_up(
    *,
    payer: Payer,
    charges: list[Charge],
    currency: str,
    by: User | None,
    about: models.Model | None = None,
    key: str | None = None,
    due_on: date | None = None,
    is_demo: bool = False,
) -> Invoice:
    """The draft as a row that is not written yet; refuses what cannot be asked for."""
    total = _refuse_charges(charges, currency)
    if not payer.name.strip():
        raise ValidationError({"payer_name": _("Say who is to pay.")})
    return Invoice(
        series="demo-invoice" if is_demo else "invoice",
        person=payer.person,
        organisation=payer.organisation,
        payer_name=payer.name[:300],
        payer_address=payer.address[:300],
        payer_tax_id=payer.tax_id,
        payer_email=payer.email,
        language=payer.language,
        currency=currency,
        total_minor=total,
        due_on=due_on,
        about_kind=about._meta.label_lower if about is not None else "",
        about_id=str(about.pk) if about is not None else "",
        key=key,
        made_by=by,
        is_demo=is_demo,
    )


def line_of(invoice: Invoice, charge: Charge, general: Fund) -> InvoiceLine:
    return InvoiceLine(
        invoice=invoice,
        text_ru=charge.text_ru[:300],
        text_en=charge.text_en[:300],
        quantity=charge.quantity,
        unit=charge.unit,
        price_minor=charge.price_minor,
        amount_minor=charge.amount_minor,
        account=account_for(charge.account) if isinstance(charge.account, str) else charge.account,
        fund=charge.fund or general,
        programme=charge.programme,
        income_kind=charge.income_kind,
    )


def memo_of(invoice: Invoice) -> str:
    """What the books say of an invoice that is issued."""
    return _("Invoice %(number)s, %(payer)s") % {"number": invoice.shown_number, "payer": invoice.payer_name}


def legs_of(lines: list[InvoiceLine], sign: int, amounts: list[int], receivable: Account) -> list[Leg]:
    """Receivable against income, line by line; `sign` −1 books a credit."""
    legs = []
    for line, amount in zip(lines, amounts, strict=True):
        legs.append(Leg(receivable, sign * amount, line.fund, line.programme))
        legs.append(Leg(line.account, -sign * amount, line.fund, line.programme, line.text))
    return legs


def book_lines(invoice: Invoice, lines: list[InvoiceLine], sign: int, amounts: list[int], memo: str, key: str, by: User | None) -> Entry:
    """Books the lines of an invoice, or of its credit."""
    legs = legs_of(lines, sign, amounts, account_for("receivable"))
    assert invoice.issued_on is not None
    return write_entry(day=invoice.issued_on, memo=memo, currency=invoice.currency, legs=legs, key=key, about=invoice, is_demo=invoice.is_demo, by=by)


@in_turn
def issue_invoice(invoice: Invoice, *, on: date, by: User | None, due_days: int = 30) -> Invoice:
    """Gives the invoice its number, keeps the requisites of the day, and books it: receivable against income."""
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if invoice.state != states.DRAFT:
        raise ValidationError(_("This invoice is issued already."))
    invoice.issued_on, invoice.due_on = on, invoice.due_on or on + timedelta(days=due_days)
    invoice.year, invoice.requisites = on.year, requisites_for(invoice.currency)
    invoice.number = take_number(invoice.series, on.year)
    lines = list(invoice.lines.select_related("fund", "account", "programme"))
    invoice.entry = book_lines(invoice, lines, 1, [line.amount_minor for line in lines], memo_of(invoice), f"invoice:{invoice.pk}", by)
    invoice.state = states.ISSUED
    invoice.save()
    record(verb="ledger.issue_invoice", obj=invoice, by=by, after={"number": invoice.shown_number, "total_minor": invoice.total_minor})
    return invoice


@in_turn
def make_invoice(*, on: date, by: User | None, **fields: Any) -> Invoice:
    """Draws up and issues in one step; with a `key`, asking twice gives the invoice there is."""
    invoice = draft_invoice(by=by, **fields)
    return issue_invoice(invoice, on=on, by=by) if invoice.state == states.DRAFT else invoice


@in_turn
def cancel_draft(invoice: Invoice, *, by: User | None) -> Invoice:
    """Puts a draft aside. It never had a number, so none is missing."""
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if invoice.state != states.DRAFT:
        raise ValidationError(_("An issued invoice is not put aside; credit it."))
    invoice.state = states.CANCELLED
    invoice.save(update_fields=["state"])
    record(verb="ledger.cancel_draft", obj=invoice, by=by)
    return invoice
