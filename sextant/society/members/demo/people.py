"""People of the demo, where they work, and the sections they take part in."""

from datetime import date, timedelta

from django.utils import timezone

from sextant.base.demo.registry import World
from sextant.society.members.demo.places import latin
from sextant.society.members.demo.words import FAMILY, FATHERS, FIELDS, MEN, POSITIONS, SECTIONS, WOMEN
from sextant.society.members.models import Affiliation, Office, Person, Privacy, Section, SectionMember


def feminine(family: str) -> str:
    """The feminine form of a Russian family name of the kinds used here."""
    if family.endswith(("ый", "ий")):
        return family[:-2] + "ая"
    return family + "а"


def _name(world: World) -> tuple[str, str, str]:
    chance, family, father = world.chance, world.chance.choice(FAMILY), world.chance.choice(list(FATHERS))
    if chance.random() < 0.14:
        return family, chance.choice(MEN), FATHERS[father]
    patronymic = FATHERS[father][:-2] + "на" if FATHERS[father].endswith("ович") or FATHERS[father].endswith("евич") else FATHERS[father]
    return feminine(family), chance.choice(WOMEN), patronymic


def _birthday(world: World) -> date:
    years = world.chance.triangular(19, 72, 41)
    return world.today - timedelta(days=int(years * 365.25))


def make_people(world: World) -> None:
    """Makes `world.people` people with privacy choices, two thirds of them open to fellow members."""
    regions, people = world.left["regions"], []
    for number in range(1, world.people + 1):
        family, given, patronymic = _name(world)
        born, (field_ru, field_en) = _birthday(world), world.chance.choice(FIELDS)
        people.append(
            Person(
                family_name=family,
                given_name=given,
                patronymic=patronymic,
                latin_name=latin(f"{given} {family}"),
                email=f"person{number}@demo.example",
                born_on=born,
                region=world.chance.choice(regions),
                speciality_ru=field_ru,
                speciality_en=field_en,
                is_student=world.today.year - born.year < 24 and world.chance.random() < 0.7,
                is_demo=True,
            )
        )
    world.left["people"] = Person.objects.bulk_create(people, batch_size=1000)
    now, choices = timezone.now(), []
    for person in world.left["people"]:
        opened = world.chance.random() < 0.66
        public = opened and world.chance.random() < 0.2
        choices.append(Privacy(person=person, in_directory=opened, email_to_members=opened, public_page=public, newsletter=opened, consented_at=now))
    Privacy.objects.bulk_create(choices, batch_size=1000)


def make_affiliations(world: World) -> None:
    """Most people work at one of the organisations; every member organisation has a representative."""
    organisations, chance, rows = world.left["libraries"] + world.left["others"], world.chance, []
    others = list(world.left["others"])
    for number, person in enumerate(world.left["people"]):
        organisation = others[number] if number < len(others) else chance.choice(organisations)
        person.region_id, person.city = organisation.region_id, organisation.city
        ru, en = chance.choices(POSITIONS, weights=(30, 16, 12, 8, 8, 8, 5, 4, 4, 3, 2))[0]
        since = world.today - timedelta(days=chance.randint(60, 5000))
        rows.append(
            Affiliation(person=person, organisation=organisation, position_ru=ru, position_en=en, since=since, is_representative=number < len(others))
        )
    Affiliation.objects.bulk_create(rows, batch_size=1000)
    Person.objects.bulk_update(world.left["people"], ["region", "city"], batch_size=500)


def make_sections(world: World) -> None:
    """Twenty sections in a hierarchy with people, and officers of earlier and present terms."""
    by_code: dict[str, Section] = {}
    for code, ru, en, parent in SECTIONS:
        kind = Section.Kind.COMMISSION if ru.startswith("Комиссия") else Section.Kind.SECTION
        about = (f"{ru} демонстрационной ассоциации.", f"{en} of the demo association.")
        fields = {"name_ru": ru, "name_en": en, "kind": kind, "about_ru": about[0], "about_en": about[1]}
        by_code[code] = Section.objects.create(code=f"demo-{code}", parent=by_code.get(parent), founded_on=date(1996, 4, 1), is_demo=True, **fields)
    sections, chance, members, offices = list(by_code.values()), world.chance, [], []
    for person in world.left["people"]:
        for section in chance.sample(sections, chance.choices((0, 1, 2, 3), weights=(30, 45, 18, 7))[0]):
            members.append(SectionMember(section=section, person=person, since=world.today - timedelta(days=chance.randint(30, 2500))))
    SectionMember.objects.bulk_create(members, batch_size=1000)
    begin = date(world.today.year - 1, 5, 20)
    for section in sections:
        roles = (Office.Role.CHAIR, Office.Role.VICE_CHAIR, Office.Role.SECRETARY, Office.Role.COMMITTEE, Office.Role.COMMITTEE)
        for role, person in zip(roles, chance.sample(world.left["people"], len(roles)), strict=True):
            offices.append(Office(section=section, person=person, role=role, since=begin, until=date(begin.year + 3, 5, 19)))
        earlier = chance.choice(world.left["people"])
        offices.append(
            Office(section=section, person=earlier, role=Office.Role.CHAIR, since=date(begin.year - 3, 5, 20), until=begin - timedelta(days=1))
        )
    Office.objects.bulk_create(offices)
    world.left["sections"] = by_code
