"""Loading an agenda: by codes, once, and without orphans."""

import pytest
from django.core.exceptions import ValidationError

from sextant.base.audit.models import Entry
from sextant.society.agenda import agenda_file, agenda_writing
from sextant.society.agenda.actions import apply_agenda, load_agenda, load_shipped_agenda, make_agenda_current
from sextant.society.agenda.models import Agenda, Guideline, Indicator, IndicatorValue
from sextant.society.agenda.tests.factories import InitiativeFactory
from sextant.society.agenda.tests.test_agenda_file import GOOD

SECOND = '[[direction.guideline]]\nnumber = 2\ntitle_en = "Read again"\n'


def load(text: str):
    return apply_agenda(agenda_file.parse(text))


def test_the_same_file_again_changes_nothing(alma):
    again = load_agenda("alma_2019")
    assert (again.agenda, again.changed, Entry.objects.filter(verb="agenda.load").count()) == (alma, False, 1)


def test_a_new_site_gets_the_shipped_agenda_and_keeps_it(db):
    load_shipped_agenda()
    load_shipped_agenda()
    assert list(Agenda.objects.values_list("code", "is_current")) == [("alma_2019", True)]
    assert Guideline.objects.count() == 29


def test_what_is_written_out_is_read_again_as_the_same_agenda(alma):
    written = agenda_file.parse(agenda_writing.as_toml(alma))
    assert written.data == agenda_file.read("alma_2019").data


def test_a_changed_title_changes_the_same_guideline(db):
    key = load(GOOD).agenda.directions.get().guidelines.get().pk
    load(GOOD.replace("Read more", "Read much more"))
    assert Guideline.objects.get(pk=key).title_en == "Read much more"


def test_a_new_agenda_becomes_current_and_the_earlier_one_stays(alma):
    loaded = load(GOOD)
    assert [(one.code, one.is_current) for one in Agenda.objects.order_by("code")] == [("alma_2019", False), ("small", True)]
    make_agenda_current(Agenda.objects.get(code="alma_2019"))
    loaded.agenda.refresh_from_db()
    assert not loaded.agenda.is_current


def test_a_file_that_drops_a_guideline_with_initiatives_is_refused_and_nothing_changes(db):
    load(GOOD + SECOND)
    InitiativeFactory(home=Guideline.objects.get(number=2))
    with pytest.raises(ValidationError, match=r"Guideline A.2 carries 1 initiative, which would lose its place"):
        load(GOOD.replace("Read more", "Read less"))
    assert Guideline.objects.get(number=1).title_en == "Read more"


def test_mapped_initiatives_move_to_the_guideline_that_takes_over(db):
    load(GOOD + SECOND)
    initiative = InitiativeFactory(home=Guideline.objects.get(number=2))
    load(GOOD.replace("[[direction]]", '[takes_over]\n"A.2" = "A.1"\n[[direction]]'))
    assert [(one.guideline.code, one.is_home) for one in initiative.contributions.all()] == [("A.1", True)]


def test_a_new_agenda_must_say_where_open_initiatives_go(alma):
    guideline = Guideline.objects.get(direction__code="IV", number=2)
    initiative = InitiativeFactory(home=guideline)
    with pytest.raises(ValidationError, match=r"IV.2 carries 1 initiative"):
        load(GOOD)
    load(GOOD.replace("[[direction]]", '[takes_over]\n"IV.2" = "A.1"\n[[direction]]'))
    assert {(one.guideline.code, one.is_home) for one in initiative.contributions.all()} == {("IV.2", False), ("A.1", True)}


def test_an_indicator_that_the_file_no_longer_has_rests_with_its_values(db):
    load(GOOD)
    indicator = Indicator.objects.get()
    IndicatorValue.objects.create(indicator=indicator, year=2025, starts_on="2025-01-01", ends_on="2025-12-31", value=3)
    load(GOOD.replace('"readers"', '"listeners"'))
    indicator.refresh_from_db()
    assert (indicator.is_active, indicator.values.count()) == (False, 1)
