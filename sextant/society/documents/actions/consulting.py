"""A consultation from its opening to the disposition of every comment."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.society.documents import letters, states
from sextant.society.documents.actions.drafting import freeze, newest_of
from sextant.society.documents.kinds import Guest
from sextant.society.documents.models import Clause, Comment, Consultation, Disposition, Document, Version
from sextant.society.documents.queries.comments import open_comments
from sextant.society.members.models import Person


def moved(document: Document, target: str, words: set[str]) -> Document:
    """The document, locked, in its new state (not saved yet); refused where nobody with these words may move it. Called inside an action."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not may_move(states.DOCUMENT_MOVES, document.state, target, words):
        raise ValidationError(_("This step does not follow from where the document stands now. Load the page again."))
    document.state = target
    return document


@in_turn
def open_consultation(
    document: Document, *, closes_at: datetime, by: User | None, audience: str = "", invited: Iterable[Person] = (), now: datetime | None = None
) -> Consultation:
    """Freezes the newest version and asks for comments on it. `audience` is the kind's where it is empty; invited people have a letter."""
    now = now or timezone.now()
    if closes_at <= now:
        raise ValidationError({"closes_at": _("Choose a moment to come; until then comments may be written.")})
    document = moved(document, states.CONSULTED, {states.EDITOR})
    version = freeze(newest_of(document))
    people = list(invited)
    consultation = Consultation(
        version=version, audience=audience or document.rules_of_kind.audience, opened_at=now, closes_at=closes_at, opened_by=by
    )
    if consultation.audience == states.INVITED and not people:
        raise ValidationError({"invited": _("Name the people who are invited, or open the consultation to more.")})
    consultation.save()
    consultation.invited.set(people)
    document.save(update_fields=["state"])
    index(document)
    letters.write_invitations(consultation, people)
    after = {"number": version.number, "audience": consultation.audience, "closes_at": closes_at, "invited": len(people)}
    record(verb="documents.open_consultation", obj=document, by=by, after=after)
    return consultation


@in_turn
def close_consultation(document: Document, *, by: User | None, words: set[str] | None = None, now: datetime | None = None) -> Consultation:
    """No more comments; what came in is settled. An editor may do it before the time."""
    document = moved(document, states.SETTLING, words or {states.EDITOR})
    consultation = Consultation.objects.select_for_update(of=("self",)).select_related("version").get(version__document=document, closed_at=None)
    consultation.closed_at = now or timezone.now()
    consultation.save(update_fields=["closed_at"])
    document.save(update_fields=["state"])
    index(document)
    record(verb="documents.close_consultation", obj=document, by=by, after={"number": consultation.version.number})
    return consultation


@in_turn
def comment(
    version: Version,
    *,
    by: User | None,
    author: Person | None = None,
    guest: Guest | None = None,
    text: str = "",
    clause: Clause | None = None,
    wording: str = "",
    language: str = "",
    reply_to: Comment | None = None,
    now: datetime | None = None,
) -> Comment:
    """Keeps a remark of a person or a guest, or with `wording` another text for a clause in a language. Refused where no consultation on
    this version is open."""
    now = now or timezone.now()
    if not version.consultations.filter(closed_at=None, closes_at__gt=now).exists():
        raise ValidationError(_("Comments on this version are not taken any more, or not yet."))
    if clause is not None and clause.version_id != version.pk:
        raise ValidationError(_("This clause belongs to another version."))
    if reply_to is not None:
        reply_to = _thread(reply_to, version)
        clause = reply_to.clause
    wording, text = wording.strip(), text.strip()
    kind = states.WORDING if wording else states.REMARK
    if not (text or wording):
        raise ValidationError({"text": _("Write what you think of it, or another wording.")})
    if wording:
        _check_wording(clause, wording, language, reply_to)
    made = Comment(version=version, clause=clause, author=author, kind=kind, text=text, wording=wording, reply_to=reply_to, made_at=now)
    made.language = language if wording else ""
    if guest is not None:
        made.author, made.guest, made.guest_name = None, guest.key, guest.name
    made.full_clean(exclude=["version", "clause", "author", "reply_to"], validate_constraints=False)
    made.save()
    after = {"number": version.number, "clause": str(clause) if clause else "", "kind": kind}
    record(verb="documents.comment", obj=version.document, by=by, after=after)
    return made


def _thread(reply_to: Comment, version: Version) -> Comment:
    """The comment that is answered; an answer to an answer joins its thread."""
    head = reply_to.reply_to or reply_to
    if head.version_id != version.pk:
        raise ValidationError(_("This comment belongs to another version."))
    if head.withdrawn_at is not None:
        raise ValidationError(_("This comment was withdrawn; it cannot be answered any more."))
    return head


def _check_wording(clause: Clause | None, wording: str, language: str, reply_to: Comment | None) -> None:
    if clause is None or reply_to is not None:
        raise ValidationError({"wording": _("A wording is proposed for one clause. Comment beside that clause.")})
    if language not in ("ru", "en"):
        raise ValidationError({"language": _("Say in which language your wording is.")})
    if wording == getattr(clause, f"text_{language}").strip():
        raise ValidationError({"wording": _("This is the wording of the clause already; nothing was changed in it.")})


@in_turn
def withdraw_comment(comment: Comment, *, by: User | None, now: datetime | None = None) -> Comment:
    """The author takes a comment back before it was disposed of; that there was one stays visible, its words do not."""
    comment = Comment.objects.select_for_update(of=("self",)).select_related("version__document").get(pk=comment.pk)
    if comment.withdrawn_at is not None or Disposition.objects.filter(comment=comment).exists():
        raise ValidationError(_("This comment was settled or withdrawn already."))
    comment.withdrawn_at = now or timezone.now()
    comment.save(update_fields=["withdrawn_at"])
    record(verb="documents.withdraw_comment", obj=comment.version.document, by=by, after={"number": comment.version.number})
    return comment


@in_turn
def dispose(comment: Comment, *, outcome: str, reason: str, by: User | None, now: datetime | None = None) -> Disposition:
    """Says what becomes of a comment, and why; the author has a letter. It may be changed until the vote opens."""
    comment = Comment.objects.select_for_update(of=("self",)).select_related("version__document", "author", "clause").get(pk=comment.pk)
    document = comment.version.document
    if document.state not in (states.CONSULTED, states.SETTLING):
        raise ValidationError(_("Comments are settled between the opening of a consultation and the vote. That time is over."))
    if comment.withdrawn_at is not None or comment.reply_to_id is not None:
        raise ValidationError(_("Answers and withdrawn comments need no disposition."))
    found = Disposition.objects.filter(comment=comment).first() or Disposition(comment=comment)
    before = {"outcome": found.outcome} if found.pk else None
    found.outcome, found.reason, found.by, found.at = outcome, reason.strip(), by, now or timezone.now()
    if not found.reason:
        raise ValidationError({"reason": _("Give a reason: the author and everybody else will read it.")})
    found.full_clean(exclude=["comment", "by"], validate_constraints=False)
    found.save()
    letters.write_disposition(found)
    record(verb="documents.dispose", obj=document, by=by, before=before, after={"number": comment.version.number, "outcome": outcome})
    return found


def refuse_open_comments(document: Document) -> None:
    """Refuses the next step while a comment of the round has no disposition. Called inside an action."""
    lacking = open_comments(document).count()
    if lacking:
        sentence = ngettext(
            "%(count)s comment has no disposition yet. Settle it first.", "%(count)s comments have no disposition yet. Settle them first.", lacking
        )
        raise ValidationError(sentence % {"count": lacking})
