"""The numbers paid services can be asked for, each with the rows behind it, and what waits for the office."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.measures.waiting import Task
from sextant.society.ledger import states as books
from sextant.society.ledger.models import Account, Line
from sextant.society.ledger.queries.tables import lines_table
from sextant.work.paid_services import rules, states
from sextant.work.paid_services.models import Contract, OfferRequest
from sextant.work.paid_services.queries.contracts import acts_without_answer, contracts_near_end
from sextant.work.paid_services.queries.tables import timely_table

TASKS_SHOWN = 20
ACT = "paid_services.act"


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("Services are sold by the association as a whole."))


def income(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """Income booked in the period by acts of acceptance, less what was taken back, in thousands; opens to the lines of the books."""
    if scope.kind != "association":
        return _elsewhere()
    of_acts = Q(entry__invoice__about_kind=ACT) | Q(entry__about_kind=ACT) | Q(entry__reverses__about_kind=ACT)
    lines = Line.objects.filter(of_acts, entry__state=books.POSTED, account__kind=Account.Kind.INCOME, currency=currency)
    lines = lines.filter(entry__day__gte=period.start, entry__day__lte=period.end)
    lines = lines.select_related("entry", "account", "fund", "programme").order_by("entry_id", "id")
    return Figure(-sum(lines.values_list("amount_minor", flat=True)) / 100_000, Source(lambda: lines_table(lines)))


def on_time(period: Period, scope: Scope) -> Figure:
    """Of the contracts whose last day lies in the period, the share that was fulfilled by then, in per cent; opens to all of them."""
    if scope.kind != "association":
        return _elsewhere()
    over = min(period.end, timezone.localdate())
    rows = Contract.objects.filter(state__in=states.AGREED, until__gte=period.start, until__lte=over).order_by("until", "id")
    if not rows.exists():
        return Figure(None, Source(lambda: timely_table(rows)), "missing", gettext("No contract was to be fulfilled in the period."))
    timely = rows.filter(state=states.FULFILLED, ended_on__lte=F("until"))
    return Figure(100 * timely.count() / rows.count(), Source(lambda: timely_table(rows)))


def members_share(period: Period, scope: Scope) -> Figure:
    """Of the customers with contracts signed in the period, the share that were members then, in per cent; opens to the contracts."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Contract.objects.exclude(signed_on=None).filter(signed_on__gte=period.start, signed_on__lte=period.end).order_by("signed_on", "id")
    customers: dict[tuple[Any, ...], bool] = {}
    for organisation, person, name, tax_id, member in rows.values_list("organisation", "person", "customer", "tax_id", "is_member"):
        key = (organisation, person) if organisation or person else (tax_id or name,)
        customers[key] = customers.get(key, False) or member
    if not customers:
        return Figure(None, Source(lambda: timely_table(rows)), "missing", gettext("No contract was signed in the period."))
    return Figure(100 * sum(customers.values()) / len(customers), Source(lambda: timely_table(rows)))


MEASURES = (
    Measure(
        "paid_services.income",
        _("Income from paid services"),
        _("Income booked in the period when acts of acceptance were accepted, less acts that were taken back, in thousands of the currency."),
        _("thousands"),
        income,
        rules.may_see,
        0,
        ("currency",),
    ),
    Measure(
        "paid_services.on_time",
        _("Contracts fulfilled on time"),
        _("Of the signed contracts whose last day lies in the period and is over, the share of which everything was accepted by that day."),
        _("per cent"),
        on_time,
        rules.may_see,
        1,
    ),
    Measure(
        "paid_services.members_share",
        _("Members among customers of services"),
        _("Of the customers who signed contracts in the period, the share that were members in good standing on the day of a contract."),
        _("per cent"),
        members_share,
        rules.may_see,
        1,
    ),
)


def _requests(group: Any) -> Iterator[Task]:
    waiting = OfferRequest.objects.filter(state=states.NEW)
    if count := waiting.count():
        words = ngettext("Answer %(count)s request for an offer", "Answer %(count)s requests for an offer", count) % {"count": count}
        nearest = waiting.exclude(wanted_by=None).order_by("wanted_by").values_list("wanted_by", flat=True).first()
        yield Task(words, f"{reverse('paid_services:requests')}?state={states.NEW}", nearest, group)


def tasks_of(user: Any) -> Iterator[Task]:
    """Requests to answer, objections, acts without an answer, contracts near their end."""
    if not rules.may_keep(user):
        return
    group, today = _("Services"), timezone.localdate()
    yield from _requests(group)
    objected = Contract.objects.filter(state=states.SENT).exclude(objected_on=None).order_by("objected_on")
    for contract in objected[:TASKS_SHOWN]:
        title = gettext("%(customer)s objects to contract %(number)s") % {"customer": contract.customer, "number": contract.shown_number}
        yield Task(title, reverse("paid_services:contract", args=[contract.pk]), None, group)
    for act in acts_without_answer(today)[:TASKS_SHOWN]:
        words = {"act": act.shown_number, "customer": act.contract.customer}
        yield Task(gettext("No answer to act %(act)s yet: %(customer)s") % words, reverse("paid_services:act", args=[act.pk]), None, group)
    for contract in contracts_near_end(today)[:TASKS_SHOWN]:
        title = gettext("Contract %(number)s ends, and not everything is accepted") % {"number": contract.shown_number}
        yield Task(title, reverse("paid_services:contract", args=[contract.pk]), contract.until, group)
