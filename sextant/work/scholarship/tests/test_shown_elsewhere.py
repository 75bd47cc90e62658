"""What the register shows on pages of others: concept, organisation, person, evidence, files; and what stays hidden there too."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sextant.base.exports.registry import export
from sextant.society.agenda.evidence import found
from sextant.society.members.queries.held import held_about
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.scholarship.actions.dissertations import say_author
from sextant.work.scholarship.actions.experts import Work
from sextant.work.scholarship.queries.register import counted
from sextant.work.scholarship.queries.shown import concept_panel, organisation_panel, person_panel
from sextant.work.scholarship.tests.factories import READING, TODAY, concept, defended, expert, registered, school

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def test_the_page_of_a_concept_shows_dissertations_and_experts_on_it_and_on_narrower_ones():
    reading = concept("c9001", "чтение", "reading")
    teens = concept("c9002", "чтение подростков", "reading of teenagers", reading)
    one = registered(READING, concepts=[teens])
    registered("Скрытая тема", concepts=[teens], is_public=False)
    profile = expert(concepts=(teens,))
    panel = concept_panel(VISITOR, reading)
    assert ([row[0] for row in panel.context["rows"]], [each.profile for each in panel.context["experts"]]) == ([one], [profile])
    assert concept_panel(VISITOR, concept("c9003", "каталог", "catalogue")) is None


def test_the_page_of_an_organisation_shows_its_public_dissertations(client):
    institute = school()
    registered(READING, school=institute, author="Тайная Мария Ивановна")
    registered("Скрытая тема", school=institute, is_public=False)
    shown = client.get(reverse("members:organisation", args=[institute.pk])).content.decode()
    assert (READING in shown, "Скрытая" in shown, "Тайная" in shown) == (True, False, False)
    assert organisation_panel(VISITOR, school()) is None


def test_the_page_of_a_person_names_only_dissertations_beside_which_the_name_is_public():
    person = PersonFactory(family_name="Зорина", given_name="Вера", patronymic="Павловна")
    planned = registered("Каталоги", author=person)
    done = defended(READING, guide=person)
    assert [row[0] for row in person_panel(VISITOR, person).context["rows"]] == [done]
    say_author(planned, agreed=True, on=TODAY(), by=None)
    assert {row[0] for row in person_panel(VISITOR, person).context["rows"]} == {planned, done}


def test_a_hidden_dissertation_is_no_evidence_for_a_visitor_and_its_concept_is_not_counted():
    reading = concept("c9001", "чтение", "reading")
    one, hidden = registered(READING), registered("Скрытая тема", is_public=False, concepts=[reading])
    assert set(found(VISITOR, "scholarship.dissertation", {str(one.pk), str(hidden.pk)})) == {str(one.pk)}
    assert (counted().concepts, sum(counted().states.values())) == ([], 2)


def test_a_person_is_told_of_their_name_in_a_list_that_points_to_nobody():
    person = PersonFactory(family_name="Зорина", given_name="Вера", patronymic="Павловна")
    registered(READING, author="Зорина Вера Павловна")
    assert any(row.get("title_ru") == READING for section in held_about(person) for row in section.rows)


def test_whole_lists_are_exported_by_name():
    registered(READING, author="Тайная Мария Ивановна")
    expert()
    assert [len(list(export(name).table().records())) for name in ("dissertations", "experts")] == [1, 1]
    assert "Тайная Мария Ивановна" in next(iter(export("dissertations").table().records()))


def test_experts_are_listed_with_as_many_questions_for_one_as_for_many(client, make_user):
    reading = concept("c9001", "чтение", "reading")
    client.force_login(make_user("secretary"))
    other = PersonFactory(email="ivan@example.org")
    client.get(reverse("scholarship:experts"))
    numbers = []
    for many in (1, 3):
        for _one in range(many):
            expert(concepts=(reading,), works=(Work(f"Work {_one}", 2024, authors=("Ivanov, I.",)),))
        for asked in ({}, {"concepts": "c9001", "person": other.email}):
            with CaptureQueriesContext(connection) as questions:
                assert client.get(reverse("scholarship:experts"), asked).status_code == 200
            numbers.append(len(questions))
    assert (numbers[0] == numbers[2] <= 15, numbers[3] <= numbers[1] <= 22) == (True, True), numbers
