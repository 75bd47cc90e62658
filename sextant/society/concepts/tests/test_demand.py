"""What practice asks for: landed on concepts, anew only where something changed, shown only as far as it is open."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.worker import perform_here
from sextant.society.concepts import demand
from sextant.society.concepts.actions.concepts import add_synonym
from sextant.society.concepts.demand import Asked
from sextant.society.concepts.models import DemandText
from sextant.society.concepts.queries.demand import asked_by_concept
from sextant.society.concepts.tests.factories import stored_small

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


@pytest.fixture
def texts(monkeypatch):
    """A source of demand of our own, and no other."""
    given = [
        Asked("1", "How do rural libraries keep readers?", DAY, "/questions/1/", "Readers in villages"),
        Asked("2", "Сельской библиотеке нужен автобус", DAY + timedelta(days=9)),
        Asked("3", "The weather of May", DAY),
    ]
    monkeypatch.setattr(demand, "_sources", {})
    demand.register("questions", "Questions", lambda: list(given))
    return given


def land():
    job = perform_here(after_commit("concepts.land_demand"))
    assert (job.state, job.error) == ("done", "")
    return job.result


def test_texts_of_both_languages_land_on_one_concept_and_are_counted_by_day(texts):
    stored_small()
    assert land() == {"landed": 3, "unchanged": 0, "gone": 0, "landings": 2}
    assert asked_by_concept(DAY, DAY + timedelta(days=30)) == {"c0003": {"questions": 2}}
    assert asked_by_concept(DAY, DAY) == {"c0003": {"questions": 1}}


def test_only_what_changed_is_landed_again_and_what_is_gone_is_forgotten(texts):
    stored_small()
    land()
    texts[0] = Asked("1", "What do families read? Family reading.", DAY)
    del texts[1]
    assert land() == {"landed": 1, "unchanged": 1, "gone": 1, "landings": 1}
    assert asked_by_concept(DAY, DAY) == {"c0005": {"questions": 1}}
    assert land()["landed"] == 0


def test_a_new_label_lands_the_texts_again(texts):
    rows = stored_small()
    land()
    add_synonym(rows["c0005"], language="en", text="weather of May", by=None)
    assert land()["landed"] == 3
    assert asked_by_concept(DAY, DAY)["c0005"] == {"questions": 1}


def test_the_page_shows_open_texts_as_their_source_has_them_now(client, texts):
    stored_small()
    land()
    shown = client.get(reverse("concepts:concept", args=["c0003"])).content.decode()
    assert ("Readers in villages" in shown, "/questions/1/" in shown, "автобус" in shown) == (True, True, False)
    texts[0] = Asked("1", "How do rural libraries keep readers?", DAY, "", "Readers in villages")
    shown = client.get(reverse("concepts:concept", args=["c0003"])).content.decode()
    assert ("Readers in villages" in shown, "Counted here, and not open to everybody" in shown) == (False, True)


def test_a_source_that_no_house_registers_any_more_is_forgotten(texts, monkeypatch):
    stored_small()
    land()
    monkeypatch.setattr(demand, "_sources", {})
    land()
    assert DemandText.objects.count() == 0
