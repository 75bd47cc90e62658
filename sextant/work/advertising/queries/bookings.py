"""Bookings as lists and tables ask for them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.work.advertising import states
from sextant.work.advertising.models import Booking, DayCount, TakenDay


def bookings_wanted(wish: dict[str, Any]) -> QuerySet[Booking]:
    """Bookings of one filter, the latest first day first; an empty wish is all of them."""
    rows = Booking.objects.with_all()
    rows = rows.filter(**{name: wish[name] for name in ("state", "place") if wish.get(name)})
    rows = rows.filter(until__gte=wish["since"]) if wish.get("since") else rows
    rows = rows.filter(since__lte=wish["until"]) if wish.get("until") else rows
    text = (wish.get("q") or "").strip()
    if text:
        words = (text, text.capitalize(), text.lower())
        asked = Q()
        for word in words:
            asked |= Q(advertiser__icontains=word) | Q(product__icontains=word)
        rows = rows.filter(asked)
    return rows.annotate(waiting=Count("materials", filter=Q(materials__state=states.SENT))).order_by("-since", "-id")


def bookings_of(user: Any, organisations: set[str]) -> QuerySet[Booking]:
    """What a user has asked for, or the organisations the user acts for."""
    return Booking.objects.with_all().filter(Q(asked_by=user) | Q(organisation__in=organisations))


def bookings_table(rows: QuerySet[Booking]) -> Table:
    columns = (
        Column("number", _("No."), lambda one: one.pk),
        Column("place", pgettext_lazy("advertising", "Place"), lambda one: one.place.code),
        Column("since", _("First day"), lambda one: one.since),
        Column("until", _("Last day"), lambda one: one.until),
        Column("state", _("State"), lambda one: one.state),
        Column("advertiser", _("Advertiser"), lambda one: one.advertiser),
        Column("product", _("What is advertised"), lambda one: one.product),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("total", _("Total"), lambda one: major(one.total_minor, one.currency)),
        Column("invoice", _("Invoice"), lambda one: one.invoice.shown_number if one.invoice else ""),
        Column("paid_on", _("Paid on"), lambda one: one.paid_on),
    )
    return Table("advertising-bookings", columns, rows.iterator(chunk_size=2000))


def counts_table(rows: Iterable[DayCount]) -> Table:
    """Views and clicks by day."""
    columns = (
        Column("day", _("Day"), lambda one: one.day),
        Column("views", _("Views"), lambda one: one.views),
        Column("clicks", _("Clicks"), lambda one: one.clicks),
        Column("bots", _("Asked for by programs"), lambda one: one.bots),
    )
    return Table("advertising-report", columns, rows)


def taken_table(rows: QuerySet[TakenDay]) -> Table:
    """Days taken from places."""
    columns = (
        Column("place", pgettext_lazy("advertising", "Place"), lambda one: one.place.code),
        Column("day", _("Day"), lambda one: one.day),
        Column("lane", _("Lane"), lambda one: one.lane),
        Column("booking", pgettext_lazy("advertising", "Booking"), lambda one: one.booking_id),
    )
    return Table("advertising-days", columns, rows.iterator(chunk_size=2000))
