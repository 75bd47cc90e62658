"""Everything about one donor, in a number of queries that does not grow with the number of gifts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, QuerySet, Sum

from sextant.work.fundraising import states
from sextant.work.fundraising.models import Donor, Gift, MailingDonor, Part, Score, StandingGift
from sextant.work.fundraising.queries.donor_lists import latest_analysis

SHOWN_GIFTS = 50


@dataclass(frozen=True)
class YearSum:
    """What came in a year in one currency."""

    year: int
    currency: str
    amount_minor: int
    count: int


@dataclass(frozen=True)
class DonorPage:
    """What the fundraiser sees of a donor."""

    years: list[YearSum]
    totals: list[tuple[str, int]]
    count: int
    first: date | None
    last: date | None
    largest: Part | None
    standing: list[StandingGift]
    answers: list[MailingDonor]
    score: Score | None
    open_minor: list[tuple[str, int]] = field(default_factory=list)


def gifts_of(donor: Donor) -> QuerySet[Gift]:
    """The gifts of a donor with what their rows show, newest first."""
    parts = Prefetch("parts", Part.objects.select_related("payment", "gift").order_by("-day", "-id"))
    return Gift.objects.filter(donor=donor).select_related("appeal", "fund", "standing").prefetch_related(parts)


def page_of(donor: Donor) -> DonorPage:
    """Sums by year, what is awaited, standing gifts, answers to letters, and what the latest analysis says."""
    came = Part.objects.filter(gift__donor=donor, taken_back_on=None)
    rows = came.order_by().values("day__year", "gift__currency").annotate(total=Sum("amount_minor"), n=Count("pk"))
    years = sorted(
        (YearSum(row["day__year"], row["gift__currency"], row["total"], row["n"]) for row in rows), key=lambda one: (-one.year, one.currency)
    )
    totals: dict[str, int] = {}
    for one in years:
        totals[one.currency] = totals.get(one.currency, 0) + one.amount_minor
    edge: dict[str, Any] = {"first": came.order_by("day", "pk").values_list("day", flat=True).first()}
    edge["last"] = came.order_by("-day", "-pk").values_list("day", flat=True).first()
    awaited = Gift.objects.filter(donor=donor, state=states.PROMISED).order_by().values_list("currency")
    analysis = latest_analysis()
    return DonorPage(
        years=years,
        totals=sorted(totals.items()),
        count=sum(one.count for one in years),
        largest=came.select_related("gift").order_by("-amount_minor").first(),
        standing=list(donor.standing_gifts.select_related("appeal", "donor")),
        answers=_answers(donor),
        score=Score.objects.filter(analysis=analysis, donor=donor).select_related("analysis").first() if analysis else None,
        open_minor=sorted(awaited.annotate(rest=Sum("amount_minor") - Sum("booked_minor"))),
        **edge,
    )


def _answers(donor: Donor) -> list[MailingDonor]:
    """Letters of appeals to this donor, each with what came within 60 days of it."""
    rows = list(MailingDonor.objects.filter(donor=donor, mailing__sent_on__isnull=False).select_related("mailing__appeal", "mailing__segment")[:20])
    came = list(
        Part.objects.filter(gift__donor=donor, taken_back_on=None).values_list("day", "amount_minor", "gift__currency").order_by("-day")[:500]
    )
    for row in rows:
        since = row.mailing.sent_on
        after = [amount for day, amount, _currency in came if since and 0 <= (day - since).days <= 60]
        row.answered_minor = sum(after)  # type: ignore[attr-defined]
    return rows
