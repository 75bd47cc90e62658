"""Invented people, organisations, sections and memberships for tests."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from sextant.society.members.actions.benefits import save_benefit
from sextant.society.members.actions.memberships import apply_for_membership, approve_application
from sextant.society.members.actions.payments import record_payment
from sextant.society.members.models import Affiliation, Benefit, Membership, Office, Organisation, Person, Plan, Region, Section, SectionMember
from sextant.society.members.queries.fees import fee_due


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"RU-X{n:02d}")
    name_ru = factory.Sequence(lambda n: f"Область {n}")
    name_en = factory.Sequence(lambda n: f"Region {n}")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    family_name = factory.Sequence(lambda n: f"Читалкин{n}")
    given_name = "Анна"
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    born_on = date(1980, 5, 17)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name_ru = factory.Sequence(lambda n: f"Библиотека № {n}")
    name_en = factory.Sequence(lambda n: f"Library No. {n}")
    email = factory.Sequence(lambda n: f"library{n}@example.org")


class AffiliationFactory(DjangoModelFactory):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    code = factory.Sequence(lambda n: f"section-{n}")
    name_ru = factory.Sequence(lambda n: f"Секция {n}")
    name_en = factory.Sequence(lambda n: f"Section {n}")


class SectionMemberFactory(DjangoModelFactory):
    class Meta:
        model = SectionMember

    section = factory.SubFactory(SectionFactory)
    person = factory.SubFactory(PersonFactory)
    since = date(2020, 1, 1)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    section = factory.SubFactory(SectionFactory)
    person = factory.SubFactory(PersonFactory)
    role = Office.Role.CHAIR
    since = date(2020, 1, 1)


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    code = factory.Sequence(lambda n: f"plan-{n}")
    audience = Plan.Audience.PERSONAL
    name_ru = "Личное членство"
    name_en = "Personal membership"
    fee_minor = 150_000


class InstitutionalPlanFactory(PlanFactory):
    audience = Plan.Audience.INSTITUTIONAL
    name_ru = "Членство организации"
    name_en = "Membership of an organisation"
    fee_minor = 900_000
    seats = 2


def applied(plan: Plan | None = None, *, person: Any = None, organisation: Any = None, on: date | None = None) -> Membership:
    """An application of a person (a new one unless named) or of an organisation."""
    if organisation is not None:
        return apply_for_membership(plan=plan or InstitutionalPlanFactory(), organisation=organisation, applied_on=on, by=None)
    return apply_for_membership(plan=plan or PlanFactory(), person=person or PersonFactory(), applied_on=on, by=None)


def paid(membership: Membership, on: date, reference: str = "") -> Membership:
    """The fee due for one period, paid on that day."""
    due = fee_due(membership, on)
    reference = reference or f"order {membership.periods.count() + 1}"
    return record_payment(membership, amount_minor=due.amount_minor, currency=due.currency, paid_on=on, reference=reference, by=None)


def active(plan: Plan | None = None, *, person: Any = None, organisation: Any = None, on: date) -> Membership:
    """A membership that was applied for, approved and paid on that day."""
    membership = approve_application(applied(plan, person=person, organisation=organisation, on=on), by=None)
    membership.approved_on = on
    membership.save(update_fields=["approved_on"])
    return paid(membership, on)


def benefit(*plans: Plan, **values: Any) -> Benefit:
    """A discount of a publisher's, for these plans or for every member, with a code that not everybody may read."""
    words = {"title_ru": "Скидка 20 % на книги", "title_en": "20 % off books", "how_ru": "Код КНИГА-20", "how_en": "Code BOOK-20"}
    return save_benefit(plans=plans, by=None, **{**words, "partner": "Invented Press", **values})
