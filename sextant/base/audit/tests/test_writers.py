"""Many writers at once leave one unbroken chain, on either database."""

import threading

import pytest
from django.db import connection

from sextant.base.audit.actions import erase_actor, record
from sextant.base.audit.models import Entry, Head, PersonalValues
from sextant.base.audit.origin import address
from sextant.base.audit.queries import first_broken_line


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_no_gap_and_no_fork():
    troubles = []

    def write():
        try:
            for number in range(8):
                record(verb="test.step", after={"n": number})
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
    assert (troubles, numbers, first_broken_line()) == ([], list(range(1, 33)), None)


@pytest.mark.django_db
def test_lines_cut_off_the_end_are_missed():
    for _number in range(3):
        record(verb="test.step")
    Entry.objects.filter(number=3).delete()
    assert first_broken_line() == 3


@pytest.mark.django_db
def test_a_chain_forged_to_its_end_does_not_meet_the_head():
    record(verb="test.step")
    Head.objects.update(digest="0" * 64)
    assert first_broken_line() == 1


@pytest.mark.django_db
def test_an_actors_addresses_are_erased_and_what_he_wrote_of_others_stays(make_user):
    user = make_user()
    token = address.set("192.0.2.7")
    record(verb="test.rename", obj=user, by=user, personal_after={"name": "Анна"})
    address.reset(token)
    assert erase_actor(user) == 1
    kept = PersonalValues.objects.get()
    assert (kept.address, kept.address_salt, kept.after, first_broken_line()) == (None, "", {"name": "Анна"}, None)


@pytest.mark.django_db
def test_a_changed_address_is_found():
    token = address.set("192.0.2.7")
    from sextant.base.accounts.models import User

    record(verb="test.step", by=User.objects.create(email="a@example.org"))
    address.reset(token)
    PersonalValues.objects.update(address="192.0.2.8")
    assert first_broken_line() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("value", [0.1, -0.0, 1e300, 1e16, "a\x00b", float("inf"), {"b": 1, "a": [1.0, None]}, 12345678901234567890])
def test_odd_values_come_back_from_the_database_as_they_were_chained(value):
    record(verb="test.step", after={"v": value}, personal_after={"v": value})
    assert first_broken_line() is None
