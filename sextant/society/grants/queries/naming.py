"""Whether a public text names the person who receives."""

from sextant.lab.funding.words import names
from sextant.society.grants.models import Grant


def named_in(grant: Grant) -> bool:
    """Whether a word of the person's name stands in a text that is public, whatever its ending."""
    text = " ".join((grant.title_ru, grant.title_en, grant.description_ru, grant.description_en))
    return grant.person is not None and any(names(text, name) for name in (grant.person.full_name, grant.person.latin_name))
