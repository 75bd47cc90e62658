"""The kind of document that a session drafts: the committee edits, participants comment and vote, its publication makes the agenda."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from sextant.society.agenda.models import Agenda
from sextant.society.documents import kinds
from sextant.society.documents import states as document_states
from sextant.society.documents.models import Document, Publication
from sextant.society.members.models import Person
from sextant.work.foresight import rules, states
from sextant.work.foresight.actions.agendas import confirm_agenda, publish_agenda
from sextant.work.foresight.models import Participant, Session


def session_of(document: Document) -> Session | None:
    """The session that drafted the document."""
    return Session.objects.filter(document=document).first()


def _may_edit(user: Any, document: Document) -> bool:
    session = session_of(document)
    return session is not None and rules.may_steer(user, session)


def _may_comment(user: Any, document: Document) -> bool:
    session = session_of(document)
    return session is not None and voters_of(session).filter(user=user.pk).exists()


def voters_of(session: Session) -> Any:
    """People of the register who take part."""
    return Person.objects.filter(
        foresight_places__session=session, foresight_places__consented_at__isnull=False, foresight_places__withdrawn_at=None, user__isnull=False
    )


def _electorate(document: Document, day: date) -> Iterable[Person]:
    session = session_of(document)
    return voters_of(session) if session is not None else ()


def guests_of(session: Session) -> QuerySet[Participant]:
    """Guests who take part, and whose link is good."""
    return Participant.objects.filter(session=session, person=None, consented_at__isnull=False, withdrawn_at=None)


def guest_of(participant: Participant) -> kinds.Guest:
    """The participant as a guest of the document."""
    name, email = participant.guest_name, participant.guest_email
    return kinds.Guest(str(participant.pk), name, email, participant.language, participant.link_number)


def _guest_voters(document: Document) -> Iterable[kinds.Guest]:
    """By the session's rule: none, those invited by name, or those who joined by the code on the screen as well."""
    session = session_of(document)
    if session is None or session.electors == states.MEMBERS_VOTE:
        return ()
    rows = guests_of(session)
    return [guest_of(one) for one in (rows if session.electors == states.ALL_VOTE else rows.filter(by_door=False))]


def _guest_at(document: Document, key: str) -> kinds.Guest | None:
    """A guest of the document's own session; the place of another session opens nothing here."""
    if not key.isdecimal() or len(key) > 18:
        return None
    found = Participant.objects.filter(session__document=document, person=None, consented_at__isnull=False, withdrawn_at=None, pk=int(key)).first()
    return guest_of(found) if found is not None else None


def _on_published(publication: Publication) -> None:
    """Publishes the agenda in the same transaction; one that was loaded before the session is compared with the document instead."""
    session = session_of(publication.version.document)
    if session is None:
        raise ValidationError(_("No foresight session belongs to this document; it cannot become an agenda."))
    known = session.published_agenda
    if known is not None and known.code != session.code:
        confirm_agenda(session, publication, by=publication.by)
    else:
        publish_agenda(session, publication, by=publication.by)


def _leads_to(document: Document) -> tuple[str, str] | None:
    """The agenda that came of it, on the dial where it is the current one."""
    agenda = Agenda.objects.filter(came_of_sessions__document=document).first()
    if agenda is None:
        return None
    return _("This document became the agenda “%(agenda)s”.") % {"agenda": agenda.title}, reverse("agenda:agenda")


def register() -> None:
    kind = kinds.DocumentKind(
        states.KIND,
        pgettext_lazy("kind of document", "agenda"),
        kinds.drafted_elsewhere,
        _may_edit,
        _may_comment,
        _electorate,
        quorum=Fraction(1, 2),
        audience=document_states.MEMBERS,
        on_published=_on_published,
        guests=_guest_voters,
        guest_at=_guest_at,
        leads_to=_leads_to,
    )
    kinds.register(kind)
