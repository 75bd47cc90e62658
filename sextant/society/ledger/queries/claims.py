"""What is awaited, as the matching of statements wants it: open invoices, and what houses ask for without one."""

from collections.abc import Iterator

from sextant.lab.payments.claims import Claim
from sextant.society.ledger import states, subjects
from sextant.society.ledger.models import Invoice, StatementLine
from sextant.society.ledger.payables import INVOICE

NAMES = ("organisation__name_ru", "organisation__name_en", "organisation__short_name_ru", "organisation__short_name_en")


def key_of(kind: str, about_id: str) -> str:
    return f"{kind}:{about_id}"


def parts_of(key: str) -> tuple[str, str]:
    """Kind and number of a claim's key."""
    kind, _colon, about_id = key.partition(":")
    return kind, about_id


def _remembered() -> dict[int, tuple[str, str]]:
    """Account and tax number from which each organisation paid last, as booked statements tell."""
    rows = StatementLine.objects.filter(state=states.BOOKED, payment__organisation__isnull=False).exclude(payer_account="")
    return {
        organisation: (account, inn)
        for organisation, account, inn in rows.order_by("day").values_list("payment__organisation", "payer_account", "payer_tax_id")
    }


def open_claims(currency: str) -> Iterator[Claim]:
    """Everything that is awaited in a currency, one claim each; `key` is `kind:id`."""
    known = _remembered()
    wanted = Invoice.objects.filter(kind=Invoice.Kind.INVOICE, state=states.ISSUED, currency=currency).select_related("person", "organisation")
    for invoice in wanted.order_by("due_on", "pk").iterator(chunk_size=2000):
        account, tax_id = known.get(invoice.organisation_id or 0, ("", ""))
        names = {invoice.payer_name}
        if invoice.person is not None:
            names.add(invoice.person.full_name)
        if invoice.organisation is not None:
            names |= {getattr(invoice.organisation, name.partition("__")[2]) for name in NAMES}
        yield Claim(
            key=key_of(INVOICE, str(invoice.pk)),
            number=invoice.shown_number,
            payer_names=tuple(sorted(name for name in names if name)),
            payer_account=account,
            payer_tax_id=invoice.payer_tax_id or tax_id,
            amount_open_minor=invoice.open_minor,
            currency=currency,
            due_on=invoice.due_on,
        )
    for subject in subjects.subjects():
        for asked in subject.open_claims(currency):
            yield Claim(
                key=key_of(subject.kind, asked.about_id),
                number=asked.reference,
                payer_names=(asked.payer_name,) if asked.payer_name else (),
                payer_account="",
                payer_tax_id="",
                amount_open_minor=asked.amount_minor,
                currency=currency,
                due_on=asked.due_on,
            )
