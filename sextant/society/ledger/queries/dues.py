"""Runs of dues as pages and jobs ask for them."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.society.ledger import states
from sextant.society.ledger.models import DuesItem, DuesRun, Invoice
from sextant.society.members import states as membership_states
from sextant.society.members.models import Membership

KIND = "members.membership"
WITH_ALL = ("membership__person", "membership__organisation", "membership__plan", "invoice")
Outcome = DuesItem.Outcome


def memberships_of(run: DuesRun) -> QuerySet[Membership]:
    """Memberships that a run looks at: approved, active or in grace, of the plans chosen."""
    wanted = [membership_states.APPROVED, membership_states.ACTIVE, membership_states.GRACE]
    rows = Membership.objects.filter(state__in=wanted, is_demo=run.is_demo)
    return rows.filter(plan__code__in=run.plans) if run.plans else rows


def charged_already(memberships: list[Membership] | None = None) -> set[int]:
    """Keys of the memberships (of all, or of these) that have an open invoice."""
    rows = Invoice.objects.filter(about_kind=KIND, state=states.ISSUED, kind=Invoice.Kind.INVOICE)
    if memberships is not None:
        rows = rows.filter(about_id__in=[str(one.pk) for one in memberships])
    return {int(about_id) for about_id in rows.values_list("about_id", flat=True)}


def to_issue(run: DuesRun) -> list[int]:
    """Items that the job still has to do."""
    return list(run.items.filter(outcome__in=[Outcome.CHARGE, Outcome.EXEMPT], invoice=None).order_by("pk").values_list("pk", flat=True))


def items_of(run: DuesRun, wish: dict[str, Any]) -> QuerySet[DuesItem]:
    """Items of one filter, in the order in which they were drawn up."""
    rows = run.items.select_related(*WITH_ALL).order_by("pk")
    rows = rows.filter(outcome=wish["outcome"]) if wish.get("outcome") else rows
    rows = rows.filter(membership__plan=wish["plan"]) if wish.get("plan") else rows
    text = (wish.get("q") or "").strip()
    if text:
        named = Q()
        for name in ("person__family_name", "organisation__name_ru", "organisation__name_en", "number"):
            named |= Q(**{f"membership__{name}__icontains": text}) | Q(**{f"membership__{name}__icontains": text.capitalize()})
        rows = rows.filter(named)
    return rows


def totals_of(run: DuesRun) -> list[dict[str, Any]]:
    """How many and how much, by plan and currency, of what is charged."""
    rows = run.items.filter(outcome=Outcome.CHARGE).order_by("membership__plan", "currency")
    grouped = rows.values("membership__plan__name_ru", "membership__plan__name_en", "currency")
    return [dict(row) for row in grouped.annotate(count=Count("pk"), amount=Sum("amount_minor"))]


def outcomes_of(run: DuesRun) -> list[tuple[str, str, int]]:
    """(code, words, how many) of every outcome there is."""
    counted = dict(run.items.order_by().values_list("outcome").annotate(Count("pk")))
    return [(code, str(words), counted[code]) for code, words in Outcome.choices if code in counted]


def items_table(run: DuesRun, rows: QuerySet[DuesItem]) -> Table:
    columns = (
        Column("number", _("Membership number"), lambda item: item.membership.number),
        Column("member", _("Member"), lambda item: str(item.membership.holder)),
        Column("plan", _("Plan"), lambda item: item.membership.plan.name),
        Column("since", _("From"), lambda item: item.since),
        Column("until", _("Until"), lambda item: item.until),
        Column("currency", _("Currency"), lambda item: item.currency),
        Column("amount", _("Amount"), lambda item: major(item.amount_minor, item.currency)),
        Column("outcome", _("What is done"), lambda item: item.get_outcome_display()),
        Column("reason", _("Reason"), lambda item: item.reason),
        Column("invoice", _("Invoice"), lambda item: item.invoice.shown_number if item.invoice else ""),
    )
    return Table(f"dues-{run.pk}", columns, rows.iterator(chunk_size=2000))
