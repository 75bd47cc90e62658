"""What other houses forget with a person, and what they tell of a region's pay."""

import pytest

from sextant.society.members import forgetting, pay
from sextant.society.members.actions.erasures import ask_erasure, erase_person
from sextant.society.members.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_house_forgets_its_part_when_a_person_is_erased(make_user, monkeypatch):
    person, seen = PersonFactory(), []
    monkeypatch.setattr(forgetting, "_forgetting", {"test rows": lambda one: seen.append(one.family_name) or 3})
    name = person.family_name
    request = erase_person(ask_erasure(person, by=None), typed=str(person.pk), by=make_user("secretary"))
    assert (seen, request.counts["test rows"]) == ([name], 3)


def test_pay_of_a_region_is_not_collected_until_a_source_knows_it(monkeypatch):
    monkeypatch.setattr(pay, "_sources", [])
    assert pay.regional_pay("RU-MOW", 2026) is None
    known = pay.RegionalPay(80_000_00, "RUB", 2025, "a survey")
    pay.register(lambda region, year: known if (region, year) == ("RU-MOW", 2026) else None)
    assert (pay.regional_pay("RU-MOW", 2026), pay.regional_pay("RU-SPE", 2026)) == (known, None)
