"""The kind that comes with the product: documents of the association itself, such as statutes, regulations and positions."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.permissions.rules import is_office
from sextant.society.documents import kinds, states
from sextant.society.documents.models import Document
from sextant.society.members.models import Person
from sextant.society.members.queries.standing import people_in_good_standing
from sextant.society.members.rules import is_fellow

CODE = "association"


def _office(user: Any, _document: Document | None = None) -> bool:
    return is_office(user)


def _members(_document: Document, day: date) -> Iterable[Person]:
    """Everybody in good standing on the day, by a membership of one's own or a seat."""
    return people_in_good_standing(day)


def register() -> None:
    """Edited by the secretary and the director, commented on and voted about by members; half of them make the quorum."""
    kinds.register(
        kinds.DocumentKind(
            code=CODE,
            name=_("association document"),
            may_draft=_office,
            may_edit=_office,
            may_comment=lambda user, _document: is_fellow(user),
            electorate=_members,
            quorum=Fraction(1, 2),
            threshold=kinds.MAJORITY,
            audience=states.MEMBERS,
        )
    )
