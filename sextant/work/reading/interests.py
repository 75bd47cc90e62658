"""What ties a member of the council to a book: author and publisher may not review it, one organisation is declared."""

from dataclasses import dataclass
from datetime import date

from sextant.society.members.models import Affiliation, Organisation
from sextant.work.reading.models import Book, CouncilMember
from sextant.work.reading.numbers import words_in

AUTHOR, PUBLISHER, NOMINATOR, ORGANISATION = "author", "publisher", "nominator", "organisation"
FORBIDDING = (AUTHOR, PUBLISHER)


@dataclass(frozen=True)
class Interest:
    """The kinds of interest found; those of `FORBIDDING` rule a review out, the others are declared."""

    kinds: tuple[str, ...] = ()

    @property
    def forbids(self) -> bool:
        return any(kind in FORBIDDING for kind in self.kinds)

    @property
    def to_declare(self) -> bool:
        return bool(self.kinds) and not self.forbids


def named_in(family: str, given: str, names: str) -> bool:
    """Whether a person of this name stands in a line of authors: the family name, and the given name or its first letter beside it."""
    family_words, given_words = words_in(family), words_in(given)
    for name in names.replace(" and ", ";").replace(" и ", ";").replace("/", ";").split(";"):
        words = words_in(name)
        others = [word for word in words if word not in family_words]
        if family_words and all(word in words for word in family_words) and given_words:
            if any(word == given_words[0] or (len(word) == 1 and given_words[0].startswith(word)) for word in others):
                return True
    return False


def interest_of(seat: CouncilMember, book: Book, today: date) -> Interest:
    """What ties the member to the book today: its author, illustrator or translator; its publisher's staff; who nominated it, or works there."""
    person = seat.person
    places = set(Affiliation.objects.in_force(today).filter(person=person).values_list("organisation", flat=True))
    names = (book.author, book.illustrator, book.translator)
    latin = words_in(person.latin_name)
    named = any(named_in(person.family_name, person.given_name, line) or (len(latin) > 1 and set(latin) <= set(words_in(line))) for line in names)
    kinds = []
    if named or book.authors.filter(pk=person.pk).exists():
        kinds.append(AUTHOR)
    if book.publisher_id in places or _publishes(places, book.published_by):
        kinds.append(PUBLISHER)
    if book.nominated_by_id is not None and book.nominated_by_id == person.user_id:
        kinds.append(NOMINATOR)
    writers = Affiliation.objects.in_force(today).filter(person__in=book.authors.all(), organisation__in=places)
    if book.nominated_for_id in places or writers.exists():
        kinds.append(ORGANISATION)
    return Interest(tuple(kinds))


def _publishes(places: set[int], imprint: str) -> bool:
    """Whether one of these organisations bears the name of the imprint."""
    wanted = words_in(imprint)
    rows = Organisation.objects.filter(pk__in=places).values_list("name_ru", "name_en", "short_name_ru", "short_name_en")
    return bool(wanted) and any(words_in(name) == wanted for row in rows for name in row if name)
