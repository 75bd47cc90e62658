"""From a request to a banner on the home page."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.advertising.actions.bookings import confirm_booking, hold_booking
from sextant.work.advertising.actions.counting import buffer
from sextant.work.advertising.actions.materials import approve_material
from sextant.work.advertising.models import DayCount
from sextant.work.advertising.tests.factories import TARGET, TODAY, ask, make_place, marked, open_books, pay, send

pytestmark = pytest.mark.django_db
READER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


def test_a_booking_is_asked_held_confirmed_paid_shown_and_counted(client):
    open_books()
    booking = ask(make_place())
    link = re.search(r"/en/advertising/my/\S+", Letter.objects.get(template="advertising.asked").body).group()
    assert client.get(link).status_code == 200
    booking = hold_booking(booking, now=timezone.now(), by=None, who="advertiser")
    booking = confirm_booking(booking, on=TODAY(), by=None)
    approve_material(send(marked(booking)), now=timezone.now(), by=None)
    before = client.get("/en/advertising/").status_code, b"advert__label" in _home(client)
    booking = pay(booking)
    home = _home(client)
    assert (before, booking.state, invariants()) == ((200, False), "running", [])
    assert re.findall(r"<span>(.*?)</span>", home.decode().split("advert__label")[1].split("</p>")[0]) == [
        "Advertisement",
        "Shelf Ltd",
        "erid: abc123",
        "0+",
    ]
    assert client.get(reverse("advertising:picture", args=[booking.pk]), **READER)["Content-Type"] == "image/png"
    assert client.get(reverse("advertising:go", args=[booking.pk]), **READER)["Location"] == TARGET
    buffer.write()
    assert list(DayCount.objects.values_list("day", "views", "clicks", "bots")) == [(TODAY(), 1, 1, 0)]


def _home(client):
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    from sextant.base.ui.spots import filling_of

    request = RequestFactory().get("/en/")
    filling = filling_of(request, "home-lower")
    return render_to_string(filling.template, filling.context).encode() if filling else b""
