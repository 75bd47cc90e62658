"""Services, contracts and acts for tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.tests.factories import open_books
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.acts import accept_act, send_act, write_act
from sextant.work.paid_services.actions.catalogue import add_price
from sextant.work.paid_services.actions.clauses import ensure_clauses
from sextant.work.paid_services.actions.contracts import draft_contract, save_line
from sextant.work.paid_services.actions.signing import send_contract, sign_contract
from sextant.work.paid_services.models import Act, Contract, Service

TODAY = timezone.localdate
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"


def make_service(code: str = "expertise", price: int = 1_000_00, member: int | None = 800_00, **fields: Any) -> Service:
    """Expertise by the hour at 1000, members 800, published."""
    given = {"kind": "expertise", "title_en": "Expertise", "title_ru": "Экспертиза", "unit_en": "hour", "unit_ru": "час", **fields}
    service = Service.objects.create(code=code, is_published=True, **given)
    add_price(service, since=date(2020, 1, 1), amount_minor=price, member_minor=member, by=None, vat_en="No VAT", vat_ru="НДС не облагается")
    return service


def draft(service: Service | None = None, quantity: int = 10_000, **fields: Any) -> Contract:
    """A draft over ten hours of a service, from today for a month."""
    ensure_clauses()
    given: dict[str, Any] = {
        "customer": "Library No. 1",
        "email": "library@customer.example",
        "language": "en",
        "subject_en": "Expertise of a project",
        "subject_ru": "Экспертиза проекта",
        "since": TODAY(),
        "until": TODAY() + timedelta(days=30),
        "day": TODAY(),
        **fields,
    }
    contract = draft_contract(by=None, **given)
    save_line(contract, None, service=service or make_service(), quantity=quantity, by=None)
    contract.refresh_from_db()
    return contract


def sent(**fields: Any) -> Contract:
    open_books()
    return send_contract(draft(**fields), on=TODAY(), by=None)


def signed(**fields: Any) -> Contract:
    """The same, signed by the customer today."""
    return sign_contract(sent(**fields), name="Ann Reader", on=TODAY(), by=None, who=states.CUSTOMER)


def act_of(contract: Contract, quantity: int = 10_000) -> Act:
    """An act over so much of the first line, sent today."""
    line = contract.lines.order_by("pk")[0]
    return send_act(write_act(contract, {line.pk: quantity}, day=TODAY(), by=None), on=TODAY(), by=None)


def accepted(contract: Contract, quantity: int = 10_000) -> Act:
    """The same, accepted by the customer today."""
    return accept_act(act_of(contract, quantity), name="Ann Reader", on=TODAY(), by=None, who=states.CUSTOMER)


def pay(invoice: Invoice | None) -> Invoice:
    """The invoice is paid in full today."""
    assert invoice is not None
    invoice.refresh_from_db()
    money: dict[str, Any] = {"amount_minor": invoice.open_minor, "currency": invoice.currency, "account": account_for("bank")}
    receive_payment(day=TODAY(), reference="1", key=f"t:{invoice.pk}:{invoice.paid_minor}", invoices=[invoice], by=None, **money)
    invoice.refresh_from_db()
    return invoice
