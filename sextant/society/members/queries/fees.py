"""What a membership has to pay on a day, with every part of it: the one answer for pages, letters, payments and invoices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sextant.society.members.models import FeeReduction, Membership, MembershipPeriod, Plan
from sextant.society.members.queries.periods import WHOLE, Share, Stretch, half_up, share_of, stretch_after, stretch_from

CHUNK = 2000
"""Memberships for which the set-based query reads at once."""


@dataclass(frozen=True)
class FeeDue:
    """The fee of one period, in minor units of the currency; `amount_minor` is what is to be paid.

    `full_minor` is the plan's fee of a whole period and `prorated_minor` its share for the stretch; `seats_minor` is the
    share of the fee for seats beyond the plan's; `reduction_minor` is taken off both:
    `amount_minor == prorated_minor + seats_minor - reduction_minor`. Each share is rounded by itself, half a minor
    unit up.
    """

    stretch: Stretch
    full_minor: int
    prorated_minor: int
    seats_minor: int
    reduction_percent: int
    reduction_minor: int
    amount_minor: int
    currency: str
    share: Share = WHOLE
    extra_seats: int = 0
    reduction_reason: str = field(default="", repr=False)

    @property
    def is_exempt(self) -> bool:
        """Nothing is to be paid because somebody decided so; `actions.payments.waive` opens the period."""
        return self.reduction_percent == 100

    @property
    def parts(self) -> list[tuple[str, int]]:
        """Each part with its label in the active language; the amounts, some of them negative, add up to `amount_minor`."""
        found = [(_("Fee of the plan"), self.full_minor)]
        if self.share.is_part:
            label = (
                _("Months counted: %(counted)s of %(whole)s")
                if self.share.unit == Plan.Proration.MONTHS
                else _("Days counted: %(counted)s of %(whole)s")
            )
            found.append((label % {"counted": self.share.counted, "whole": self.share.whole}, self.prorated_minor - self.full_minor))
        if self.extra_seats:
            found.append((_("Extra seats: %(count)s") % {"count": self.extra_seats}, self.seats_minor))
        if self.reduction_percent:
            found.append((_("Reduction of %(percent)s %%") % {"percent": self.reduction_percent}, -self.reduction_minor))
        return found


def fee_of_stretch(plan: Plan, stretch: Stretch, *, extra_seats: int = 0, reduction: FeeReduction | None = None) -> FeeDue:
    """What the plan charges for one stretch of it."""
    share = share_of(plan, stretch)
    prorated, seats = share.of(plan.fee_minor), share.of(extra_seats * plan.extra_seat_fee_minor)
    percent = reduction.percent if reduction is not None else 0
    off = half_up((prorated + seats) * percent, 100)
    return FeeDue(
        stretch=stretch,
        full_minor=plan.fee_minor,
        prorated_minor=prorated,
        seats_minor=seats,
        reduction_percent=percent,
        reduction_minor=off,
        amount_minor=prorated + seats - off,
        currency=plan.currency,
        share=share,
        extra_seats=extra_seats,
        reduction_reason=reduction.reason if reduction is not None else "",
    )


def fee_of_plan(plan: Plan, on: date) -> FeeDue:
    """What somebody who joins by the plan and pays on that day has to pay."""
    return fee_of_stretch(plan, stretch_from(plan, on))


def fees_of(memberships: Iterable[Membership], on: date) -> dict[int, FeeDue]:
    """What each of these memberships (with their plans) has to pay on that day, by key, in two queries for all of them."""
    asked = list(memberships)
    keys = [membership.pk for membership in asked]
    periods = MembershipPeriod.objects.filter(membership__in=keys).order_by("until")
    last = {key: (until, good_until) for key, until, good_until in periods.values_list("membership_id", "until", "good_until")}
    reductions: dict[int, list[FeeReduction]] = {}
    for reduction in FeeReduction.objects.filter(membership__in=keys):
        reductions.setdefault(reduction.membership_id, []).append(reduction)
    return {one.pk: _due(one, last.get(one.pk), reductions.get(one.pk, []), on) for one in asked}


def _due(membership: Membership, last: tuple[date, date] | None, reductions: list[FeeReduction], on: date) -> FeeDue:
    stretch = stretch_after(membership, last, on)
    if membership.is_for_life and last is not None:
        return FeeDue(stretch, 0, 0, 0, 0, 0, 0, membership.plan.currency)
    reduction = next((one for one in reductions if one.is_in_force(stretch.since)), None)
    return fee_of_stretch(membership.plan, stretch, extra_seats=membership.extra_seats, reduction=reduction)


def fee_due(membership: Membership, on: date) -> FeeDue:
    """What the membership has to pay if it pays its next period on that day.

    The stretch is the one that `record_payment` opens; a member who has paid a year ahead is told the fee of the year
    after that. A membership that is paid for life owes nothing. The state is not asked: whether a payment may be taken
    at all is the business of `states`. The reduction is the one in force on the first day of the stretch.
    """
    return fees_of([membership], on)[membership.pk]


def fees_due(memberships: QuerySet[Membership], on: date) -> Iterator[tuple[Membership, FeeDue]]:
    """`fee_due` for many, by key, with holder and plan: three queries for every 2000 memberships.

    The pages are read by key, so that what is done to a membership meanwhile (an invoice, a payment) leaves no other out.
    """
    rows, after = memberships.select_related("person", "organisation", "plan").order_by("pk"), 0
    while page := list(rows.filter(pk__gt=after)[:CHUNK]):
        dues = fees_of(page, on)
        yield from ((membership, dues[membership.pk]) for membership in page)
        after = page[-1].pk
