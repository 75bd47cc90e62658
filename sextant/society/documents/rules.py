"""Who may read, draft, edit, comment on and vote about documents. What depends on the kind is asked of the kind."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.society.documents import states
from sextant.society.documents.kinds import Guest, kinds, known
from sextant.society.documents.models import ApprovalVote, Clause, Comment, Consultation, Document, Version
from sextant.society.members.rules import has_person, is_fellow, is_self

OFFICE = ("secretary", "director")
AUDITOR = "auditor"


def may_draft(user: Any, _thing: Any = None) -> bool:
    """Whoever may draft a document of one kind at least."""
    return any(kind.may_draft(user) for kind in kinds())


def may_edit(user: Any, document: Document) -> bool:
    """Those whom the kind names, and the document's own editors. Of a kind whose house is not installed, the office."""
    if not user.is_authenticated:
        return False
    if not hasattr(document, "_editor_keys"):
        document._editor_keys = {one.pk for one in document.editors.all()}  # type: ignore[attr-defined]
    kind = known(document.kind)
    by_kind = holds(user, *OFFICE) if kind is None else kind.may_edit(user, document)
    return by_kind or user.pk in document._editor_keys  # type: ignore[attr-defined]


def may_edit_version(user: Any, version: Version) -> bool:
    return may_edit(user, version.document)


def may_edit_clause(user: Any, clause: Clause) -> bool:
    return may_edit(user, clause.version.document)


def _is_invited(user: Any, consultation: Consultation) -> bool:
    return bool(user.is_authenticated) and consultation.invited.filter(user=user).exists()


def _reads_consultation(user: Any, document: Document, consultation: Consultation) -> bool:
    """Whom a consultation is open to reads its text; afterwards still."""
    if consultation.audience == states.PUBLIC:
        return True
    kind = known(document.kind)
    if consultation.audience == states.MEMBERS:
        return is_fellow(user) or (kind is not None and kind.may_comment(user, document))
    return _is_invited(user, consultation)


def may_read(user: Any, version: Version) -> bool:
    """Published and replaced versions everybody; frozen ones those whom they were laid before, electors and auditors; drafts the editors."""
    if version.state in states.LAID_OPEN or may_edit(user, version.document):
        return True
    if version.is_draft:
        return False
    if any(_reads_consultation(user, version.document, one) for one in version.consultations.all()):
        return True
    return any(may_see_vote(user, _on(version, one)) for one in version.votes.all())


def may_read_document(user: Any, document: Document) -> bool:
    """Whoever may read a version of it."""
    return any(may_read(user, _of(document, one)) for one in document.versions.all())


def _on(version: Version, vote: ApprovalVote) -> ApprovalVote:
    vote.version = version
    return vote


def _of(document: Document, version: Version) -> Version:
    version.document = document
    return version


def may_comment(user: Any, version: Version) -> bool:
    """Somebody with a person behind the log-in, while a consultation that is open to them runs on this version."""
    running = next((one for one in version.consultations.all() if one.closed_at is None), None)
    if running is None or version.document.state != states.CONSULTED or not user.is_authenticated:
        return False
    if running.audience == states.INVITED:
        return _is_invited(user, running) or (may_edit(user, version.document) and has_person(user))
    kind = known(version.document.kind)
    if running.audience == states.MEMBERS and not (kind is not None and kind.may_comment(user, version.document)):
        return may_edit(user, version.document) and has_person(user)
    return has_person(user)


def may_see_comment(user: Any, comment: Comment) -> bool:
    return may_read(user, comment.version)


def sees_authors(user: Any, document: Document) -> bool:
    """Names of those who comment are for fellow members and the editors; the public reads what was said and what became of it."""
    return is_fellow(user) or may_edit(user, document)


def may_withdraw(user: Any, comment: Comment) -> bool:
    """The author."""
    return comment.author is not None and is_self(user, comment.author)


def may_dispose(user: Any, comment: Comment) -> bool:
    """The editors; of their own comments, too: the reason is read by everybody."""
    return may_edit(user, comment.version.document)


def may_see_vote(user: Any, vote: ApprovalVote) -> bool:
    """The electorate, the editors and the auditors; once the document is published, everybody reads the result."""
    if vote.version.state in states.LAID_OPEN or holds(user, AUDITOR) or may_edit(user, vote.version.document):
        return True
    return is_elector(user, vote)


def is_elector(user: Any, vote: ApprovalVote) -> bool:
    return bool(user.is_authenticated) and vote.electorate.filter(person__user=user).exists()


def may_vote(user: Any, vote: ApprovalVote) -> bool:
    return vote.closed_at is None and is_elector(user, vote)


def guest_reads(guest: Guest, version: Version) -> bool:
    """A guest of the document's kind reads what is laid open, what the kind's members were asked about, and what the guest votes on."""
    if version.state in states.LAID_OPEN or any(one.audience != states.INVITED for one in version.consultations.all()):
        return True
    return any(guest_sees_vote(guest, _on(version, one)) for one in version.votes.all())


def guest_comments(version: Version) -> bool:
    """While a consultation runs that is open to more than those who were invited one by one."""
    running = next((one for one in version.consultations.all() if one.closed_at is None), None)
    return running is not None and running.audience != states.INVITED and version.document.state == states.CONSULTED


def guest_sees_vote(guest: Guest, vote: ApprovalVote) -> bool:
    """Guests of the electorate; once the document is published, everybody."""
    return vote.version.state in states.LAID_OPEN or vote.electorate.filter(guest=guest.key).exists()


def may_see_ballots(user: Any, vote: ApprovalVote) -> bool:
    """The chain, after the close: those who see the vote may count it again."""
    return vote.closed_at is not None and may_see_vote(user, vote)


def may_see_electorate(user: Any, vote: ApprovalVote) -> bool:
    """Names of those who may vote, and whether they have: editors and auditors."""
    return holds(user, AUDITOR) or may_edit(user, vote.version.document)


def may_close_vote(user: Any, vote: ApprovalVote) -> bool:
    return may_edit(user, vote.version.document)


def may_see_rows(user: Any) -> bool:
    """Rows behind the figures name no authors; the office and analysts read them."""
    return holds(user, *OFFICE, "analyst")
