"""People named in a form, a list or a bibliographic record: who is meant, and by which rough spelling names are compared over alphabets."""

from collections.abc import Iterable
from dataclasses import dataclass

from sextant.base.search.stems import in_cyrillic
from sextant.lab.literature.names import name_key
from sextant.lab.literature.names import person as parts_of
from sextant.society.members.models import Person


@dataclass(frozen=True)
class Named:
    """A name, and the person of the association where it is certain who is meant."""

    name: str
    person: Person | None = None


def named(text: str) -> Named | None:
    """Whoever the line means; None for an empty one. Two words are too few to be sure: only a full name with patronymic or an address finds a person."""
    text = " ".join(text.replace("\x00", "").split())[:200]
    if not text:
        return None
    living = Person.objects.filter(merged_into=None, erased_at=None)
    if "@" in text:
        found = living.filter(email__iexact=text).first()
        return Named(found.full_name if found else text, found)
    parts = text.split(maxsplit=2)
    if len(parts) == 3:
        people = list(living.filter(family_name=parts[0], given_name=parts[1], patronymic=parts[2])[:2])
        if len(people) == 1:
            return Named(text, people[0])
    return Named(text)


def all_named(text: str, most: int = 10) -> list[Named]:
    """The people of several lines or of a line with semicolons, each once, in order."""
    lines = [part for line in text.splitlines() for part in line.split(";")]
    found = [one for one in map(named, lines[:most]) if one is not None]
    return list({one.name.casefold(): one for one in found}.values())


def keys_of_authors(names: Iterable[str]) -> list[str]:
    """Names in the rough spelling by which people are compared: `ivanov i` for Иванов И. И. and for Ivanov, Ivan."""
    return list(filter(None, (name_key(parts_of(name)) for name in names)))


def keys_of_person(person: Person) -> set[str]:
    """The same of a person, by the name in either alphabet."""
    own = f"{person.family_name}, {person.given_name} {person.patronymic}".strip(" ,")
    return set(keys_of_authors([own, *([person.latin_name] if person.latin_name else [])]))


def people_called(names: Iterable[str]) -> dict[str, set[int]]:
    """Living people by the rough spelling of those of these names that they bear; a Latin name is looked for in Russian letters as well."""
    wanted, families = set[str](), set[str]()
    for name in names:
        parts = parts_of(name)
        wanted.add(name_key(parts))
        families |= {parts.family, in_cyrillic(parts.family).capitalize()}
    found: dict[str, set[int]] = {}
    for person in Person.objects.filter(merged_into=None, erased_at=None, family_name__in=families - {""}):
        for key in keys_of_person(person) & wanted:
            found.setdefault(key, set()).add(person.pk)
    return found
