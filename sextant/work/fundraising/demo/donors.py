"""Invented donors: people of the demo, people nobody knows, and a few organisations."""

from random import Random

from sextant.base.demo.registry import World
from sextant.society.members.demo.words import FAMILY, MEN
from sextant.society.members.models import Person
from sextant.work.fundraising.actions.donors import set_consent
from sextant.work.fundraising.demo.words import ORGANISATIONS
from sextant.work.fundraising.models import Consent, Donor, Note

MOST = 140


def make_donors(world: World, chance: Random) -> list[Donor]:
    """So many donors as the size of the demo suggests; the demo member is one of them."""
    count = max(8, min(MOST, world.people // 30))
    people: list[Person] = world.left.get("people", [])
    known = chance.sample(people, min(len(people), count // 3))
    member = Person.objects.filter(email="member@demo.example").first()
    if member is not None and member not in known:
        known = [member, *known[:-1]]
    rows = [_of_person(person) for person in known]
    rows += [_stranger(number, chance) for number in range(count - len(rows))]
    rows += [Donor(kind=Donor.Kind.ORGANISATION, name=name, email=f"office{place}@demo.example") for place, name in enumerate(ORGANISATIONS)]
    for donor in rows:
        donor.is_demo, donor.wants_letters = True, False
        donor.language = "en" if chance.random() < 0.1 else "ru"
    made = Donor.objects.bulk_create(rows)
    for donor in made:
        agrees = chance.random() < 0.72
        set_consent(donor, purpose=Consent.Purpose.LETTERS, given=agrees, way=Consent.Way.FORM, by=None)
        donor.wants_letters = agrees
    chance.shuffle(made)
    Note.objects.create(donor=made[0], text="Просит присылать отчёт дважды в год. Удобнее звонить после обеда.")
    return made


def _of_person(person: Person) -> Donor:
    return Donor(person=person, name=person.full_name, email=person.email or "")


def _stranger(number: int, chance: Random) -> Donor:
    family, given = chance.choice(FAMILY), chance.choice(MEN)
    return Donor(name=f"{family} {given}", email=f"donor{number}@demo.example" if chance.random() < 0.9 else "")
