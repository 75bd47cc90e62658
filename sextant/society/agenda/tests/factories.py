"""Rows for tests."""

from datetime import date
from typing import Any

import factory

from sextant.society.agenda.models import Contribution, Guideline, Indicator, Initiative, Milestone
from sextant.society.members.models import Person, Section


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    code = factory.Sequence(lambda number: f"section-{number}")
    name_ru = factory.Sequence(lambda number: f"Секция {number}")
    name_en = factory.Sequence(lambda number: f"Section {number}")


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    family_name = factory.Sequence(lambda number: f"Петрова{number}")
    given_name = "Анна"


class InitiativeFactory(factory.django.DjangoModelFactory):
    """An initiative; `home=guideline` gives it its home."""

    class Meta:
        model = Initiative
        skip_postgeneration_save = True

    title_ru = factory.Sequence(lambda number: f"Инициатива {number}")
    title_en = factory.Sequence(lambda number: f"Initiative {number}")
    section = factory.SubFactory(SectionFactory)

    @factory.post_generation
    def home(obj: Initiative, create: bool, extracted: Guideline | None, **kwargs: Any) -> None:  # noqa: N805
        if extracted is not None:
            Contribution.objects.create(initiative=obj, guideline=extracted, is_home=True)


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    initiative = factory.SubFactory(InitiativeFactory)
    title_en = "First draft"
    title_ru = "Первый черновик"
    due_on = date(2026, 6, 1)


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator

    code = factory.Sequence(lambda number: f"indicator-{number}")
    kind = "reported"
    title_en = "Mentoring pairs"
    title_ru = "Пары наставников"
    definition_en = "Pairs at work."
    definition_ru = "Работающие пары."
