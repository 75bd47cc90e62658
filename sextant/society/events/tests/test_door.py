"""At the door: scans online and from phones that were off the net; who was first; what a phone keeps."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.society.events import states
from sextant.society.events.actions.cancelling import cancel_registration
from sextant.society.events.actions.checking import Seen, check_in, undo_check_in
from sextant.society.events.links import code_of, door_token, ticket_token
from sextant.society.events.models import Event, Scan
from sextant.society.events.tests.factories import TODAY, attended, comes, fresh, published
from sextant.society.events.views.checking import digest_of

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"events:{name}", args=args)


@pytest.fixture
def event():
    """An event that begins in an hour."""
    starts = timezone.now() + timedelta(hours=1)
    return published(starts_at=starts, ends_at=starts + timedelta(hours=8))


@pytest.fixture
def staff(client, make_user):
    client.force_login(make_user("secretary"))
    return client


def send(client, event, phone, *scans):
    body = {"phone": phone, "scans": list(scans)}
    return client.post(page("sync", event.code), json.dumps(body), content_type="application/json").json()


def scan(name, at, registration):
    return {"id": name, "at": at.isoformat(), "code": registration.code}


def test_a_code_is_read_from_a_link_a_signed_code_or_as_it_is_typed(event):
    registration = comes(event)
    token = ticket_token(registration)
    texts = [
        f"https://site.example/en/events/t/{token}/",
        token,
        door_token(registration),
        registration.code.lower(),
        f" {registration.code[:5]}-{registration.code[5:]} ",
    ]
    assert {code_of(text) for text in texts} == {registration.code}
    assert code_of(f"{registration.code}.forged") == ""


def test_whoever_photographs_a_ticket_cannot_open_its_page_or_give_it_up(client, event):
    registration = comes(event)
    for token in (door_token(registration), registration.code, f"{registration.code}.forged"):
        assert (client.get(page("own", token)).status_code, client.post(page("give_up", token)).status_code) == (404, 404)
    assert fresh(registration).state == "confirmed"


def test_scans_sent_twice_change_nothing(staff, event):
    registration = comes(event)
    at = timezone.now() - timedelta(minutes=5)
    first = send(staff, event, "phone-a", scan("1", at, registration))
    again = send(staff, event, "phone-a", scan("1", at, registration))
    assert (first["answers"][0]["result"], first["arrived"], again["answers"]) == ("in", 1, first["answers"])
    assert (Scan.objects.count(), fresh(registration).attended_at) == (1, at)


def test_of_two_phones_the_first_by_its_clock_wins_and_the_other_is_told(staff, event):
    registration = comes(event, "Ann Reader")
    now = timezone.now()
    late, early = now - timedelta(minutes=2), now - timedelta(minutes=9)
    assert send(staff, event, "phone-a", scan("1", late, registration))["answers"][0]["result"] == "in"
    came_first = send(staff, event, "phone-b", scan("1", early, registration))["answers"][0]
    told = send(staff, event, "phone-a")
    assert (came_first["result"], fresh(registration).attended_at) == ("in", early)
    assert [(one["id"], one["result"], one["name"], one["since"]) for one in told["lost"]] == [("1", "already", "Ann Reader", early.isoformat())]
    third = send(staff, event, "phone-c", scan("7", now, registration))["answers"][0]
    assert (third["result"], third["id"], send(staff, event, "phone-b")["lost"]) == ("already", "7", [])


def test_clocks_of_phones_are_believed_only_within_reason(staff, event):
    past, future = comes(event, "Ann"), comes(event, "Bob")
    before = timezone.now()
    send(staff, event, "p", scan("1", datetime(1999, 1, 1, tzinfo=UTC), past), scan("2", before + timedelta(days=400), future))
    assert fresh(past).attended_at == event.starts_at - timedelta(days=1)
    assert before <= fresh(future).attended_at <= timezone.now()
    assert send(staff, event, "p", {"id": "3", "at": "nonsense", "code": "x"})["answers"][0]["result"] == "unknown"


def test_who_has_no_place_is_not_let_in_and_the_staff_is_told_why(staff, event, books):
    Event.objects.update(capacity=2)
    gone, held = comes(event, "Ann"), comes(event, "Bob")
    waits = comes(event, "Cid")
    elsewhere = comes(published(title_en="Another"), "Dan")
    cancel_registration(gone, reason="", who=states.PARTICIPANT, on=TODAY(), by=None)
    type(held).objects.filter(pk=held.pk).update(state="offered")
    ask = lambda code: send(staff, event, "p", {"id": code, "at": timezone.now().isoformat(), "code": code})["answers"][0]  # noqa: E731
    answers = [ask(one.code) for one in (gone, held, elsewhere)] + [ask("NOSUCHCODE")]
    assert [one["result"] for one in answers] == ["refused", "refused", "unknown", "unknown"]
    assert ["cancelled" in answers[0]["sentence"], "not paid" in answers[1]["sentence"], "another event" in answers[2]["sentence"]] == [True] * 3
    assert (answers[2]["name"], fresh(waits).state, Scan.objects.count()) == ("", "confirmed", 0)


def test_what_is_no_list_of_scans_is_refused(staff, event):
    bodies = ["", "[]", "{}", '{"phone": "a", "scans": [1]}', '{"phone": "a", "scans": [{"id": "1", "registration": "x"}]}']
    bodies.append(json.dumps({"phone": "a", "scans": [{"id": str(n)} for n in range(501)]}))
    answers = [staff.post(page("sync", event.code), body, content_type="application/json").status_code for body in bodies]
    assert (set(answers), Scan.objects.count()) == ({400}, 0)


def test_a_phone_keeps_digests_names_kinds_and_states_and_nothing_else(staff, event):
    registration = comes(event, "Ann Reader", email="ann.secret@example.org", place="Secret library", answers={"1": "Secret diet"})
    answer = staff.get(page("door_list", event.code))
    row = answer.json()["rows"][0]
    assert row == {
        "key": registration.pk,
        "digest": digest_of(event, registration.code),
        "number": 1,
        "name": "Ann Reader",
        "kind": "Participant",
        "state": "confirmed",
        "shown": "confirmed",
        "since": None,
    }
    assert not any(word in answer.content.decode().lower() for word in ("secret", registration.code.lower()))


def test_without_a_program_the_page_lets_in_by_code_and_by_name(staff, event):
    first, second = comes(event, "Ann Reader"), comes(event, "Bob Reader")
    shown = staff.post(page("scan", event.code), {"code": ticket_token(first)}, follow=True).content.decode()
    again = staff.post(page("scan", event.code), {"code": first.code}, follow=True).content.decode()
    found = staff.get(page("door", event.code) + "?q=bob").content.decode()
    staff.post(page("scan", event.code), {"registration": second.pk})
    assert ("Ann Reader (№ 1): Welcome!" in shown, "used already" in again, "Bob Reader" in found, "Ann Reader" in found) == (True, True, True, False)
    assert fresh(second).state == "attended"


def test_a_mistaken_check_in_is_taken_back_and_can_be_made_again(event):
    registration = attended(comes(event))
    undone = undo_check_in(registration, by=None)
    assert (undone.state, undone.attended_at, Scan.objects.count()) == ("confirmed", None, 0)
    assert attended(registration, key="again").state == "attended"


def test_the_worker_reaches_the_door_of_its_event_only(staff, event):
    answer = staff.get(page("door_worker", event.code))
    assert (answer["Content-Type"], "Service-Worker-Allowed" in answer) == ("text/javascript; charset=utf-8", False)
    assert page("door_worker", event.code).startswith(page("door", event.code))


def test_scans_of_one_phone_are_taken_in_the_order_of_its_clock(event):
    registration = comes(event)
    now = timezone.now()
    seen = [Seen("b", now, registration.code), Seen("a", now - timedelta(minutes=3), registration.code)]
    answers, lost = check_in(event, seen, by=None, phone="p")
    assert ([(one.key, one.result) for one in answers], lost) == ([("a", "in"), ("b", "already")], [])
