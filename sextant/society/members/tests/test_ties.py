"""Ties between people: what the house itself knows, and what others add."""

from datetime import date
from typing import Any

import pytest

from sextant.society.members import ties
from sextant.society.members.tests.factories import AffiliationFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_source_alone(monkeypatch: Any) -> None:
    """What other houses registered is left out; what a test registers is gone after it."""
    monkeypatch.setattr(ties, "_sources", {"organisation": ties._sources["organisation"]})
    monkeypatch.setattr(ties, "_titles", dict(ties._titles))


def _place(organisation: Any, since: int | None = None, until: int | None = None) -> Any:
    first, last = since and date(since, 1, 1), until and date(until, 12, 31)
    return AffiliationFactory(organisation=organisation, since=first, until=last).person


def test_people_of_one_organisation_are_tied_when_their_years_meet() -> None:
    library = OrganisationFactory()
    juror, colleague, later, elsewhere = _place(library, 2010, 2015), _place(library, 2015), _place(library, 2016), _place(OrganisationFactory())
    found = ties.ties_between([juror.pk], [colleague.pk, later.pk, elsewhere.pk])
    assert found == [ties.Tie(juror.pk, colleague.pk, "organisation", str(library))]
    assert ties.tie_in_words("organisation") == "Same organisation"


def test_the_person_of_the_first_side_is_named_first_and_nobody_is_tied_to_oneself() -> None:
    library = OrganisationFactory()
    juror, author, coauthor = _place(library), _place(library), _place(library)
    assert ties.ties_between([juror.pk], [juror.pk]) == []
    assert ties.ties_between([author.pk, coauthor.pk], [juror.pk]) == sorted(
        [ties.Tie(author.pk, juror.pk, "organisation", str(library)), ties.Tie(coauthor.pk, juror.pk, "organisation", str(library))]
    )


def test_what_an_app_registers_is_found_from_either_side() -> None:
    mentor, mentee, stranger = PersonFactory(), PersonFactory(), PersonFactory()
    ties.register("mentoring", lambda people: [(mentor.pk, mentee.pk, "pair of 2025")], "Mentor and mentee")
    assert ties.ties_between([mentee.pk, stranger.pk], [mentor.pk]) == [ties.Tie(mentee.pk, mentor.pk, "mentoring", "pair of 2025")]
    assert ties.ties_between([stranger.pk], [mentor.pk]) == []
    assert ties.names() == ["mentoring", "organisation"]


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: Any) -> None:
    library = OrganisationFactory()
    people = [_place(library).pk for _each in range(6)]
    with django_assert_num_queries(2):
        assert len(ties.ties_between(people[:3], people[3:])) == 9
