"""Whether a written name is a person's own: co-authors are named in words, jurors and organisers are persons."""

from sextant.society.members.models import Person
from sextant.society.members.names import folded_name, split_full_name


def _same(one: str, other: str) -> bool:
    """Equal, or one of them an initial of the other."""
    one, other = folded_name(one).strip("."), folded_name(other).strip(".")
    return one == other or (bool(one) and bool(other) and min(len(one), len(other)) == 1 and one[0] == other[0])


def is_named(name: str, person: Person) -> bool:
    """Whether the words may name the person: family name and given name or initial in either order, the patronymic where both have one.

    Errs on the side of yes: it keeps people away from their own entries.
    """
    if person.latin_name and folded_name(name) == folded_name(person.latin_name):
        return True
    words = name.replace(".", ". ").split()
    if not words or not person.family_name:
        return False
    family, given, patronymic = split_full_name(" ".join(words))
    readings = [(family, given, patronymic)]
    if len(words) >= 2:
        readings += [(words[-1], words[0], words[1] if len(words) > 2 else ""), (words[0], words[1], words[2] if len(words) > 2 else "")]
    return any(_is(reading, person) for reading in readings)


def _is(reading: tuple[str, str, str], person: Person) -> bool:
    family, given, patronymic = reading
    if folded_name(family) != folded_name(person.family_name):
        return False
    if given and person.given_name and not _same(given, person.given_name):
        return False
    return not (patronymic and person.patronymic) or _same(patronymic, person.patronymic)
