"""The change of a questionnaire: opened with a document as its draft, given up, or in force with the publication of the document."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.lab.returns.questionnaires.changing import numbered
from sextant.lab.returns.questionnaires.writing import written
from sextant.society.documents.actions.drafting import draft_document
from sextant.society.documents.models import Document, Publication
from sextant.work.returns import states
from sextant.work.returns.actions.proposals import tell_proposers
from sextant.work.returns.actions.questionnaires import refuse_years_in_use, store_version
from sextant.work.returns.models import QuestionnaireChange, QuestionnaireVersion
from sextant.work.returns.queries.drafts import draft_of
from sextant.work.returns.queries.questionnaires import change_under_way, versions_of
from sextant.work.returns.questionnaire_text import clauses_of, summary_of

KIND = "questionnaire"
"""Code of the kind of document that a questionnaire is drafted as."""


@in_turn
def open_change(*, questionnaire: str, valid_from: int, by: User | None, is_demo: bool = False) -> QuestionnaireChange:
    """Opens the change of a questionnaire: its newest version becomes the draft of a document, to which proposals are taken up."""
    versions = versions_of(questionnaire)
    if not versions:
        raise ValidationError(_("There is no such questionnaire any more."))
    if change_under_way(questionnaire) is not None:
        raise ValidationError(_("A change of this questionnaire is under way. Publish it or give it up first."))
    base = versions[-1]
    if valid_from <= base.since:
        words = _("Version %(version)s is valid from %(year)s on. Let the next one begin in a later year.")
        raise ValidationError({"valid_from": words % {"version": base.version, "year": base.since}})
    refuse_years_in_use(questionnaire, valid_from)
    label = _label(valid_from, {one.version for one in versions})
    asked = numbered(base.asked, label, valid_from)
    head: dict[str, Any] = {f"title_{code}": f"{asked.title.sentence(code)} ({label})" for code in ("ru", "en")}
    head |= summary_of(numbered(base.asked, base.version, valid_from), asked)
    document: Document = draft_document(kind=KIND, clauses=clauses_of(asked), by=by, is_demo=is_demo, **head)
    row = QuestionnaireChange.objects.create(
        questionnaire=questionnaire,
        base_version=base.version,
        base_text=base.text,
        version=label,
        valid_from=valid_from,
        document=document,
        opened_by=by,
        is_demo=is_demo,
    )
    record(verb="returns.open_change", obj=row, by=by, after={"questionnaire": str(row), "year": valid_from, "document": document.code})
    return row


def _label(year: int, taken: set[str]) -> str:
    """The version's name: the year, and a number that is free."""
    number = 1
    while f"{year}.{number}" in taken:
        number += 1
    return f"{year}.{number}"


@in_turn
def give_up_change(change: QuestionnaireChange, *, reason: str, by: User | None) -> QuestionnaireChange:
    """Ends a change that comes to nothing. Proposals that were taken up wait for a decision again."""
    row = QuestionnaireChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if not row.is_under_way:
        raise ValidationError(_("This change is not under way any more. Open the next one."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the change is given up.")})
    row.state, row.reason, row.ended_at = states.GIVEN_UP, reason.strip(), timezone.now()
    row.save(update_fields=["state", "reason", "ended_at"])
    waiting = row.proposals.filter(state=states.TAKEN_UP)
    count = waiting.update(state=states.PROPOSED, change=None, decided_at=None, decided_by=None)
    record(verb="returns.give_up_change", obj=row, by=by, after={"state": row.state, "reason": row.reason, "proposals": count})
    return row


def change_of(document: Document) -> QuestionnaireChange | None:
    """The change whose draft the document is."""
    return QuestionnaireChange.objects.filter(document=document).first()


@in_turn
def put_in_force(publication: Publication, *, by: User | None) -> QuestionnaireVersion:
    """Stores the published text as the next version of the questionnaire. What is refused here undoes the publication."""
    found = change_of(publication.version.document)
    if found is None or not found.is_under_way:
        raise ValidationError(_("No change of a questionnaire that is under way belongs to this document."))
    change = QuestionnaireChange.objects.select_for_update(of=("self",)).get(pk=found.pk)
    asked = draft_of(change, publication.version)
    version = store_version(asked, written(asked), origin=states.VOTED, by=by, is_demo=change.is_demo)
    change.state, change.result, change.ended_at = states.ADOPTED, version, timezone.now()
    change.save(update_fields=["state", "result", "ended_at"])
    rows = list(change.proposals.filter(state=states.TAKEN_UP).select_related("proposed_by"))
    change.proposals.filter(state=states.TAKEN_UP).update(state=states.IN_FORCE)
    for row in rows:
        row.state = states.IN_FORCE
    record(verb="returns.put_in_force", obj=change, by=by, after={"questionnaire": str(version), "year": version.valid_from, "proposals": len(rows)})
    tell_proposers(rows)
    return version
