"""The programme: conflicts, days in the time zone of the event, calendar files, one's own selection."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.urls import reverse
from icalendar import Calendar

from sextant.society.events.actions.programme import save_session
from sextant.society.events.clashes import OUTSIDE, ROOM, SPEAKER, Clash, Slot, clashes
from sextant.society.events.links import ticket_token
from sextant.society.events.models import Room, Session, Speaker, Track
from sextant.society.events.tests.factories import comes, draft, published

DAY = datetime(2030, 1, 15, tzinfo=UTC)


def at(hour, minute=0):
    return DAY.replace(hour=hour, minute=minute)


def slot(key, start, end, room=None, *speakers):
    return Slot(key, at(start), at(end), room, frozenset(speakers))


def page(name, *args):
    return reverse(f"events:{name}", args=args)


def found(*slots):
    return clashes(slots, opens=at(9), closes=at(18))


def test_sessions_that_touch_do_not_clash():
    assert found(slot(1, 10, 11, 1, 7), slot(2, 11, 12, 1, 7)) == []


def test_one_room_and_one_speaker_are_in_one_place_at_a_time():
    assert found(slot(1, 10, 12, 1, 7), slot(2, 11, 13, 1, 8), slot(3, 11, 12, 2, 7)) == [Clash(SPEAKER, 1, 3, 7), Clash(ROOM, 1, 2, 1)]


def test_a_session_within_another_and_one_outside_the_event_are_found():
    assert found(slot(1, 10, 17, 1), slot(2, 12, 13, 1), slot(3, 14, 15, 1)) == [Clash(ROOM, 1, 2, 1), Clash(ROOM, 1, 3, 1)]
    assert found(slot(4, 17, 19), slot(5, 8, 10)) == [Clash(OUTSIDE, 5), Clash(OUTSIDE, 4)]


def test_conflicts_are_those_that_looking_at_every_pair_finds():
    chance = Random(3)
    for _turn in range(200):
        slots = []
        for key in range(8):
            start = chance.randint(9, 16)
            slots.append(slot(key, start, chance.randint(start + 1, 18), chance.choice([None, 1, 2]), *chance.sample(range(4), 2)))
        pairs = [(a, b) for n, a in enumerate(slots) for b in slots[n + 1 :] if a.start < b.end and b.start < a.end]
        rooms = {(frozenset((a.key, b.key)), a.room) for a, b in pairs if a.room is not None and a.room == b.room}
        speakers = {(frozenset((a.key, b.key)), one) for a, b in pairs for one in a.speakers & b.speakers}
        ours = found(*slots)
        assert {(frozenset((one.first, one.second)), one.about) for one in ours if one.kind == ROOM} == rooms
        assert {(frozenset((one.first, one.second)), one.about) for one in ours if one.kind == SPEAKER} == speakers


def programme():
    """An event around the night in which Berlin puts its clocks forward (31 March 2030, 01:00 UTC)."""
    event = published(
        starts_at=datetime(2030, 3, 30, 8, tzinfo=UTC), ends_at=datetime(2030, 3, 31, 16, tzinfo=UTC), time_zone="Europe/Berlin", title_en="Spring"
    )
    hall, track = Room.objects.create(event=event, name_en="Hall"), Track.objects.create(event=event, name_en="Young")
    speaker = Speaker.objects.create(event=event, name_en="Ann Speaker")
    given = {"room": hall, "speakers": [speaker], "by": None}
    start = datetime(2030, 3, 30, 9, tzinfo=UTC)
    first = save_session(event, None, title_en="Saturday talk", starts_at=start, ends_at=start + timedelta(hours=1), track=track, **given)
    start = datetime(2030, 3, 31, 8, tzinfo=UTC)
    second = save_session(event, None, title_en="Sunday talk", starts_at=start, ends_at=start + timedelta(hours=1), **given)
    return event, first, second


def entries(content):
    calendar = Calendar.from_ical(content)
    return {str(one["summary"]): one for one in calendar.walk("VEVENT")}, calendar


@pytest.mark.django_db
def test_the_same_hour_of_the_clock_before_and_after_daylight_saving(client):
    event, _first, _second = programme()
    shown = client.get(page("programme", event.code)).content.decode()
    assert (shown.count("10:00–11:00"), "30\xa0March\xa02030" in shown, "31\xa0March\xa02030" in shown) == (2, True, True)
    found_entries, calendar = entries(client.get(page("programme_file", event.code)).content)
    starts = {name: one["dtstart"].dt for name, one in found_entries.items()}
    assert {name: moment.astimezone(UTC).hour for name, moment in starts.items()} == {"Saturday talk": 9, "Sunday talk": 8}
    assert {f"{moment:%H:%M}" for moment in starts.values()} == {"10:00"}
    assert [str(one["tzid"]) for one in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]


@pytest.mark.django_db
def test_a_calendar_file_never_holds_the_link_of_the_online_room_but_for_those_with_a_place(client):
    event = published(online_url="https://room.example.org/secret")
    registration = comes(event)
    public = client.get(page("event_calendar", event.code)).content + client.get(page("calendar")).content
    assert b"room.example.org" not in public
    assert b"room.example.org" in client.get(page("own_calendar", ticket_token(registration))).content
    assert entries(public[: public.index(b"END:VCALENDAR") + 13])[0][event.title]["uid"] == f"event-{event.pk}@127.0.0.1"


@pytest.mark.django_db
def test_conflicts_are_shown_to_the_editor_and_never_stand_in_the_way(client, make_user):
    event, first, _second = programme()
    client.force_login(make_user("secretary"))
    again = {"session-title_en": "The same hour", "session-starts_at": "2030-03-30T10:30", "session-ends_at": "2030-03-30T11:30"}
    again |= {"session-room": first.room_id, "session-speakers": [one.pk for one in first.speakers.all()]}
    assert client.post(page("add_session", event.code), again).status_code == 302
    shown = client.get(page("edit_programme", event.code)).content.decode()
    assert "The programme has 2 conflicts" in shown
    assert "“Saturday talk” and “The same hour” are both in “Hall” at 10:30." in shown
    assert "Ann Speaker speaks in “Saturday talk” and in “The same hour” at 10:30." in shown
    assert "conflict" not in client.get(page("programme", event.code)).content.decode()


@pytest.mark.django_db
def test_rooms_tracks_and_speakers_are_added_and_taken_away_on_screen(client, make_user):
    event = draft()
    client.force_login(make_user("secretary"))
    for kind in ("room", "track", "speaker"):
        assert client.post(page("add_part", event.code), {"kind": kind, f"{kind}-name_en": "Ann"}).status_code == 302
    assert client.post(page("add_part", event.code), {"kind": "room"}).status_code == 400
    assert client.post(page("add_part", event.code), {"kind": "user"}).status_code == 404
    client.post(page("remove_part", event.code), {"kind": "speaker", "key": Speaker.objects.get().pk})
    assert (Room.objects.count(), Track.objects.count(), Speaker.objects.count()) == (1, 1, 0)
    other = Room.objects.create(event=draft(title_en="Another"), name_en="X")
    assert client.post(page("remove_part", event.code), {"kind": "room", "key": other.pk}).status_code == 404


@pytest.mark.django_db
def test_ones_own_selection_is_kept_shown_and_taken_along(client, make_user):
    event, first, second = programme()
    user = make_user()
    registration = comes(event, user=user)
    client.force_login(user)
    for session in (first, second):
        client.post(page("choose", ticket_token(registration)), {"session": session.pk})
    client.post(page("choose", ticket_token(registration)), {"session": second.pk, "out": "1"})
    mine = client.get(page("programme", event.code) + "?mine=on").content.decode()
    assert ("Saturday talk" in mine, "Sunday talk" in mine) == (True, False)
    client.logout()
    assert list(entries(client.get(page("own_selection", ticket_token(registration))).content)[0]) == ["Saturday talk"]
    client.force_login(user)
    assert client.post(page("choose", ticket_token(registration)), {"session": Session.objects.latest("pk").pk + 1}).status_code == 404


@pytest.mark.django_db
def test_a_track_shows_its_sessions_and_those_for_everybody(client):
    event, first, _second = programme()
    Track.objects.create(event=event, name_en="Other")
    one = client.get(f"{page('programme', event.code)}?track={first.track_id}").content.decode()
    other = client.get(f"{page('programme', event.code)}?track={Track.objects.latest('pk').pk}").content.decode()
    assert ("Saturday talk" in one, "Saturday talk" in other, "Sunday talk" in one and "Sunday talk" in other) == (True, False, True)
