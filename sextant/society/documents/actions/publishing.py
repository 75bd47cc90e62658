"""Publication: a version laid open, the one before it replaced, and the house of the kind told."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.documents import states
from sextant.society.documents.actions.consulting import moved, refuse_open_comments
from sextant.society.documents.actions.drafting import carry_title, freeze, newest_of, refuse_incomplete
from sextant.society.documents.clauses import fingerprint_of
from sextant.society.documents.models import Document, Publication


@in_turn
def publish(document: Document, *, by: User | None, on: date | None = None) -> Publication:
    """Lays the approved version open to everybody, from that day (today) on. Of a kind without votes it is the newest version. The text is
    compared with its fingerprint first. What the kind's `on_published` raises undoes all of it."""
    kind = document.rules_of_kind
    document = moved(document, states.PUBLISHED, {states.EDITOR} if kind.votes else {states.EDITOR, states.ALONE})
    version = newest_of(document)
    if kind.votes and not version.votes.filter(approved=True).exists():
        raise ValidationError(_("This version was not approved by a vote."))
    refuse_open_comments(document)
    refuse_incomplete(version)
    version = freeze(version)
    if fingerprint_of(version, version.clauses.all()) != version.fingerprint:
        raise ValidationError(_("The text is not the one that was frozen: its fingerprint differs. Nothing was published; call the auditors."))
    document.versions.filter(state=states.PUBLISHED).update(state=states.REPLACED)
    version.state = states.PUBLISHED
    version.save(update_fields=["state"])
    day = on or timezone.localdate()
    publication = Publication.objects.create(version=version, published_on=day, fingerprint=version.fingerprint, by=by)
    carry_title(version)
    record(verb="documents.publish", obj=document, by=by, after={"number": version.number, "fingerprint": version.fingerprint, "day": day})
    if kind.on_published is not None:
        kind.on_published(publication)
    return publication
