"""Formats, prices and terms in words, as the media kit and its PDF say them."""

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.words.money import money
from sextant.work.advertising.models import Discount, Place, Price, Term
from sextant.work.advertising.queries.kit import Offer


def per_unit(place: Place) -> str:
    """`per day`, `per week` …"""
    words = {"day": _("per day"), "week": _("per week"), "issue": _("per issue"), "event": _("per event")}
    return words[place.unit]


def format_in_words(place: Place) -> str:
    """Size, kinds of file, weight, animation and length of text."""
    parts = []
    if place.width:
        unit = _("px") if place.measure == Place.Measure.PIXELS else _("mm")
        parts.append(f"{place.width} × {place.height} {unit}")
    if place.takes_files:
        parts.append(", ".join(place.types).upper())
        parts.append(_("up to %(size)s") % {"size": filesizeformat(place.weight_limit * 1024)})
    if place.seconds_limit:
        parts.append(_("animation up to %(seconds)s s") % {"seconds": place.seconds_limit})
    if place.text_limit:
        parts.append(_("text up to %(count)s characters") % {"count": place.text_limit})
    return ", ".join(parts)


def price_in_words(place: Place, price: Price) -> str:
    """`500 ₽ per day, from 1 January 2026`."""
    words = {"amount": money(price.amount_minor, price.currency), "unit": per_unit(place), "since": date_format(price.since)}
    if price.until:
        return _("%(amount)s %(unit)s, from %(since)s to %(until)s") % {**words, "until": date_format(price.until)}
    return _("%(amount)s %(unit)s, from %(since)s") % words


def units_in_words(place: Place, count: int) -> str:
    """`14 days`, `2 weeks`, `1 issue`, `1 event`."""
    if place.unit == Place.Unit.DAY:
        return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
    if place.unit == Place.Unit.WEEK:
        return ngettext("%(count)s week", "%(count)s weeks", count) % {"count": count}
    if place.unit == Place.Unit.ISSUE:
        return ngettext("%(count)s issue", "%(count)s issues", count) % {"count": count}
    return ngettext("%(count)s event", "%(count)s events", count) % {"count": count}


def discounts_in_words(discounts: list[Discount], place: Place) -> str:
    """`from 7 days 5 %, from 14 days 10 %`; nothing for places sold one by one."""
    if place.by_issue:
        return ""
    parts = []
    for row in discounts:
        parts.append(_("%(units)s or more: %(percent)s %% off") % {"units": units_in_words(place, row.units), "percent": row.percent})
    return "; ".join(parts)


def terms_in_words(terms: list[Term]) -> str:
    """What cancelling costs, from the earliest to the latest."""
    parts = []
    for row in terms:
        if row.days_before:
            days = ngettext("%(count)s day", "%(count)s days", row.days_before) % {"count": row.days_before}
            parts.append(_("%(days)s or more before the first day: %(percent)s %% of the price") % {"days": days, "percent": row.fee_percent})
        else:
            parts.append(_("later: %(percent)s %%") % {"percent": row.fee_percent})
    return "; ".join(parts)


def taken_in_words(offer: Offer) -> str:
    """The stretches that are full within the next months, or the issues that are."""
    if offer.place.by_issue:
        return ", ".join(str(left.issue) for left in offer.issues if not left.free)
    return ", ".join(date_format(a, "j.m.Y") if a == b else f"{date_format(a, 'j.m.Y')}–{date_format(b, 'j.m.Y')}" for a, b in offer.taken)
