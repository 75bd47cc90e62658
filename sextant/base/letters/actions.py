"""Writing letters, and what the office decides about them."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import Told, record, record_many
from sextant.base.jobs.actions import once_waiting
from sextant.base.letters import states
from sextant.base.letters.models import Letter
from sextant.base.letters.queries import letters_to
from sextant.base.letters.registry import LANGUAGES
from sextant.base.letters.registry import template as template_of
from sextant.base.letters.transports import transport
from sextant.base.ui.links import site_host

SEND = "letters.send"


def message_id_of(key: str) -> str:
    """The Message-ID that follows from a letter's key: the same letter sent again is known by it."""
    host = site_host()
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


@dataclass(frozen=True)
class Ready:
    """A letter whose words are written: what `queue_letter` puts into the ledger."""

    key: str
    template: str
    to: str | User
    language: str
    subject: str
    body: str
    secret: bool = False
    about: models.Model | None = None

    def row(self) -> Letter:
        """The letter as a row that is not written yet; refuses an address that is none."""
        address = self.to.email if isinstance(self.to, User) else self.to
        validate_email(address)
        return Letter(
            key=self.key,
            template=self.template,
            language=self.language,
            to_address=address,
            recipient=self.to if isinstance(self.to, User) else None,
            subject=self.subject,
            body=self.body,
            secret=self.secret,
            about_kind=self.about._meta.label_lower if self.about is not None else "",
            about_id=str(self.about.pk) if self.about is not None else "",
            message_id=message_id_of(self.key),
        )


@transaction.atomic
def write_letter(
    *,
    key: str,
    template: str,
    to: str | User,
    context: dict[str, Any],
    language: str | None = None,
    about: models.Model | None = None,
    by: User | None = None,
) -> Letter:
    """Renders the template and puts the letter into the ledger; it is sent if, and only if, the caller's transaction commits.

    `to` is an address, or a user (then the language is the user's own unless given). A key that was used before gives
    the letter there is, unchanged: asking twice never sends twice.
    """
    return queue_letters([rendered(key=key, template=template, to=to, context=context, language=language, about=about)], by=by)[0]


def rendered(
    *, key: str, template: str, to: str | User, context: dict[str, Any], language: str | None = None, about: models.Model | None = None
) -> Ready:
    """The template in words, ready to be put into the ledger."""
    kind = template_of(template)
    chosen = language or (to.language if isinstance(to, User) else settings.LANGUAGE_CODE)
    chosen = chosen if chosen in LANGUAGES else LANGUAGES[0]
    subject, body = kind.render(chosen, {"user": to if isinstance(to, User) else None, **context})
    return Ready(key, template, to, chosen, subject, body, kind.secret, about)


@transaction.atomic
def queue_letters(ready: list[Ready], *, by: User | None = None) -> list[Letter]:
    """Puts letters into the ledger in a number of queries that does not grow with them; a key that was used gives the letter there is."""
    rows = {one.key: one.row() for one in ready}
    known, new = _parted(rows)
    try:
        with transaction.atomic():
            Letter.objects.bulk_create(new)
    except IntegrityError:  # somebody else has written one of them at this moment
        rows = {one.key: one.row() for one in ready}
        known, new = _parted(rows)
        Letter.objects.bulk_create(new)
    if new:
        record_many(Told("letters.write", row, by, after={"template": row.template, "about": f"{row.about_kind}:{row.about_id}"}) for row in new)
        once_waiting(SEND)
    return [known.get(one.key) or rows[one.key] for one in ready]


def _parted(rows: dict[str, Letter]) -> tuple[dict[str, Letter], list[Letter]]:
    """The letters there are by their keys, and the rows that are new."""
    known = {letter.key: letter for letter in Letter.objects.filter(key__in=rows)}
    return known, [row for key, row in rows.items() if key not in known]


def queue_letter(*, by: User | None = None, **fields: Any) -> Letter:
    """Puts words that are already written into the ledger; all letters pass here or beside it, by `Ready`."""
    return queue_letters([Ready(**fields)], by=by)[0]


def _move(letter: Letter, state: str, allowed: set[str], **fields: Any) -> bool:
    if letter.secret and state in {states.SENT, states.FAILED, states.UNCERTAIN, states.WITHDRAWN}:
        fields["body"] = ""
    return bool(Letter.objects.filter(pk=letter.pk, state__in=allowed).update(state=state, **fields))


@transaction.atomic
def send_again(letter: Letter, *, by: User | None) -> Letter:
    """Puts a refused or doubtful letter back into the queue under the same message id."""
    if not letter.may_be_sent_again:
        raise ValidationError(_("Only a refused or doubtful letter whose words are still kept can be sent again."))
    if not _move(letter, states.QUEUED, states.MAY_BE_SENT_AGAIN, attempts=0, error="", not_before=timezone.now()):
        raise ValidationError(_("The letter has changed meanwhile; look at it again."))
    record(verb="letters.send_again", obj=letter, by=by, before={"state": letter.state})
    once_waiting(SEND)
    letter.refresh_from_db()
    return letter


@transaction.atomic
def note_arrival(letter: Letter, *, by: User | None) -> Letter:
    """The office knows that a doubtful letter arrived."""
    if not _move(letter, states.SENT, {states.UNCERTAIN}, sent_at=timezone.now(), error=""):
        raise ValidationError(_("Only a letter of which it is not known whether it was sent can be marked as arrived."))
    record(verb="letters.note_arrival", obj=letter, by=by)
    letter.refresh_from_db()
    return letter


@transaction.atomic
def withdraw_letter(letter: Letter, *, by: User | None) -> Letter:
    """Takes back a letter that has not left, or gives up one that was refused."""
    if not _move(letter, states.WITHDRAWN, states.MAY_BE_WITHDRAWN):
        raise ValidationError(_("The letter has left already, or is leaving now; it cannot be taken back."))
    record(verb="letters.withdraw", obj=letter, by=by, before={"state": letter.state})
    letter.refresh_from_db()
    return letter


@transaction.atomic
def erase_letters_to(address: str, *, by: User | None = None) -> int:
    """Erases address, words and errors of every letter to an address; the rows stay and are counted. Returns how many.

    Letters that have not left are withdrawn. Copies in the outbox folder go too, once this is committed.
    """
    found = list(letters_to(address).select_for_update())
    for letter in found:
        if letter.state in states.MAY_BE_WITHDRAWN:
            letter.state = states.WITHDRAWN
        letter.to_address = letter.subject = letter.body = letter.error = ""
        letter.recipient, letter.erased_at = None, timezone.now()
    Letter.objects.bulk_update(found, ["state", "to_address", "subject", "body", "error", "recipient", "erased_at"], batch_size=100)
    if found:
        record(verb="letters.erase", by=by, after={"letters": len(found)})
        gone = [letter.message_id for letter in found]
        transaction.on_commit(lambda: transport().forget(gone))
    return len(found)


@transaction.atomic
def doubt_waiting_letters() -> int:
    """After a restore nobody knows which letters that wait in the copy have left since it was made; the office decides."""
    waiting = Letter.objects.filter(state__in=states.ON_THE_WAY)
    return waiting.update(state=states.UNCERTAIN, error=_("The site was restored from a copy in which this letter was still waiting."))
