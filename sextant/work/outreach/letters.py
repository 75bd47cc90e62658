"""Letters to those who endorse or adopt."""

from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.errors import DeadLink
from sextant.base.ui.links import full_url
from sextant.work.outreach.models import Adoption, Endorsement

TEMPLATES: dict[str, str | Promise] = {
    "confirm": _("Agenda: confirm the address"),
    "endorsement_decided": _("Agenda: endorsement looked over"),
    "adoption_decided": _("Agenda: adoption checked"),
}
SALT = "outreach.support"
KINDS: dict[str, type[Endorsement] | type[Adoption]] = {"e": Endorsement, "a": Adoption}


def token_of(thing: Endorsement | Adoption) -> str:
    """The signed part of the links that confirm and withdraw without a log-in."""
    return signing.dumps(["e" if isinstance(thing, Endorsement) else "a", thing.pk, thing.key], salt=SALT)


def support_at(token: str) -> Endorsement | Adoption:
    """The endorsement or adoption of a link; 404 for a link that was altered."""
    try:
        kind, pk, key = signing.loads(token, salt=SALT)
        found = KINDS[kind]._default_manager.select_related("campaign").filter(pk=pk, key=key).first()
    except (signing.BadSignature, ValueError, TypeError, KeyError) as wrong:
        raise DeadLink from wrong
    if found is None:
        raise DeadLink
    return found


def _write(code: str, thing: Endorsement | Adoption, key: str, page: str, **context: Any) -> None:
    to = thing.user if thing.user is not None else thing.email
    if not thing.email or is_invented(thing.email, is_demo=thing.is_demo):
        return
    with translation.override(thing.language):
        words = {"name": thing.name, "campaign": str(thing.campaign), "reason": thing.reason, "state": thing.state, **context}
        words |= {"page": full_url(page), "endorses": isinstance(thing, Endorsement)}
    key = f"outreach.{code}:{thing._meta.model_name}:{thing.pk}:{key}"
    write_letter(key=key[:160], template=f"outreach.{code}", to=to or thing.email, language=thing.language, context=words, about=thing)


def _place(name: str, thing: Endorsement | Adoption, *args: Any) -> str:
    with translation.override(thing.language):
        return reverse(f"outreach:{name}", args=args)


def write_confirmation(thing: Endorsement | Adoption) -> None:
    """Asks the owner of the address whether it was they."""
    _write("confirm", thing, "ask", _place("confirm", thing, token_of(thing)))


def write_about_endorsement(thing: Endorsement) -> None:
    """Shown, or not and why; with the link that takes the endorsement back."""
    assert thing.decided_at is not None
    page = _place("withdraw", thing, token_of(thing))
    _write("endorsement_decided", thing, f"{thing.decided_at.timestamp():.0f}", page)


def write_about_adoption(thing: Adoption) -> None:
    """In the register under its number, or not and why."""
    _write("adoption_decided", thing, thing.state, _place("adoption", thing, thing.pk), number=thing.number)


def sample() -> dict[str, Any]:
    """Invented words to preview a letter with."""
    return {
        "name": "Областная библиотека",
        "campaign": "…",
        "reason": "…",
        "state": "shown",
        "page": full_url("/…"),
        "endorses": True,
        "number": 7,
    }


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"outreach.{code}", title, sample=sample)
