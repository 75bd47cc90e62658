"""What advertising puts into the spots of public pages."""

from random import choice

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from sextant.base.ui.spots import Filling
from sextant.work.advertising.queries.labels import labels_of, rules_in_force
from sextant.work.advertising.queries.showing import approved_material, running_on, what_is_missing
from sextant.work.advertising.targets import shown_domain


def fill(request: HttpRequest, spot: str) -> Filling | None:
    """One of the bookings that run today in that spot, with its labels; None when there is none."""
    running = list(running_on(spot, timezone.localdate()))
    rules = rules_in_force() if running else []
    ready = [booking for booking in running if not what_is_missing(booking, rules)]
    if not ready:
        return None
    booking = choice(ready)
    material = approved_material(booking)
    assert material is not None
    language = (get_language() or "ru")[:2]
    alt = material.alt_ru if language == "ru" else material.alt_en
    shown = {"booking": booking, "material": material, "labels": labels_of(booking, language, rules).words, "alt": alt or material.alt}
    return Filling("advertising/_banner.html", {**shown, "place": booking.place, "domain": shown_domain(material.target)})
