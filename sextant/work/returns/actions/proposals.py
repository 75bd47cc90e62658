"""Proposals to ask otherwise: made, withdrawn, taken into the draft or turned down with a reason; whoever proposed is told."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.letters.actions import queue_letters
from sextant.lab.returns.questionnaires import Questionnaire, QuestionnaireError
from sextant.lab.returns.questionnaires.changing import Change, applied
from sextant.society.documents import states as document_states
from sextant.society.documents.actions.clauses import replace_clauses
from sextant.society.documents.actions.drafting import revise, save_head
from sextant.society.documents.models import Document, Version
from sextant.work.returns import letters, states
from sextant.work.returns.models import QuestionnaireChange, QuestionnaireProposal
from sextant.work.returns.queries.drafts import draft_of
from sextant.work.returns.queries.questionnaires import newest
from sextant.work.returns.questionnaire_text import clauses_of, in_words, summary_of

TRIED = "proposed_item"
"""The code under which a new item is tried, as long as the office has given it none."""


def change_from(kind: str, data: Mapping[str, Any]) -> Change:
    """The change of the lab that a proposal's data tell of."""
    return Change(kind, **{**data, "replaces": tuple(data.get("replaces", ()))})  # type: ignore[arg-type]


def changed(asked: Questionnaire, kind: str, data: Mapping[str, Any], first_year: int) -> Questionnaire:
    """The questionnaire with a change; what cannot be made is refused with the lab's sentence."""
    try:
        return applied(asked, change_from(kind, data), first_year)
    except QuestionnaireError as refusal:
        raise ValidationError(in_words(refusal)) from refusal


@in_turn
def propose(
    *, questionnaire: str, kind: str, data: Mapping[str, Any], reason: str, burden: str, by: User | None, is_demo: bool = False
) -> QuestionnaireProposal:
    """Proposes a change to the newest version. What one language lacks, the office adds when it takes the proposal up. Refused: a change that
    changes nothing, and one that could not be made."""
    held = newest(questionnaire)
    if held is None:
        raise ValidationError(_("There is no such questionnaire any more."))
    if kind == states.CHANGE and not data.get("fields") and data.get("continuity", "same") == "same":
        raise ValidationError(_("Nothing is changed. Change a wording, the unit or the choices, or say that earlier figures do not go on."))
    changed(held.asked, kind, in_both({**data, "item": data.get("item") or TRIED}), held.since + 1)
    row = QuestionnaireProposal(questionnaire=questionnaire, kind=kind, data=dict(data), reason=reason.strip(), burden=burden.strip())
    row.proposed_by, row.is_demo = by, is_demo
    item = held.asked.items.get(str(data.get("item", "")))
    words = data.get("fields", {}) if item is None else {"label_ru": item.label.ru, "label_en": item.label.en}
    row.label_ru, row.label_en = words.get("label_ru", ""), words.get("label_en", "")
    row.full_clean(validate_constraints=False)
    row.save()
    record(verb="returns.propose_change", obj=row, by=by, after={"questionnaire": questionnaire, "kind": kind, "item": row.label})
    return row


def in_both(data: dict[str, Any]) -> dict[str, Any]:
    """A text that stands in one language, in both: only to try whether the change can be made."""
    found = dict(data)
    found["fields"] = _filled(data.get("fields", {}))
    if choices := found["fields"].get("choices"):
        found["fields"]["choices"] = [_filled(one) for one in choices]
    return _filled(found)


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(row)
    for name in row:
        for here, there in (("_en", "_ru"), ("_ru", "_en")):
            if name.endswith(here) and not found.get(name.removesuffix(here) + there):
                found[name.removesuffix(here) + there] = row[name]
    return found


@in_turn
def withdraw_proposal(proposal: QuestionnaireProposal, *, by: User | None) -> QuestionnaireProposal:
    """The proposer takes it back, as long as nothing was decided."""
    row = _waiting(proposal)
    row.state = states.WITHDRAWN
    row.save(update_fields=["state"])
    record(verb="returns.withdraw_proposal", obj=row, by=by, after={"state": row.state})
    return row


@in_turn
def turn_down(proposal: QuestionnaireProposal, *, decision: str, by: User | None) -> QuestionnaireProposal:
    """Not taken up, with the reason, which the proposer reads."""
    row = _waiting(proposal)
    if not decision.strip():
        raise ValidationError({"decision": _("Say why; whoever proposed it reads the reason.")})
    row.state, row.decision, row.decided_by, row.decided_at = states.TURNED_DOWN, decision.strip(), by, timezone.now()
    row.save()
    record(verb="returns.turn_down", obj=row, by=by, after={"state": row.state, "reason": row.decision})
    tell_proposers([row])
    return row


@in_turn
def take_up(proposal: QuestionnaireProposal, change: QuestionnaireChange, *, data: Mapping[str, Any], decision: str, by: User | None) -> Version:
    """Puts a proposal, as the office has worded it, into the draft of the change that is under way. Between the consultation and the vote
    the next version of the draft is begun for it; while others comment or vote the text stands still."""
    row = _waiting(proposal)
    held = QuestionnaireChange.objects.select_for_update(of=("self",)).select_related("document").get(pk=change.pk)
    if not held.is_under_way or held.questionnaire != row.questionnaire:
        raise ValidationError(_("This change is not under way any more. Open the next one."))
    version = _open_draft(held.document, by)
    before = draft_of(held, version)
    after = changed(before, row.kind, data, held.valid_from)
    put_into(held, version, after, by=by)
    row.state, row.change, row.taken, row.decision = states.TAKEN_UP, held, dict(data), decision.strip()
    row.decided_by, row.decided_at = by, timezone.now()
    row.save()
    record(verb="returns.take_up", obj=row, by=by, after={"state": row.state, "document": held.document.code})
    tell_proposers([row])
    return version


def put_into(change: QuestionnaireChange, version: Version, asked: Questionnaire, *, by: User | None) -> None:
    """Writes the questionnaire into the draft, and what is changed by it into the summary. Called inside an action."""
    from_start = draft_of(change, None)
    replace_clauses(version, clauses=clauses_of(asked), by=by)
    version.refresh_from_db()
    save_head(version, revision=version.revision, by=by, **summary_of(from_start, asked))


def _open_draft(document: Document, by: User | None) -> Version:
    """The draft to write into; the next version is begun where comments are being settled or the vote has failed."""
    version = document.versions.select_related("document").order_by("-number")[0]
    if version.is_draft:
        return version
    if document.state not in (document_states.SETTLING, document_states.NOT_APPROVED):
        raise ValidationError(_("The draft is being commented on or voted about, and stands still meanwhile. Take the proposal up afterwards."))
    return revise(document, by=by)


def _waiting(proposal: QuestionnaireProposal) -> QuestionnaireProposal:
    row = QuestionnaireProposal.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=proposal.pk)
    if row.state != states.PROPOSED:
        raise ValidationError(_("This proposal is decided already, or was withdrawn. Load the page again."))
    return row


def tell_proposers(rows: list[QuestionnaireProposal]) -> None:
    """A letter to everybody whose proposal was decided on; those of the demo are invented and get none. Called inside an action."""
    told = [(row, row.proposed_by) for row in rows if not row.is_demo and row.proposed_by is not None and row.proposed_by.is_active]
    queue_letters([letters.letter_of_proposal(row, to) for row, to in told])
