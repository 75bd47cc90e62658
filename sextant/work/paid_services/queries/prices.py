"""What a service costs on a day, and the price list as everybody reads it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from sextant.society.members.models import Organisation, Person
from sextant.society.members.queries.standing import in_good_standing, organisation_in_good_standing
from sextant.work.paid_services.models import Price, Service


def price_on(service: Service, day: date) -> Price | None:
    """The price in force on a day: of those that have begun, the one that began last; None before the first."""
    return service.prices.filter(since__lte=day).order_by("-since").first()


def is_member_on(customer: Organisation | Person | None, day: date) -> bool:
    """Whether the customer pays the members' price: in good standing on the day, as members tell it."""
    if isinstance(customer, Organisation):
        return organisation_in_good_standing(customer, day).ok
    return in_good_standing(customer, day).ok if customer is not None else False


@dataclass(frozen=True)
class Offer:
    """A service with the price in force on a day (None: on request) and the one that follows, where one is known."""

    service: Service
    price: Price | None
    coming: Price | None


def services_wanted(wish: dict[str, Any]) -> QuerySet[Service]:
    """Services of one filter in the order of the list; an empty wish is all of them."""
    rows = Service.objects.filter(kind=wish["kind"]) if wish.get("kind") else Service.objects.all()
    text = (wish.get("q") or "").strip()
    asked = Q()
    for word in {text, text.lower(), text.capitalize()} if text else ():
        for name in ("title_ru", "title_en", "about_ru", "about_en"):
            asked |= Q(**{f"{name}__icontains": word})
    return rows.filter(asked).order_by("order", "code")


def offers_on(day: date, rows: QuerySet[Service]) -> list[Offer]:
    """Each service with its price of a day and the next one: two queries however many there are."""
    made = []
    for service in rows.prefetch_related(Prefetch("prices", Price.objects.order_by("since"))):
        prices = list(service.prices.all())
        held = [one for one in prices if one.since <= day]
        coming = [one for one in prices if one.since > day]
        made.append(Offer(service, held[-1] if held else None, coming[0] if coming else None))
    return made


def public_offers(day: date, wish: dict[str, Any]) -> list[Offer]:
    """What is on the public price list."""
    return offers_on(day, services_wanted(wish).filter(is_published=True))
