"""Gifts as lists: filtered, as a table to take away, and those that nobody has been thanked for."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.work.fundraising.models import Donor, Gift, Part
from sextant.work.fundraising.queries.titles import TITLES


def gifts_wanted(wish: dict[str, Any]) -> QuerySet[Gift]:
    """Gifts of one filter, newest first, with what a row shows; an empty wish is all of them."""
    rows = Gift.objects.select_related("donor", "appeal", "fund", "standing")
    rows = rows.filter(**{name: wish[name] for name in ("state", "appeal", "kind") if wish.get(name)})
    rows = rows.filter(promised_on__gte=wish["since"]) if wish.get("since") else rows
    rows = rows.filter(promised_on__lte=wish["until"]) if wish.get("until") else rows
    text = (wish.get("q") or "").strip()
    if text:
        number = text.upper().removeprefix("GIFT-").lstrip("0")
        numbered = Q(pk=int(number)) if number.isdigit() and len(number) < 10 else Q(pk__in=[])
        named = Q()
        for spelling in {text, text.capitalize(), text.title()}:
            named |= Q(name__icontains=spelling) | Q(donor__name__icontains=spelling) | Q(email__icontains=spelling)
        rows = rows.filter(numbered | named)
    return rows


def gifts_table(rows: QuerySet[Gift]) -> Table:
    columns = (
        Column("reference", TITLES["reference"], lambda one: one.reference),
        Column("day", TITLES["day"], lambda one: one.promised_on),
        Column("donor", TITLES["donor"], lambda one: str(one.donor)),
        Column("email", TITLES["email"], lambda one: one.email or one.donor.email),
        Column("appeal", TITLES["appeal"], lambda one: one.appeal.code if one.appeal else ""),
        Column("fund", TITLES["fund"], lambda one: one.fund.code),
        Column("kind", TITLES["kind"], lambda one: one.kind),
        Column("state", TITLES["state"], lambda one: one.state),
        Column("due_on", TITLES["due_on"], lambda one: one.due_on),
        Column("currency", TITLES["currency"], lambda one: one.currency),
        Column("amount", TITLES["amount"], lambda one: major(one.amount_minor, one.currency)),
        Column("booked", TITLES["booked"], lambda one: major(one.booked_minor, one.currency)),
    )
    return Table("gifts", columns, rows.iterator(chunk_size=2000))


def parts_of_period(start: date, end: date) -> QuerySet[Part]:
    """What came in of gifts within a stretch of days, in an order that never changes."""
    rows = Part.objects.filter(day__gte=start, day__lte=end, taken_back_on=None)
    return rows.select_related("gift__donor", "gift__appeal", "gift__fund", "payment").order_by("day", "id")


def parts_table(rows: QuerySet[Part]) -> Table:
    """Rows behind the measures: donors by their numbers, since names are only for those who keep donors."""
    columns = (
        Column("day", TITLES["day"], lambda one: one.day),
        Column("gift", TITLES["reference"], lambda one: one.gift.reference),
        Column("donor", TITLES["donor"], lambda one: one.gift.donor_id),
        Column("appeal", TITLES["appeal"], lambda one: one.gift.appeal.code if one.gift.appeal else ""),
        Column("fund", TITLES["fund"], lambda one: one.gift.fund.code),
        Column("kind", TITLES["kind"], lambda one: one.gift.kind),
        Column("currency", TITLES["currency"], lambda one: one.gift.currency),
        Column("amount", TITLES["amount"], lambda one: major(one.amount_minor, one.gift.currency)),
        Column("booked_at", TITLES["booked_at"], lambda one: one.booked_at),
        Column("thanked_at", TITLES["thanked_at"], lambda one: one.thanked_at),
    )
    return Table("gift-parts", columns, rows.iterator(chunk_size=2000))


def all_gifts() -> Table:
    return gifts_table(gifts_wanted({}))


def unthanked() -> QuerySet[Part]:
    """What came in and nobody was thanked for, oldest first; those who wanted no letter are left alone."""
    rows = Part.objects.filter(thanked_at=None, thanked_how="", taken_back_on=None, gift__donor__erased_at=None)
    return rows.select_related("gift__donor", "gift__appeal").order_by("day", "id")


def thanked_in_time(rows: QuerySet[Part]) -> tuple[int, int]:
    """(thanked within a day of the booking, all that were to be thanked)."""
    wanted = rows.exclude(thanked_at=None, thanked_how__gt="")
    return wanted.filter(thanked_at__lte=F("booked_at") + timedelta(days=1)).count(), wanted.count()


def sums_by_currency(rows: QuerySet[Part]) -> dict[str, int]:
    """What rows come to, by currency."""
    return dict(rows.order_by().values_list("gift__currency").annotate(total=Sum("amount_minor")))


def parts_of(donor: Donor, year: int | None = None) -> list[Part]:
    """Everything that came from a donor, oldest first; of one year where one is given."""
    rows = Part.objects.filter(gift__donor=donor, taken_back_on=None).select_related("gift__appeal", "gift__fund", "gift__donor", "payment")
    return list(rows.filter(day__year=year) if year else rows)
