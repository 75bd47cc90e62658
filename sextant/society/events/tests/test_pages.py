"""Pages: registering by clicks, who sees what, bad input, filters, constant queries."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.base.permissions.models import Grant
from sextant.society.events import support
from sextant.society.events.actions.after import issue_certificates
from sextant.society.events.actions.staff import name_staff
from sextant.society.events.links import certificate_token, guest_token, ticket_token
from sextant.society.events.models import Certificate, Event, Feedback, Material, Question, Registration, TicketKind
from sextant.society.events.tests.factories import TODAY, attended, comes, draft, fresh, over, pay, published, soon, ticket_of
from sextant.society.members.tests.factories import AffiliationFactory, OfficeFactory, OrganisationFactory, PersonFactory, SectionFactory, active

pytestmark = pytest.mark.django_db
SECRET = "Secret Participant"
FIELDS = {"form": "school", "title_en": "Winter school", "time_zone": "Asia/Omsk", "place_en": "Omsk", "pay_days": "7"}


@pytest.fixture(autouse=True)
def _alone(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


def page(name, *args):
    return reverse(f"events:{name}", args=args)


def text(answer) -> str:
    return answer.content.decode()


def hours(start="2030-01-15T10:00", end="2030-01-16T18:00", **more):
    return {**FIELDS, "starts_at": start, "ends_at": end, **more}


def test_the_office_builds_an_event_on_screen_in_its_own_time_zone(client, make_user):
    client.force_login(make_user("secretary"))
    made = client.post(page("new_event"), hours(capacity="20"))
    event = Event.objects.get()
    assert (made["Location"], event.code) == (page("manage", event.code), "winter-school-2030")
    assert (event.starts_at.isoformat(), f"{event.local_start:%H:%M}", event.offset) == ("2030-01-15T04:00:00+00:00", "10:00", "UTC+6")
    assert "Add a ticket first" in text(client.post(page("publish", event.code), follow=True))
    bad = client.post(page("add_ticket", event.code), {"ticket-audience": "member", "ticket-currency": "RUB", "ticket-price": "many"})
    assert bad.status_code == 400
    client.post(
        page("add_ticket", event.code), {"ticket-name_en": "Member", "ticket-audience": "member", "ticket-currency": "RUB", "ticket-price": "1 500"}
    )
    assert TicketKind.objects.get().price_minor == 1_500_00
    client.post(page("add_question", event.code), {"question-label_en": "Diet?", "question-kind": "line"})
    client.post(page("publish", event.code))
    assert (Event.objects.get().state, Question.objects.get().label) == ("published", "Diet?")
    shown = text(client.get(page("event", event.code)))
    assert ("10:00–18:00" in shown, "Asia/Omsk" in shown, "RUB\xa01,500" in shown) == (True, True, True)


def test_hours_that_do_not_exist_and_days_in_the_wrong_order_are_refused_beside_their_fields(client, make_user):
    client.force_login(make_user("secretary"))
    skipped = text(client.post(page("new_event"), hours("2030-03-31T02:30", time_zone="Europe/Berlin", end="2030-03-31T18:00")))
    turned = text(client.post(page("new_event"), hours("2030-01-15T10:00", "2030-01-15T09:00")))
    nowhere = text(client.post(page("new_event"), hours(time_zone="Mars/Base")))
    assert ("02:30 does not exist" in skipped, "lies before the beginning" in turned, "no such time zone" in nowhere) == (True, True, True)
    assert Event.objects.count() == 0


def test_a_guest_proves_the_address_before_a_place_is_taken(client):
    event = published(capacity=1)
    Question.objects.create(event=event, label_en="Diet?", is_required=True)
    asked = client.post(page("register", event.code), {"email": "guest@example.org"})
    letter = Letter.objects.get(template="events.guest")
    link = re.search(r"/en/events/guest/\S+", letter.body).group()
    assert (asked["Location"], Registration.objects.count(), letter.secret) == (page("asked", event.code), 0, True)
    ticket = event.tickets.get().pk
    unanswered = client.post(link, {"ticket": ticket, "name": "Ann", "agreed": "on"})
    done = client.post(link, {"ticket": ticket, "name": "Ann", "agreed": "on", f"q{Question.objects.get().pk}": "none"})
    made = Registration.objects.get()
    assert (unanswered.status_code, done["Location"]) == (400, page("own", ticket_token(made)))
    assert (made.email, made.person, list(made.answers.values()), made.show_name) == ("guest@example.org", None, ["none"], False)
    assert "You are registered" in text(client.get(done["Location"]))
    assert client.get(link.replace("guest/", "guest/x")).status_code == 404
    assert client.get(page("register_guest", guest_token(event, "b@example.org", "en"))).status_code == 200


def test_links_for_guests_are_counted_and_kept_from_programs(client):
    event = published()
    assert client.post(page("register", event.code), {"email": "a@example.org", "homepage": "https://spam.example"}).status_code == 302
    assert client.post(page("register", event.code), {"email": "nonsense"}).status_code == 400
    answers = [client.post(page("register", event.code), {"email": f"a{n}@example.org"}).status_code for n in range(11)]
    assert (answers.count(302), answers[-1], Letter.objects.count(), Registration.objects.count()) == (10, 400, 10, 0)


def test_a_member_registers_with_the_log_in_and_sees_what_may_be_taken(client, make_user):
    event = draft()
    ticket_of(event, name_en="Members only", audience="member")
    ticket_of(event, name_en="Everybody", order=2)
    Event.objects.update(state="published", online_url="https://room.example.org/secret")
    user = make_user(email="reader@example.org")
    client.force_login(user)
    assert "for members in good standing" not in text(client.get(page("event", event.code)))
    outside = text(client.get(page("register", event.code)))
    assert "Renew your membership" in outside or "depends on who you are" in outside
    stolen = client.post(page("register", event.code), {"ticket": event.tickets.all()[0].pk, "name": "X", "agreed": "on"})
    assert (stolen.status_code, Registration.objects.count()) == (400, 0)
    person = PersonFactory(user=user, email="reader@example.org")
    active(person=person, on=TODAY())
    done = client.post(page("register", event.code), {"ticket": event.tickets.all()[0].pk, "name": "Reader", "agreed": "on"})
    made = Registration.objects.get()
    assert (done.status_code, made.person, made.user, made.state) == (302, person, user, "confirmed")
    assert "room.example.org" in text(client.get(page("event", event.code)))
    client.logout()
    assert "room.example.org" not in text(client.get(page("event", event.code)))
    assert "room.example.org" in text(client.get(done["Location"]))


def test_whoever_acts_for_a_library_lets_it_pay_and_nobody_else_does(client, make_user, books):
    event = published(price=1_500_00)
    user, library, other = make_user(), OrganisationFactory(), OrganisationFactory()
    AffiliationFactory(person=PersonFactory(user=user), organisation=library, is_representative=True)
    client.force_login(user)
    given = {"ticket": event.tickets.get().pk, "name": "Ann", "agreed": "on"}
    assert client.post(page("register", event.code), {**given, "organisation": other.pk}).status_code == 400
    client.post(page("register", event.code), {**given, "organisation": library.pk})
    made = Registration.objects.select_related("invoice").get()
    assert (made.invoice.organisation, made.invoice.payer_name, made.invoice.person) == (library, library.name, None)
    assert pay(made).state == "confirmed"
    client.force_login(make_user())
    assert "Who pays" not in text(client.get(page("register", event.code)))


def test_a_place_is_given_up_by_the_link_and_the_next_moves_up(client):
    event = published(capacity=1)
    first, second = comes(event, "Ann"), comes(event, "Bob")
    third = comes(event, "Cid")
    assert "You are the first on the waiting list" in text(client.get(page("own", ticket_token(second))))
    assert "1 person stands before you" in text(client.get(page("own", ticket_token(third))))
    assert client.get(page("own_ticket", ticket_token(second))).status_code == 404
    client.post(page("give_up", ticket_token(first)))
    assert (fresh(first).state, fresh(second).state) == ("cancelled", "confirmed")
    for name, kind in (("own_ticket", b"%PDF-"), ("own_code", b"<?xml"), ("own_calendar", b"BEGIN")):
        assert client.get(page(name, ticket_token(second))).content[:5] == kind


def test_nobody_but_those_who_keep_an_event_sees_its_participants(client, make_user):
    section = SectionFactory()
    event = over(published(section=section))
    registration = Registration.objects.create(
        event=event,
        ticket=event.tickets.get(),
        number=1,
        state="attended",
        code="AAAA",
        name=SECRET,
        email="secret@example.org",
        attended_at=timezone.now(),
    )
    certificate = issue_certificates(event, on=TODAY(), by=None)[0]
    Feedback.objects.create(event=event, content=1, organisation=1, recommend=1, words=SECRET)
    lists = [page(name, event.code) for name in ("manage", "participants", "badges", "certificates", "feedback", "edit_programme", "materials")]
    lists += [page("participants", event.code) + "?format=csv", page("registration", registration.pk), page("revoke_certificate", certificate.pk)]
    lists += [
        page("door", event.code) + "?q=Secret",
        page("door_list", event.code),
        page("edit_event", event.code),
        page("add_participant", event.code),
    ]
    client.force_login(make_user("secretary"))
    assert {client.get(address).status_code for address in lists} == {200}
    chair, other = make_user(), make_user()
    OfficeFactory(section=section, person=PersonFactory(user=chair))
    OfficeFactory(section=SectionFactory(), person=PersonFactory(user=other))
    client.force_login(chair)
    assert {client.get(address).status_code for address in lists} == {200}
    for user in (other, make_user(), make_user("member"), make_user("editor"), make_user("treasurer")):
        client.force_login(user)
        answers = {address: client.get(address) for address in lists}
        opened = [address for address, answer in answers.items() if answer.status_code != 403]
        assert opened == ([page("registration", registration.pk)] if Grant.objects.filter(user=user, role="treasurer").exists() else [])
        assert not any(SECRET in text(answer) for answer in answers.values() if answer.status_code == 403)
    assert SECRET not in text(client.get(page("event", event.code)))
    registration.show_name = True
    registration.save()
    assert SECRET in text(client.get(page("event", event.code)))


def test_staff_of_the_door_see_the_door_of_their_event_and_nothing_else(client, make_user):
    event, other = published(), published(title_en="Another")
    staff = make_user(email="staff@example.org")
    comes(event, SECRET)
    name_staff(event, email="staff@example.org", by=None)
    client.force_login(staff)
    assert SECRET in text(client.get(page("door", event.code) + "?q=secret"))
    assert event.title in text(client.get(page("mine")))
    closed = [page("door", other.code), page("participants", event.code), page("manage", event.code), page("badges", event.code)]
    assert {client.get(address).status_code for address in closed} == {403}


def test_drafts_are_read_by_their_keepers_only(client, make_user):
    event = draft(title_en="Hidden plan")
    addresses = [page("event", event.code), page("programme", event.code), page("event_calendar", event.code)]
    for user in (None, make_user("member")):
        if user:
            client.force_login(user)
        assert {client.get(address).status_code for address in addresses} <= {302, 403}
        assert "Hidden plan" not in text(client.get(page("events") + "?time=all")) + text(client.get(page("calendar")))
    client.force_login(make_user("director"))
    assert "Hidden plan" in text(client.get(page("events")))


def test_money_is_seen_by_the_treasurer_who_gives_it_back(client, make_user, books):
    event = published(price=100_00)
    paid = pay(comes(event, "Ann"))
    client.post(page("give_up", ticket_token(paid)))
    client.force_login(make_user("member"))
    assert (client.get(page("refunds")).status_code, client.post(page("note_refund", paid.pk)).status_code) == (403, 403)
    client.force_login(make_user("treasurer"))
    assert "RUB\xa0100" in text(client.get(page("refunds")))
    assert "Give money back for 1 place" in text(client.get(reverse("home:desk")))
    client.post(page("note_refund", paid.pk))
    assert fresh(paid).refunded_on == TODAY()


def test_materials_are_files_that_were_looked_into_and_open_to_those_who_took_part(client, make_user):
    event = published()
    user = make_user()
    comes(event, "Ann", user=user)
    client.force_login(make_user("secretary"))
    sent = {"kind": "material", "title_en": "Slides", "file": SimpleUploadedFile("../../x.pdf", b"%PDF-1.7 slides")}
    assert client.post(page("materials", event.code), sent).status_code == 302
    lie = {"kind": "material", "title_en": "Evil", "file": SimpleUploadedFile("x.pdf", b"<html><script>")}
    assert client.post(page("materials", event.code), lie).status_code == 400
    assert client.post(page("materials", event.code), {"kind": "material", "title_en": "Nothing"}).status_code == 400
    slides = Material.objects.get()
    client.force_login(user)
    answer = client.get(page("material", slides.pk))
    assert (answer["Content-Disposition"], answer["X-Content-Type-Options"]) == ('attachment; filename="x.pdf"', "nosniff")
    client.force_login(make_user())
    assert (client.get(page("material", slides.pk)).status_code, "Slides" in text(client.get(page("event", event.code)))) == (403, False)


def test_a_certificate_is_verified_by_everybody_until_it_is_revoked(client, make_user):
    event = published(hours=8)
    registration = attended(comes(event, "Ann Reader"))
    over(event)
    client.force_login(make_user("secretary"))
    client.post(page("issue_certificates", event.code))
    client.post(page("issue_certificates", event.code))
    certificate = Certificate.objects.get()
    client.logout()
    address = page("verify", certificate_token(certificate))
    shown = text(client.get(address))
    assert ("Ann Reader" in shown, event.title in shown, "valid" in shown) == (True, True, True)
    assert client.get(page("own_certificate", ticket_token(registration))).content[:5] == b"%PDF-"
    client.force_login(make_user("secretary"))
    assert client.post(page("revoke_certificate", certificate.pk), {"reason": " "}).status_code == 400
    client.post(page("revoke_certificate", certificate.pk), {"reason": "issued by mistake"})
    client.logout()
    revoked = text(client.get(address))
    assert ("revoked" in revoked, "Ann Reader" in revoked, "by mistake" in revoked) == (True, False, False)
    assert client.get(page("own_certificate", ticket_token(registration))).status_code == 404
    assert (client.get(address[:-3] + "xx/").status_code, Letter.objects.filter(template="events.certificate").count()) == (404, 1)


def test_feedback_is_given_once_without_a_name_and_shown_from_five_on(client, make_user):
    event = published()
    came = [attended(comes(event, f"Reader {n}")) for n in range(5)]
    over(event)
    marks = {"content": "5", "organisation": "4", "recommend": "5", "words": "More coffee"}
    for registration in came[:4]:
        client.post(page("give_feedback", ticket_token(registration)), marks)
    client.post(page("give_feedback", ticket_token(came[0])), marks)
    office = make_user("secretary")
    client.force_login(office)
    few = text(client.get(page("feedback", event.code)))
    client.post(page("give_feedback", ticket_token(came[4])), marks)
    enough = text(client.get(page("feedback", event.code)))
    assert (Feedback.objects.count(), "More coffee" in few, "More coffee" in enough) == (5, False, True)
    assert client.post(page("give_feedback", ticket_token(came[4])), {"content": "9"}).status_code == 400


def test_the_page_shows_how_to_apply_for_support(client, monkeypatch):
    event = published()
    monkeypatch.setattr(support, "_providers", [])
    support.register(lambda found, user: support.Link("Apply for travel support", "/calls/1/") if found.pk == event.pk else None)
    support.register(lambda found, user: None)
    assert '<a href="/calls/1/">Apply for travel support</a>' in text(client.get(page("event", event.code)))


def test_lists_are_filtered_and_taken_away(client):
    published(title_en="Winter school", form="school")
    published(title_en="Spring webinar", form="webinar", starts_at=soon(90))
    over(published(title_en="Past congress", form="congress"))
    ask = lambda query: re.findall(r"Winter school|Spring webinar|Past congress", text(client.get(page("events") + query)))  # noqa: E731
    assert (set(ask("")), set(ask("?form=webinar")), set(ask("?time=past"))) == (
        {"Winter school", "Spring webinar"},
        {"Spring webinar"},
        {"Past congress"},
    )
    assert (ask("?q=nothing"), set(ask(f"?month={soon(90):%Y-%m}"))) == ([], {"Spring webinar"})
    assert len(b"".join(client.get(page("events") + "?time=all&format=csv").streaming_content).decode().splitlines()) == 4


@pytest.mark.parametrize("name", ["events", "event", "participants", "programme", "door", "mine", "certificates"])
def test_lists_ask_the_same_number_of_questions_for_one_row_and_for_three(client, make_user, name):
    user = make_user("secretary")
    client.force_login(user)

    def more(n: int) -> Event:
        event = Event.objects.filter(title_en="School of young librarians").first() or published()
        attended(comes(event, f"Reader {n}", user=user if name == "mine" else None))
        if name in ("events", "mine"):
            comes(published(title_en=f"Another {n}"), "Me", email=f"me{n}@example.org", user=user)
        event.materials.create(title_en=f"Slides {n}", url="https://example.org/")
        event.sessions.create(title_en=f"Talk {n}", starts_at=event.starts_at, ends_at=event.starts_at + timedelta(hours=1))
        if name == "certificates":
            Event.objects.filter(pk=event.pk).update(state="over")
            issue_certificates(event, on=TODAY(), by=None)
            Event.objects.filter(pk=event.pk).update(state="published")
        return event

    event = more(1)
    address = page(name) if name in ("events", "mine") else page(name, event.code)
    address += "?q=reader" if name == "door" else ""
    counts = []
    for n in (2, 3):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
        more(n)
        more(n + 10)
    assert counts[0] == counts[1]
