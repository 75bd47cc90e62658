"""The kind of document that a questionnaire is drafted as: the office edits, members and libraries comment, member organisations vote."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from sextant.society.documents import kinds
from sextant.society.documents import states as document_states
from sextant.society.documents.models import Document, Publication, Version
from sextant.society.members.models import Affiliation, Person
from sextant.society.members.queries.standing import organisations_in_good_standing
from sextant.work.returns import rules
from sextant.work.returns.actions.changes import KIND, change_of, put_in_force
from sextant.work.returns.queries.drafts import draft_of


def _may_edit(user: Any, document: Document) -> bool:
    """The office, as long as the change is under way or its result stands."""
    return rules.is_office(user)


def _may_comment(user: Any, document: Document) -> bool:
    return rules.may_propose(user)


def voters(day: date) -> Iterable[Person]:
    """One person with an account for every member organisation in good standing: of those who act for it, whoever has done so longest."""
    acting = Affiliation.objects.in_force(day).filter(is_representative=True, person__user__is_active=True, person__merged_into=None)
    rows = acting.filter(organisation__in=organisations_in_good_standing(day)).select_related("person")
    chosen: dict[int, Affiliation] = {}
    for row in sorted(rows, key=lambda one: (one.since is not None, one.since or day, one.pk)):
        chosen.setdefault(row.organisation_id, row)
    return {row.person_id: row.person for row in chosen.values()}.values()


def _electorate(_document: Document, day: date) -> Iterable[Person]:
    return voters(day)


def _check(version: Version) -> None:
    """Before anybody reads or votes: the change is under way, and the text is a questionnaire."""
    change = change_of(version.document)
    if change is None or not change.is_under_way:
        raise ValidationError(_("No change of a questionnaire that is under way belongs to this document."))
    draft_of(change, version)


def _on_published(publication: Publication) -> None:
    """Stores the next version in the same transaction."""
    put_in_force(publication, by=publication.by)


def register() -> None:
    kind = kinds.DocumentKind(
        KIND,
        pgettext_lazy("kind of document", "questionnaire"),
        kinds.drafted_elsewhere,
        _may_edit,
        _may_comment,
        _electorate,
        quorum=Fraction(1, 2),
        audience=document_states.MEMBERS,
        on_published=_on_published,
        check=_check,
    )
    kinds.register(kind)
