"""Lists of grants as tables to take away."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.society.grants.models import Grant, GrantReport
from sextant.society.grants.queries.giving import recipient_name


def _with_name(grant: Grant) -> str:
    return str(grant.organisation.name if grant.organisation else grant.person)


def office_table(rows: QuerySet[Grant]) -> Table:
    """Grants with their money, and with the names of persons: for those who see every grant."""
    return Table("grants", _columns(named=True), rows.iterator(chunk_size=2000))


def grants_table_without_names(rows: Iterable[Grant]) -> Table:
    """The same without the names of persons."""
    return Table("grants", _columns(named=False), rows)


def _columns(*, named: bool) -> tuple[Column, ...]:
    return (
        Column("number", _("Number"), lambda one: one.number),
        Column("kind", _("Kind"), lambda one: one.kind),
        Column("title", _("Title"), lambda one: one.title),
        Column("recipient", _("Recipient"), _with_name if named else recipient_name),
        Column("state", _("State"), lambda one: one.state),
        Column("awarded_on", _("Awarded on"), lambda one: one.awarded_on),
        Column("ends_on", _("Last day"), lambda one: one.ends_on),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("amount", _("Amount"), lambda one: major(one.amount_minor, one.currency)),
        Column("paid", pgettext_lazy("sum of grants", "Paid"), lambda one: major(one.paid_minor, one.currency)),
        Column("left", pgettext_lazy("sum", "Left to pay"), lambda one: major(one.left_minor, one.currency) if one.is_managed else None),
        Column("returned", pgettext_lazy("sum", "Returned"), lambda one: major(one.returned_minor, one.currency)),
        Column("fund", _("Fund"), lambda one: one.fund.code if one.fund else ""),
        Column("programme", _("Programme"), lambda one: one.programme.code if one.programme else ""),
    )


def reports_table(rows: QuerySet[GrantReport]) -> Table:
    """Reports with the days a measure looks at, without names."""
    columns = (
        Column("number", _("Number"), lambda one: one.grant.number),
        Column("due_on", _("Due on"), lambda one: one.due_on),
        Column("first_sent_on", _("Sent on"), lambda one: one.first_sent_on),
        Column("state", _("State"), lambda one: one.state),
    )
    return Table("reports-of-grants", columns, rows.iterator(chunk_size=2000))
