"""Deadlines in a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from sextant.lab.funding.calendars import deadlines, uid
from sextant.lab.funding.findings import FundingError, say
from sextant.lab.funding.tests.factories import call

STAMP = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_a_deadline_is_an_event_of_one_whole_day() -> None:
    found = deadlines([call(url="https://example.org/c1", text="Books; for, all")], STAMP, "example.org")
    (event,) = Calendar.from_ical(found.content).walk("VEVENT")
    assert (event["uid"], event["summary"]) == (uid(call(), "example.org"), "Last day: Reading grants")
    assert (event.decoded("dtstart"), event.decoded("dtend"), event.decoded("dtstamp")) == (date(2026, 4, 1), date(2026, 4, 2), STAMP)
    assert (event["description"], event["url"]) == ("Fund\nBooks; for, all", "https://example.org/c1")
    assert b"DTSTART;VALUE=DATE:20260401\r\n" in found.content


def test_the_same_calls_give_the_same_bytes_in_any_order_and_zone() -> None:
    calls = [call(id="b"), call(id="a"), call(id="c", closes_on=date(2026, 3, 9))]
    elsewhere = STAMP.astimezone(timezone(timedelta(hours=3)))
    assert deadlines(calls, STAMP, "example.org").content == deadlines(calls[::-1], elsewhere, "example.org").content


def test_the_identifier_outlives_a_new_title_and_a_new_day_but_not_another_source() -> None:
    same = {uid(call(), "d"), uid(call(title="New"), "d"), uid(call(closes_on=date(2027, 1, 1)), "d")}
    assert (len(same), uid(call(source="other"), "d") in same) == (1, False)


def test_calls_without_a_last_day_are_counted_apart() -> None:
    found = deadlines([call(), call(id="c2", closes_on=None, rolling=True)], STAMP, "example.org")
    assert ([one.id for one in found.dated], [one.id for one in found.undated]) == (["c1"], ["c2"])


def test_reminders_ring_before_the_day_in_the_language_asked_for() -> None:
    found = deadlines([call(title="Чтение")], STAMP, "example.org", "ru", (1, 14, 14))
    alarms = Calendar.from_ical(found.content).walk("VALARM")
    assert [(alarm.decoded("trigger"), alarm["description"]) for alarm in alarms] == [
        (timedelta(days=-14), "Срок подачи: Чтение"),
        (timedelta(days=-1), "Срок подачи: Чтение"),
    ]


def test_a_stamp_without_a_zone_is_refused() -> None:
    with pytest.raises(FundingError) as caught:
        deadlines([call()], datetime(2026, 3, 1), "example.org")
    assert caught.value.code == say("stamp_without_zone").code


def test_no_line_is_longer_than_75_octets() -> None:
    found = deadlines([call(title="Читающий край " * 20)], STAMP, "example.org", "ru")
    assert max(len(line) for line in found.content.split(b"\r\n")) <= 75
