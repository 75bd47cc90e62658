"""The demo's services: a price list, requests, contracts in every state with their acts and money; and taking it all away."""

from datetime import date, timedelta
from typing import Any

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.search.actions import index
from sextant.society.ledger.actions.chart import ensure_chart, open_programme
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.members.models import Organisation
from sextant.society.members.queries.standing import organisations_in_good_standing
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.acts import accept_act, send_act, write_act
from sextant.work.paid_services.actions.clauses import ensure_clauses
from sextant.work.paid_services.actions.contracts import draft_contract, save_line
from sextant.work.paid_services.actions.requests import ask_offer
from sextant.work.paid_services.actions.signing import cancel_contract, object_contract, send_contract, sign_contract
from sextant.work.paid_services.demo.offered import CONTRACTS, CUSTOMERS, REQUESTS, SERVICES, VAT_EN, VAT_RU
from sextant.work.paid_services.models import Act, Contract, OfferRequest, Price, Service


def _services(today: date) -> dict[str, Service]:
    programme = open_programme(code="demo-services", name_ru="Платные услуги", name_en="Paid services", is_demo=True)
    made = {}
    for order, offered in enumerate(SERVICES, 1):
        row = dict(offered)
        (unit_ru, unit_en), (price, member) = row.pop("unit"), row.pop("price")
        service = Service.objects.create(
            order=10 * order, unit_ru=unit_ru, unit_en=unit_en, programme=programme, is_published=True, is_demo=True, **row
        )
        for since, share in ((date(today.year - 1, 1, 1), 92), (date(today.year, 1, 1), 100)):
            amounts = {"amount_minor": price * share, "member_minor": member * share if member else None}
            Price.objects.create(service=service, since=since, vat_ru=VAT_RU, vat_en=VAT_EN, **amounts)
        index(service)
        made[service.code] = service
    return made


def _customer(row: dict[str, Any], members: list[Organisation]) -> dict[str, Any]:
    if "member" not in row or not members:
        return dict(CUSTOMERS[row.get("customer", 0)])
    organisation = members[row["member"] % len(members)]
    known = {"organisation": organisation, "customer": organisation.name, "address": organisation.address}
    return {**known, "contact": "Директор (вымышлено)", "email": "member@demo.example", "signatory": "Директор, по уставу"}


def _drawn_up(row: dict[str, Any], services: dict[str, Service], members: list[Organisation], today: date) -> Contract:
    day = today - timedelta(days=row["made"])
    first = services[row["lines"][0][0]]
    fields: dict[str, Any] = {"subject_ru": first.title_ru, "subject_en": first.title_en, "since": day, "until": day + timedelta(days=row["days"])}
    contract = draft_contract(by=None, day=day, is_demo=True, advance_percent=row["advance"], **fields, **_customer(row, members))
    for code, quantity in row["lines"]:
        save_line(contract, None, service=services[code], quantity=1000 * quantity, by=None)
    return contract


def _paid(invoice: Invoice | None, day: date) -> None:
    if invoice is None:
        return
    money: dict[str, Any] = {"day": day, "amount_minor": invoice.total_minor, "currency": invoice.currency, "account": account_for("bank")}
    names: dict[str, Any] = {"payer_name": invoice.payer_name, "reference": f"{invoice.pk}", "key": f"demo-paid-services:{invoice.pk}"}
    receive_payment(invoices=[invoice], is_demo=True, by=None, organisation=invoice.organisation, **money, **names)


def _handed_over(contract: Contract, row: dict[str, Any], today: date) -> None:
    """The acts of a contract: all accepted, or the last one waiting for an answer."""
    line = contract.lines.order_by("pk")[0]
    step = max(row["days"] // (len(row["parts"]) + 1), 1)
    for place, part in enumerate(row["parts"], 1):
        day = min(contract.day + timedelta(days=step * place), today)
        act = send_act(write_act(contract, {line.pk: 1000 * part}, day=day, by=None), on=day, by=None)
        if row["how"] == "waiting":
            continue
        on = min(day + timedelta(days=4), today)
        act = accept_act(act, name=contract.contact, on=on, by=None, who=states.CUSTOMER)
        if row.get("paid", True):
            _paid(act.invoice, min(on + timedelta(days=6), today))


def _play(row: dict[str, Any], services: dict[str, Service], members: list[Organisation], today: date) -> None:
    contract, how = _drawn_up(row, services, members, today), row["how"]
    if how == "draft":
        return
    contract = send_contract(contract, on=contract.day + timedelta(days=1), by=None)
    on = contract.day + timedelta(days=5)
    if how == "objected":
        object_contract(contract, text="Просим перенести занятие на вторую половину дня и указать это в договоре.", on=on, by=None)
    if how == "cancelled":
        cancel_contract(contract, reason="Заказчик перенёс семинар на следующий год", on=on, by=None)
    if how in ("sent", "objected", "cancelled"):
        return
    contract = sign_contract(contract, name=contract.contact, on=on, by=None, who=states.CUSTOMER)
    _paid(contract.advance_invoice, min(on + timedelta(days=3), today))
    _handed_over(contract, row, today)


def load(world: World) -> None:
    """A price list, contracts in every state, and two requests that wait."""
    today = world.today
    ensure_chart()
    ensure_clauses()
    services = _services(today)
    members = list(organisations_in_good_standing(today).filter(is_demo=True).order_by("pk")[:3])
    for row in CONTRACTS:
        _play(row, services, members, today)
    for row in REQUESTS:
        wanted = today + timedelta(days=row["ahead"]) if row["ahead"] else None
        given = {name: row[name] for name in ("customer", "contact", "email", "what")}
        ask_offer(service=services[row["service"]] if row["service"] else None, wanted_by=wanted, today=today, by=None, is_demo=True, **given)


def remove() -> int:
    """Takes everything of the demo away; its invoices go with the books. Real services keep no invented fund or programme."""
    gone = 0
    Service.objects.filter(is_demo=False, fund__is_demo=True).update(fund=None)
    Service.objects.filter(is_demo=False, programme__is_demo=True).update(programme=None)
    for contract in Contract.objects.filter(is_demo=True):
        for copy in contract.copies.all():
            copy.file.delete(save=False)
    for model in (Act, Contract, OfferRequest, Service):
        gone += model.objects.filter(is_demo=True).delete()[0]
    return gone


def register() -> None:
    registry.register("paid_services", 62, load, remove)
