"""Letters of the path: to proposers and authors, to the libraries invited, and to those that run a pilot or have adopted something."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.letters.actions import queue_letters, rendered, write_letter
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.society.members.models import Organisation
from sextant.work.practice import states
from sextant.work.practice.models import Adoption, Answer, Brief, Finding, Invitation, Pilot
from sextant.work.practice.queries.recipients import Recipient

TEMPLATES: dict[str, str | Promise] = {
    "finding_decided": _("Science to practice: finding looked over"),
    "brief_decided": _("Science to practice: brief looked over"),
    "invitation": _("Science to practice: invitation to pilot"),
    "question_answered": _("Science to practice: question answered"),
    "pilot_agreed": _("Science to practice: pilot agreed"),
    "pilot_decided": _("Science to practice: outcome of a pilot looked over"),
    "adoption_decided": _("Science to practice: adoption looked over"),
}


def _page(name: str, key: Any) -> str:
    return full_url(reverse(f"practice:{name}", args=[key]))


def _unknown(address: str, about: models.Model) -> bool:
    return not address or is_invented(address, is_demo=getattr(about, "is_demo", False))


def _write(code: str, turn: str, to: User | str | None, about: models.Model, page: tuple[str, Any], context: dict[str, Any]) -> None:
    address = to.email if isinstance(to, User) else to or ""
    if to is None or _unknown(address, about):
        return
    language = to.language if isinstance(to, User) else settings.LANGUAGE_CODE
    with translation.override(language):
        said = {name: str(value) for name, value in context.items()} | {"page": _page(*page)}
    key = f"practice.{code}:{about.pk}:{turn}"[:160]
    write_letter(key=key, template=f"practice.{code}", to=to, language=language, context=said, about=about)


def write_about_finding(finding: Finding) -> None:
    """To whoever proposed it: taken, or not and why."""
    context = {"title": finding, "state": finding.state, "reason": finding.reason}
    _write("finding_decided", timezone.now().isoformat(), finding.proposed_by, finding, ("finding", finding.pk), context)


def write_about_brief(brief: Brief, turn: str) -> None:
    """To its author: published, or sent back with the reason."""
    _write("brief_decided", turn, brief.author, brief, ("brief", brief.pk), {"title": brief, "state": brief.state, "reason": brief.reason})


def write_invitations(invitation: Invitation, recipients: list[Recipient]) -> None:
    """One letter an organisation, for ever: the key names both."""
    ready = []
    for one in recipients:
        if _unknown(one.address, invitation):
            continue
        with translation.override(one.language):
            context = {
                "title": str(invitation.brief),
                "organisation": str(one.organisation),
                "places": invitation.places,
                "until": invitation.open_until,
                "offers": invitation.offers,
                "asks": invitation.asks,
                "page": _page("invitation", invitation.pk),
            }
        key = f"practice.invitation:{invitation.pk}:{one.organisation.pk}"
        ready.append(rendered(key=key, template="practice.invitation", to=one.address, context=context, language=one.language, about=invitation))
    queue_letters(ready)


def write_reply(answer: Answer) -> None:
    """To whoever asked for the library, else to the library."""
    to: User | str = answer.answered_by or answer.organisation.email
    invitation = answer.invitation
    context = {"title": invitation, "question": answer.words, "reply": answer.reply}
    turn = f"{answer.pk}:{sha256(f'{answer.words}:{answer.reply}'.encode()).hexdigest()[:20]}"
    _write("question_answered", turn, to, invitation, ("invitation", invitation.pk), context)


def _of_library(pilot: Pilot) -> User | str:
    """Whoever is responsible for the pilot, else who said yes, else the library's address."""
    if pilot.responsible is not None and pilot.responsible.user is not None:
        return pilot.responsible.user
    if pilot.answer is not None and pilot.answer.answered_by is not None:
        return pilot.answer.answered_by
    return pilot.organisation.email


def write_about_pilot(code: str, pilot: Pilot, turn: str) -> None:
    """To the library: taken; outcome published or sent back."""
    context = {"title": pilot.finding, "organisation": pilot.organisation, "state": pilot.state, "reason": pilot.reason}
    _write(code, turn, _of_library(pilot), pilot, ("pilot", pilot.pk), context)


def write_about_adoption(adoption: Adoption) -> None:
    """To whoever declared it."""
    to: User | str = adoption.declared_by or adoption.organisation.email
    context = {"title": adoption.finding, "organisation": adoption.organisation, "state": adoption.state, "reason": adoption.reason}
    _write("adoption_decided", adoption.state, to, adoption, ("finding", adoption.finding_id), context)


def sample() -> dict[str, Any]:
    """An invented finding to preview a letter with."""
    known = {"title": "Тихий час без штрафов", "organisation": Organisation(name_ru="Городская библиотека"), "reason": "…", "reply": "…"}
    more = {"state": states.DECLINED, "question": "…", "offers": "…", "asks": "…", "places": 3, "until": None, "page": full_url("/…")}
    return {**known, **more}


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"practice.{code}", title, sample=sample)
