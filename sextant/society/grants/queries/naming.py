"""Whether a public text names the person who receives."""

from sextant.lab.funding.words import names
from sextant.society.grants.models import Grant
from sextant.society.members.models import Person


def names_person(text: str, person: Person) -> bool:
    """Whether a word of the person's name stands in the text, whatever its ending."""
    return any(names(text, name) for name in (person.full_name, person.latin_name))


def named_in(grant: Grant) -> bool:
    """Whether a text of the grant that is public names the person who receives."""
    text = " ".join((grant.title_ru, grant.title_en, grant.description_ru, grant.description_en))
    return grant.person is not None and names_person(text, grant.person)
