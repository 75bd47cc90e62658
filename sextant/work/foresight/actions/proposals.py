"""Proposals of the groups, what the committee makes of them, and what becomes of the earlier agenda's guidelines."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.agenda.models import Guideline
from sextant.work.foresight import states
from sextant.work.foresight.models import EarlierDecision, Proposal, Session, Statement

WORDS = tuple(f"{name}_{code}" for name in ("title", "text", "who") for code in ("ru", "en"))


def _refuse_unless_proposing(session: Session) -> None:
    if not session.may_propose:
        raise ValidationError(_("Proposals are written while the session is open or being decided."))


@in_turn
def save_proposal(proposal: Proposal, *, statements: Iterable[Statement], by: User | None, **words: str) -> Proposal:
    """Writes a guideline as the group proposes it. A title and a text are needed in both languages before the committee takes it, not before."""
    _refuse_unless_proposing(proposal.group.session)
    if proposal.is_taken is not None:
        raise ValidationError(_("The committee has decided on this proposal already."))
    for name in WORDS:
        setattr(proposal, name, words.get(name, getattr(proposal, name)).strip())
    if not (proposal.title_ru or proposal.title_en):
        raise ValidationError({"title_ru": _("Give the proposal a title in at least one of the languages.")})
    chosen = list(statements)
    if any(one.group_id != proposal.group_id or one.state != states.ACCEPTED for one in chosen):
        raise ValidationError({"statements": _("A proposal is made out of accepted statements of its group.")})
    proposal.by = proposal.by or by
    if proposal.pk is None:
        proposal.position = proposal.group.proposals.count() + 1
    proposal.full_clean(exclude=["statements"])
    proposal.save()
    proposal.statements.set(chosen)
    record(verb="foresight.save_proposal", obj=proposal, by=by, after={"title": str(proposal), "statements": sorted(one.pk for one in chosen)})
    return proposal


@in_turn
def remove_proposal(proposal: Proposal, *, by: User | None) -> None:
    """Takes a proposal back that the committee has not decided on."""
    if proposal.is_taken is not None or proposal.replaces.exists():
        raise ValidationError(_("The committee has decided on this proposal already."))
    record(verb="foresight.remove_proposal", obj=proposal, by=by, before={"title": str(proposal)})
    proposal.delete()


def _refuse_incomplete(proposal: Proposal) -> None:
    wanting = [name for name in ("title", "text") for code in ("ru", "en") if not getattr(proposal, f"{name}_{code}")]
    if wanting:
        raise ValidationError(_("“%(title)s” needs a title and a text in both languages before it is taken in.") % {"title": proposal})


@in_turn
def decide_proposal(proposal: Proposal, *, taken: bool, why: str, by: User | None) -> Proposal:
    """The committee takes a proposal into the document, or leaves it with the reason; until the document is drafted it may decide anew."""
    held = Proposal.objects.select_for_update(of=("self",)).select_related("group__session").get(pk=proposal.pk)
    _refuse_unless_proposing(held.group.session)
    if held.group.session.document_id is not None:
        raise ValidationError(_("The document is drafted; from now on proposals are changed there, clause by clause."))
    if taken:
        _refuse_incomplete(held)
    elif not why.strip():
        raise ValidationError({"why": _("Say why the proposal is left: the group will read it.")})
    if not taken and held.replaces.exists():
        raise ValidationError(_("A guideline of the earlier agenda is replaced by this proposal. Decide about that guideline anew first."))
    before = {"taken": held.is_taken}
    held.is_taken, held.why = taken, why.strip()
    held.save(update_fields=["is_taken", "why"])
    record(verb="foresight.decide_proposal", obj=held, by=by, before=before, after={"taken": taken, "why": held.why})
    return held


@in_turn
def decide_earlier(
    session: Session, guideline: Guideline, *, decision: str, proposal: Proposal | None, words: str, by: User | None
) -> EarlierDecision:
    """Says what becomes of one guideline of the earlier agenda. An end needs its reason; a replacement the proposal that stands for it."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    if held.published_agenda_id is not None or held.state not in states.PROPOSING:
        raise ValidationError(_("What becomes of earlier guidelines is decided while the session is open or being decided."))
    if held.document_id is not None:
        raise ValidationError(_("The document is drafted with what was decided; from now on it is changed there."))
    if guideline.direction.agenda_id != held.base_agenda_id:
        raise ValidationError(_("This guideline is not of the agenda that the session starts from."))
    if decision not in states.DECISIONS:
        raise ValidationError({"decision": _("Choose what becomes of the guideline.")})
    proposal = proposal if decision == states.REPLACED else None
    if decision == states.REPLACED and (proposal is None or proposal.group.session_id != held.pk or proposal.is_taken is False):
        raise ValidationError({"proposal": _("Choose the proposal that replaces the guideline.")})
    if decision == states.ENDED and not words.strip():
        raise ValidationError({"words": _("Say why the guideline ends: its initiatives stay with the earlier agenda.")})
    found = EarlierDecision.objects.filter(session=held, guideline=guideline).first() or EarlierDecision(session=held, guideline=guideline)
    before = {"decision": found.decision} if found.pk else None
    found.decision, found.proposal, found.words, found.by = decision, proposal, words.strip(), by
    found.save()
    after = {"guideline": guideline.code, "decision": decision, "proposal": str(proposal or ""), "words": found.words}
    record(verb="foresight.decide_earlier", obj=held, by=by, before=before, after=after)
    return found
