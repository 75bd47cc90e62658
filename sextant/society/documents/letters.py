"""Letters of this house: to invited people, to electors, and to authors of comments that were settled."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import Ready, queue_letters, rendered
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_address, full_url
from sextant.base.ui.templatetags.ui import moment
from sextant.society.documents.kinds import Guest
from sextant.society.documents.models import ApprovalVote, Consultation, Disposition
from sextant.society.documents.queries.guests import guest_address
from sextant.society.members.models import Person

TEMPLATES: dict[str, str | Promise] = {
    "invited": _("Documents: invitation to comment"),
    "elector": _("Documents: vote opened"),
    "disposed": _("Documents: comment settled"),
    "guest": _("Documents: vote opened, to a guest"),
    "guest_disposed": _("Documents: comment settled, to a guest"),
}
SECRET = ("guest", "guest_disposed")
"""Letters with a personal link; the office does not read them."""


def _address(person: Person, is_demo: bool) -> str:
    found = person.email or ""
    return "" if person.erased_at or is_invented(found, is_demo=is_demo) else found


def write_invitations(consultation: Consultation, people: Iterable[Person]) -> None:
    """One letter to each invited person, in the caller's transaction."""
    document, ready = consultation.version.document, []
    for person in people:
        if not (to := _address(person, document.is_demo)):
            continue
        with translation.override(person.language):
            context = {
                "document": consultation.version.title,
                "until": moment(consultation.closes_at),
                "page": full_address("documents:version", person.language, document.code, consultation.version.number),
            }
            ready.append(_ready("invited", f"{consultation.pk}:{person.pk}", to, context, person.language, document))
    queue_letters(ready)


def write_to_electors(vote: ApprovalVote, people: Iterable[Person]) -> None:
    """One letter to each elector who has an address, in the caller's transaction."""
    document, ready = vote.version.document, []
    for person in people:
        if not (to := _address(person, document.is_demo)):
            continue
        with translation.override(person.language):
            context = {
                "document": vote.version.title,
                "until": moment(vote.closes_at),
                "page": full_address("documents:vote", person.language, vote.pk),
            }
            ready.append(_ready("elector", f"{vote.pk}:{person.pk}", to, context, person.language, document))
    queue_letters(ready)


def write_to_guests(vote: ApprovalVote, guests: Iterable[Guest]) -> None:
    """One letter with the personal link to each guest of the electorate who has an address, in the caller's transaction."""
    document, ready = vote.version.document, []
    for guest in guests:
        if not (to := _address_of_guest(guest, document.is_demo)):
            continue
        with translation.override(guest.language):
            context = {"document": vote.version.title, "until": moment(vote.closes_at), "page": guest_address(document, guest), "name": guest.name}
            ready.append(_ready("guest", f"{vote.pk}:{guest.key}", to, context, guest.language, document))
    queue_letters(ready)


def _address_of_guest(guest: Guest, is_demo: bool) -> str:
    return "" if is_invented(guest.email, is_demo=is_demo) else guest.email


def write_disposition(disposition: Disposition) -> None:
    """To the author of the comment, a guest as well: what became of it, and why. Disposed of anew, it is another letter."""
    comment = disposition.comment
    document, person = comment.version.document, comment.author
    guest = document.rules_of_kind.guest(document, comment.guest) if comment.guest else None
    if person is not None:
        to, language = _address(person, document.is_demo), person.language
    elif guest is not None:
        to, language = _address_of_guest(guest, document.is_demo), guest.language
    else:
        return
    if not to:
        return
    page = f"{full_address('documents:comments', language, document.code)}#comment-{comment.pk}" if guest is None else guest_address(document, guest)
    with translation.override(language):
        context = {
            "document": comment.version.title,
            "clause": str(comment.clause) if comment.clause else "",
            "outcome": str(disposition.get_outcome_display()),
            "reason": disposition.reason,
            "page": page,
        }
        key = f"{comment.pk}:{timezone.localtime(disposition.at):%Y%m%d%H%M%S%f}"
        queue_letters([_ready("disposed" if person is not None else "guest_disposed", key, to, context, language, document)])


def _ready(code: str, key: str, to: str, context: dict[str, Any], language: str, about: Any) -> Ready:
    return rendered(key=f"documents.{code}:{key}"[:160], template=f"documents.{code}", to=to, context=context, language=language, about=about)


def sample() -> dict[str, Any]:
    """An invented document to preview a letter with."""
    return {
        "document": "Положение о секции детских библиотек",
        "until": moment(timezone.now()),
        "page": full_url("/…"),
        "clause": "2.1 Состав",
        "outcome": "принято",
        "reason": "…",
        "name": "Анна Читалкина",
    }


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"documents.{code}", title, sample=sample, secret=code in SECRET)
