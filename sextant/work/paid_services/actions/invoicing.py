"""The money of a contract: the invoice of its advance, what of it an act uses up, and the invoice of the rest.

An advance is asked for by an invoice whose line stands on `contract_advances`, a liability: nothing is income before it is
done (IFRS 15, contract liabilities; from memory, clause not seen). When an act is accepted, as much of the advance as is left
moves to income, and the rest of the act is asked for by an invoice of its own, which books income. Both are undone when the
act is taken back.
"""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from sextant.base.accounts.models import User
from sextant.base.words.money import money
from sextant.society.ledger import states as books
from sextant.society.ledger.actions.credits import credit_invoice, shares
from sextant.society.ledger.actions.entries import Leg, book_reversal, write_entry
from sextant.society.ledger.actions.invoices import Charge, Payer, make_invoice
from sextant.society.ledger.models import Entry, Invoice, Programme
from sextant.society.ledger.queries.accounts import general_fund
from sextant.society.ledger.subjects import Subject
from sextant.work.paid_services.actions.contracts import amount_of
from sextant.work.paid_services.models import Act, ActLine, Contract
from sextant.work.paid_services.queries.money import advance_left

ADVANCES, INCOME = "contract_advances", "services"
KIND = "service"
"""Kind of income in the rules of fiscal receipts."""


def payer_for(contract: Contract) -> Payer:
    """The customer with the requisites of the contract."""
    return Payer(
        name=contract.customer,
        person=contract.person,
        organisation=contract.organisation,
        address=contract.address,
        tax_id=contract.tax_id,
        email=contract.email,
        language=contract.language,
    )


def _said(sentence: str, **words: object) -> tuple[str, str]:
    """A sentence of this file in Russian and in English; amounts (in minor units, with their currency) are written in each."""
    made = []
    for language in ("ru", "en"):
        with translation.override(language):
            shown = {name: money(*value) if isinstance(value, tuple) else value for name, value in words.items()}
            made.append(translation.gettext(sentence) % shown)
    return made[0], made[1]


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def invoice_advance(contract: Contract, *, on: date, by: User | None) -> Invoice:
    """Asks for the advance; asked twice, it is one invoice."""
    words = {"percent": contract.advance_percent, "number": contract.shown_number, "day": _day(contract.day)}
    text_ru, text_en = _said(gettext_noop("Advance of %(percent)s %% under contract %(number)s of %(day)s"), **words)
    return make_invoice(
        payer=payer_for(contract),
        charges=[Charge(text_ru, text_en, contract.advance_minor, ADVANCES, fund=contract.fund, income_kind=KIND)],
        currency=contract.currency,
        about=contract,
        key=f"service-advance:{contract.pk}",
        due_on=on + timedelta(days=contract.pay_days),
        on=on,
        by=by,
        is_demo=contract.is_demo,
    )


def _by_programme(lines: list[ActLine], amount: int) -> list[tuple[Programme | None, int]]:
    """An amount over the programmes of an act's lines, in proportion to what each line comes to."""
    sums: dict[Programme | None, int] = {}
    for line in lines:
        programme = line.line.service.programme
        sums[programme] = sums.get(programme, 0) + line.amount_minor
    return list(zip(sums, shares(amount, list(sums.values())), strict=True))


def use_advance(act: Act, lines: list[ActLine], amount: int, *, on: date, by: User | None) -> Entry:
    """Moves a part of the advance to income, in the fund of the contract."""
    contract, fund = act.contract, act.contract.fund or general_fund()
    memo = _("Advance used by act %(act)s of contract %(number)s") % {"act": act.shown_number, "number": contract.shown_number}
    legs = [Leg(ADVANCES, amount, fund)]
    legs += [Leg(INCOME, -part, fund, programme) for programme, part in _by_programme(lines, amount)]
    key = f"service-act-advance:{act.pk}"
    return write_entry(day=on, memo=memo, currency=contract.currency, legs=legs, key=key, about=act, is_demo=act.is_demo, by=by)


def _charges(act: Act, lines: list[ActLine]) -> list[Charge]:
    """Every line with its quantity and price; where a part is covered by the advance, one line a programme for the rest."""
    contract = act.contract
    if act.offset_minor:
        amounts = {"total": (act.total_minor, contract.currency), "offset": (act.offset_minor, contract.currency)}
        words = {"act": act.shown_number, "day": _day(act.day), "number": contract.shown_number}
        text = _said(
            gettext_noop("Services by act %(act)s of %(day)s under contract %(number)s: %(total)s less the advance of %(offset)s"), **words, **amounts
        )
        parts = _by_programme(lines, act.rest_minor)
        return [Charge(*text, part, INCOME, fund=contract.fund, programme=programme, income_kind=KIND) for programme, part in parts if part]
    made = []
    for row in lines:
        line = row.line
        exact = amount_of(line.price_minor, row.quantity) == row.amount_minor
        made.append(
            Charge(
                line.text_ru,
                line.text_en,
                line.price_minor if exact else row.amount_minor,
                INCOME,
                quantity=row.quantity if exact else 1000,
                unit=(line.unit_ru if contract.language == "ru" else line.unit_en) if exact else "",
                fund=contract.fund,
                programme=line.service.programme,
                income_kind=KIND,
            )
        )
    return made


def bill_act(act: Act, *, on: date, by: User | None) -> Act:
    """Uses the advance up as far as it goes, and asks for the rest; the act is held by the caller, who saves it."""
    lines = list(act.lines.select_related("line__service__programme").order_by("pk"))
    act.offset_minor = min(advance_left(act.contract), act.total_minor)
    if act.offset_minor:
        act.offset_entry = use_advance(act, lines, act.offset_minor, on=on, by=by)
    if act.rest_minor:
        act.invoice = make_invoice(
            payer=payer_for(act.contract),
            charges=_charges(act, lines),
            currency=act.contract.currency,
            about=act,
            key=f"service-act:{act.pk}",
            due_on=on + timedelta(days=act.contract.pay_days),
            on=on,
            by=by,
            is_demo=act.is_demo,
        )
    return act


def credit_what_is_left(invoice: Invoice | None, amount: int | None, *, reason: str, on: date, by: User | None) -> None:
    """Credits an invoice as far as it can be; nothing where the treasurer has credited it already."""
    if invoice is None or amount == 0:
        return
    invoice.refresh_from_db()
    if invoice.state in (books.ISSUED, books.SETTLED):
        credit_invoice(invoice, amount_minor=amount, reason=reason, on=on, by=by)


def unbill_act(act: Act, *, reason: str, on: date, by: User | None) -> None:
    """Credits the act's invoice whole and gives the advance it used back to the contract."""
    words = _("Act %(act)s taken back: %(reason)s") % {"act": act.shown_number, "reason": reason}
    credit_what_is_left(act.invoice, None, reason=words, on=on, by=by)
    if act.offset_entry is not None:
        book_reversal(act.offset_entry, day=on, memo=words, by=by)


ADVANCE_SUBJECT = Subject(
    "paid_services.contract", gettext_lazy("Advance under a contract for services"), lambda key: reverse("paid_services:contract", args=[key])
)
ACT_SUBJECT = Subject("paid_services.act", gettext_lazy("Act of acceptance"), lambda key: reverse("paid_services:act", args=[key]))
