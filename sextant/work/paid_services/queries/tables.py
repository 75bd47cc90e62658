"""Lists of paid services as tables to take away."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.work.paid_services.models import Act, Contract, OfferRequest
from sextant.work.paid_services.queries.money import Sums, sums_of
from sextant.work.paid_services.queries.prices import Offer


def offers_table(rows: Iterable[Offer]) -> Table:
    """The price list; a service without a price has empty amounts."""
    columns = (
        Column("code", _("Code"), lambda one: one.service.code),
        Column("kind", _("Kind"), lambda one: one.service.kind),
        Column("title_ru", _("Name in Russian"), lambda one: one.service.title_ru),
        Column("title_en", _("Name in English"), lambda one: one.service.title_en),
        Column("unit_ru", _("Unit, in Russian"), lambda one: one.service.unit_ru),
        Column("unit_en", _("Unit, in English"), lambda one: one.service.unit_en),
        Column("currency", _("Currency"), lambda one: one.price.currency if one.price else ""),
        Column("price", _("Price"), lambda one: major(one.price.amount_minor, one.price.currency) if one.price else None),
        Column("member_price", _("Members' price"), _member_price),
        Column("vat_ru", _("Note on VAT, in Russian"), lambda one: one.price.vat_ru if one.price else ""),
        Column("vat_en", _("Note on VAT, in English"), lambda one: one.price.vat_en if one.price else ""),
        Column("since", _("In force from"), lambda one: one.price.since if one.price else None),
    )
    return Table("price-list", columns, rows)


def _member_price(offer: Offer) -> object:
    price = offer.price
    return major(price.member_minor, price.currency) if price and price.member_minor is not None else None


def _with_sums(rows: QuerySet[Contract], today: date) -> Iterable[tuple[Contract, Sums]]:
    """Contracts with their sums, some hundreds at a time."""
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), 500):
        found = Contract.objects.in_bulk(keys[start : start + 500])
        part = [found[key] for key in keys[start : start + 500] if key in found]
        sums = sums_of(part, today)
        yield from ((contract, sums[contract.pk]) for contract in part)


def contracts_table(rows: QuerySet[Contract], today: date) -> Table:
    """Contracts with what is agreed, accepted, invoiced, paid and overdue."""
    columns = (
        Column("number", _("Number"), lambda one: one[0].shown_number),
        Column("day", _("Day"), lambda one: one[0].day),
        Column("state", _("State"), lambda one: one[0].state),
        Column("customer", pgettext_lazy("contract", "Customer"), lambda one: one[0].customer),
        Column("tax_id", _("INN"), lambda one: one[0].tax_id),
        Column("member", _("Member"), lambda one: one[0].is_member),
        Column("subject", _("Subject"), lambda one: one[0].subject),
        Column("since", _("From"), lambda one: one[0].since),
        Column("until", _("Until"), lambda one: one[0].until),
        Column("currency", _("Currency"), lambda one: one[0].currency),
        Column("total", _("Total"), lambda one: major(one[0].total_minor, one[0].currency)),
        Column("accepted", pgettext_lazy("sum", "Accepted"), lambda one: major(one[1].accepted, one[0].currency)),
        Column("invoiced", pgettext_lazy("sum", "Invoiced"), lambda one: major(one[1].invoiced, one[0].currency)),
        Column("paid", pgettext_lazy("sum", "Paid"), lambda one: major(one[1].paid, one[0].currency)),
        Column("overdue", pgettext_lazy("sum", "Overdue"), lambda one: major(one[1].overdue, one[0].currency)),
        Column("ended_on", _("Ended on"), lambda one: one[0].ended_on),
    )
    return Table("service-contracts", columns, _with_sums(rows, today))


def requests_table(rows: QuerySet[OfferRequest]) -> Table:
    columns = (
        Column("asked_at", _("Asked on"), lambda one: one.asked_at),
        Column("state", _("State"), lambda one: one.state),
        Column("customer", _("Organisation"), lambda one: one.customer),
        Column("contact", _("Name"), lambda one: one.contact),
        Column("email", _("E-mail"), lambda one: one.email),
        Column("service", _("Service"), lambda one: one.service.title if one.service else ""),
        Column("what", _("What is needed"), lambda one: one.what),
        Column("wanted_by", _("Needed by"), lambda one: one.wanted_by),
    )
    return Table("service-requests", columns, rows.iterator(chunk_size=2000))


def acts_table(rows: QuerySet[Act]) -> Table:
    """Acts with their contract, in an order that never changes."""
    columns = (
        Column("number", _("Number"), lambda one: one.shown_number),
        Column("contract", _("Contract"), lambda one: one.contract.shown_number),
        Column("day", _("Day"), lambda one: one.day),
        Column("state", _("State"), lambda one: one.state),
        Column("accepted_on", _("Accepted on"), lambda one: one.decided_on),
        Column("currency", _("Currency"), lambda one: one.contract.currency),
        Column("total", _("Total"), lambda one: major(one.total_minor, one.contract.currency)),
        Column("offset", _("Covered by the advance"), lambda one: major(one.offset_minor, one.contract.currency)),
    )
    return Table("service-acts", columns, rows)


def timely_table(rows: QuerySet[Contract]) -> Table:
    """Contracts with the days a measure looks at, without names."""
    columns = (
        Column("number", _("Number"), lambda one: one.shown_number),
        Column("signed_on", _("Signed on"), lambda one: one.signed_on),
        Column("until", _("Until"), lambda one: one.until),
        Column("ended_on", _("Ended on"), lambda one: one.ended_on),
        Column("state", _("State"), lambda one: one.state),
        Column("member", _("Member"), lambda one: one.is_member),
    )
    return Table("service-contracts-in-time", columns, rows)
