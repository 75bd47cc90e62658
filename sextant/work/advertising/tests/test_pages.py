"""Who sees what; the form; what is shown and counted; the same number of queries for one row and for many."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.lab.shares import wilson
from sextant.work.advertising.actions.bookings import hold_booking
from sextant.work.advertising.actions.counting import buffer
from sextant.work.advertising.actions.invoicing import SUBJECT
from sextant.work.advertising.actions.materials import return_material
from sextant.work.advertising.links import token_of
from sextant.work.advertising.models import Booking, DayCount, Material
from sextant.work.advertising.queries.reports import delivery
from sextant.work.advertising.tests.factories import TARGET, TODAY, ask, confirmed, make_place, picture, running, send

pytestmark = pytest.mark.django_db
READER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
BOT = {"HTTP_USER_AGENT": "Examplebot/2.1"}


@pytest.fixture(autouse=True)
def _nobody_asked():
    cache.clear()


def request_for(place, **more):
    day = f"{TODAY():%Y-%m-%d}"
    fields = {
        "since": day,
        "until": day,
        "product": "Shelves",
        "advertiser": "Shelf Ltd",
        "contact": "Ann",
        "email": "ann@shelf.example",
        "agreed": "on",
    }
    return {**fields, **more}


def ask_by_form(client, place, **more):
    return client.post(reverse("advertising:place", args=[place.code]), request_for(place, **more))


def test_a_request_by_the_public_form_sends_the_link_and_takes_nothing(client):
    place = make_place()
    answer = ask_by_form(client, place)
    assert (answer.status_code, answer["Location"]) == (302, reverse("advertising:asked"))
    link = re.search(r"/\w\w/advertising/my/\S+", Letter.objects.get().body).group()
    client.post(f"{link}hold/")
    assert Booking.objects.get().state == "held"
    assert b"taken on" in ask_by_form(client, place).content


def test_a_program_that_fills_in_every_field_is_thanked_and_forgotten(client):
    assert ask_by_form(client, make_place(), homepage="https://spam.example").status_code == 302
    assert (Booking.objects.count(), Letter.objects.count()) == (0, 0)


def test_the_eleventh_request_of_an_hour_is_refused(client):
    place = make_place(capacity=20)
    codes = [ask_by_form(client, place).status_code for _number in range(11)]
    assert (codes, Booking.objects.count()) == ([302] * 10 + [400], 10)


@pytest.mark.parametrize("change", [lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"), lambda token: "nonsense"])
def test_an_altered_link_opens_nothing(client, change):
    token = token_of(ask(make_place()))
    assert client.get(reverse("advertising:mine", args=[change(token)])).status_code == 404


def test_a_link_is_void_when_the_booking_gets_a_new_key(client):
    booking = ask(make_place())
    address = reverse("advertising:mine", args=[token_of(booking)])
    Booking.objects.update(key="0" * 32)
    assert client.get(address).status_code == 404


def test_one_advertisers_link_does_not_open_anothers_material(client):
    place = make_place(capacity=2)
    mine, theirs = ask(place), ask(place)
    send(theirs)
    assert client.get(reverse("advertising:my_material", args=[token_of(mine), 1])).status_code == 404
    assert client.get(reverse("advertising:my_material", args=[token_of(theirs), 1]))["Content-Type"] == "image/png"


@pytest.mark.parametrize(("role", "sees", "manages"), [("advertising_manager", 200, 200), ("treasurer", 200, 403), ("member", 403, 403)])
def test_the_office_pages_open_for_their_roles(client, make_user, role, sees, manages):
    booking = ask(make_place())
    client.force_login(make_user(role))
    seen = client.get(reverse("advertising:booking", args=[booking.pk]))
    codes = [client.get(reverse(f"advertising:{name}")).status_code for name in ("bookings", "places", "labels")]
    assert (seen.status_code, codes, b"ann@shelf.example" in seen.content) == (sees, [sees, manages, manages], sees == 200)


def test_the_treasurer_cannot_decide(client, make_user):
    booking = ask(make_place())
    client.force_login(make_user("treasurer"))
    answers = [
        client.post(reverse(f"advertising:{name}", args=[booking.pk])).status_code for name in ("confirm", "hold", "refuse", "cancel", "label")
    ]
    assert (answers, Booking.objects.get().state) == ([403] * 5, "asked")


def test_a_visitor_sees_neither_bookings_nor_materials(client):
    material = send(ask(make_place()))
    for name, args in (("bookings", []), ("booking", [material.booking_id]), ("material", [material.pk]), ("calendar", [])):
        assert "login" in client.get(reverse(f"advertising:{name}", args=args))["Location"]


def test_what_does_not_run_is_neither_shown_nor_led_to(client):
    booking = confirmed(make_place())
    send(booking)
    assert [client.get(reverse(f"advertising:{name}", args=[booking.pk]), **READER).status_code for name in ("picture", "go")] == [404, 404]


def test_readers_are_counted_and_programs_are_not(client):
    booking = running()
    picture_url, way = (reverse(f"advertising:{name}", args=[booking.pk]) for name in ("picture", "go"))
    for _number in range(3):
        client.get(picture_url, **READER)
    client.get(picture_url, **BOT)
    client.head(picture_url, **READER)
    client.get(way, HTTP_SEC_PURPOSE="prefetch", **READER)
    assert client.get(way, **READER)["Location"] == TARGET
    assert (buffer.write(), list(DayCount.objects.values_list("views", "clicks", "bots"))) == (6, [(3, 1, 2)])
    assert set(client.cookies) <= {"django_language"}


def test_the_picture_cannot_run_anything_here(client):
    answer = client.get(reverse("advertising:picture", args=[running().pk]), **READER)
    headers = [answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")]
    assert headers == ["image/png", "nosniff", "private, no-store"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_payment_taken_back_stops_what_is_shown_only_when_paid():
    booking = running()
    SUBJECT.reopened(str(booking.pk), invoice=booking.invoice, day=TODAY(), by=None)
    booking.refresh_from_db()
    assert (booking.state, booking.paid_on) == ("confirmed", None)


@pytest.mark.parametrize(("hits", "trials", "low", "high"), [(0, 0, 0, 1), (5, 100, 0.0215, 0.1118), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1)])
def test_the_interval_of_wilson(hits, trials, low, high):
    """5 of 100 by hand: centre (0.05 + 3.8415/200) / 1.038415, half sqrt(0.000475 + 0.00009604) × 1.96 / 1.038415."""
    assert wilson(hits, trials) == pytest.approx((low, high), abs=1e-4)


def test_the_report_says_what_was_delivered_of_what_was_promised(client):
    booking = running()
    Booking.objects.update(promised_views=400)
    booking.refresh_from_db()
    DayCount.objects.create(booking=booking, day=TODAY(), views=100, clicks=5, bots=9)
    told = delivery(booking, TODAY())
    assert (told.rate, told.kept, told.days_run, told.days_booked) == (0.05, 0.25, 1, 7)
    page = client.get(reverse("advertising:my_report", args=[token_of(booking)]))
    assert b"100 of 400 views promised" in page.content
    assert client.get(reverse("advertising:my_report_file", args=[token_of(booking)])).content.startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_media_kit_is_a_page_and_a_pdf_in_both_languages(client, language):
    make_place(about_ru="Внизу страницы", about_en="Low on the page")
    words = {"ru": "Внизу страницы", "en": "Low on the page"}[language]
    assert words in client.get(f"/{language}/advertising/").content.decode()
    assert client.get(f"/{language}/advertising/media-kit.pdf").content.startswith(b"%PDF-")


def test_lists_ask_the_same_number_of_queries_for_one_row_and_for_four(client, make_user, django_assert_max_num_queries):
    client.force_login(make_user("advertising_manager"))
    place = make_place(capacity=9)
    pages = [reverse("advertising:bookings"), reverse("advertising:kit"), reverse("home:desk"), reverse("advertising:calendar")]
    counts = []
    for more in (1, 3):
        for _number in range(more):
            send(hold_booking(ask(place), now=timezone.now(), by=None, who="manager"))
            make_place(f"p{Booking.objects.count()}", spot="")
        counts.append([_queries(client, page) for page in pages])
    assert counts[0] == counts[1]


def _queries(client, page) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_a_bad_file_is_refused_on_the_advertisers_page_beside_its_field(client):
    booking = ask(make_place())
    address = reverse("advertising:my_send", args=[token_of(booking)])
    given = {"alt_ru": "Полки", "alt_en": "Shelves", "target": TARGET}
    refused = client.post(address, {**given, "file": picture(10, 10)})
    taken = client.post(address, {**given, "file": picture()})
    assert (refused.status_code, b"The picture is 10" in refused.content, taken.status_code, Material.objects.count()) == (400, True, 302, 1)


def test_a_returned_material_tells_the_advertiser(client):
    return_material(send(ask(make_place())), reason="Too loud", now=timezone.now(), by=None)
    letter = Letter.objects.get(template="advertising.returned")
    assert (letter.to_address, b"Too loud" in client.get(re.search(r"/en/advertising/my/\S+", letter.body).group()).content) == (
        "ann@shelf.example",
        True,
    )


def test_a_representative_books_for_the_organisation_and_others_do_not(client, make_user):
    from sextant.base.permissions.models import Grant
    from sextant.society.members.tests.factories import OrganisationFactory

    place, mine, theirs = make_place(capacity=3), OrganisationFactory(name_en="Mine"), OrganisationFactory(name_en="Theirs")
    user = make_user()
    Grant.objects.create(user=user, role="representative", scope_kind="members.organisation", scope_id=str(mine.pk))
    client.force_login(user)
    assert ask_by_form(client, place, organisation=theirs.pk).status_code == 400
    assert ask_by_form(client, place, organisation=mine.pk, advertiser="").status_code == 302
    booking = Booking.objects.get()
    assert (booking.organisation, booking.advertiser, booking.asked_by) == (mine, mine.name, user)
    assert b"Shelves" in client.get(reverse("advertising:my_bookings")).content


def test_bookings_are_a_calendar_file(client, make_user):
    from icalendar import Calendar

    client.force_login(make_user("advertising_manager"))
    confirmed(make_place())
    events = Calendar.from_ical(client.get(reverse("advertising:calendar")).content).walk("VEVENT")
    assert [(str(event["summary"]), event["dtstart"].dt, str(event["status"])) for event in events] == [("Banner: Shelf Ltd", TODAY(), "CONFIRMED")]
