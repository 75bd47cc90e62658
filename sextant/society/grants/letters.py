"""Letters to the recipient of a grant, each with the link that opens the grant's page. Nothing is written about the demo."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.registry import LANGUAGES, register
from sextant.base.ui.links import full_url
from sextant.base.words.money import money
from sextant.society.grants.links import token_of
from sextant.society.grants.models import Grant, GrantChange, GrantInstalment, GrantReport
from sextant.society.members.models import Organisation, Person

TEMPLATES: dict[str, str | Promise] = {
    "promised": _("Grants: promised"),
    "agreement": _("Grants: agreement to sign"),
    "signed": _("Grants: agreement signed"),
    "link": _("Grants: new link to the grant"),
    "paid": _("Grants: instalment paid"),
    "report_due": _("Grants: report due"),
    "report_accepted": _("Grants: report accepted"),
    "report_sent_back": _("Grants: report sent back"),
    "change_agreed": _("Grants: change agreed to"),
    "change_declined": _("Grants: change declined"),
    "closed": _("Grants: closed"),
    "withdrawn": _("Grants: withdrawn"),
    "cancelled": _("Grants: cancelled"),
}


def addresses(grant: Grant) -> list[tuple[str, str]]:
    """(address, language) of the person; of an organisation's representatives, else its own."""
    if grant.person is not None:
        return [(grant.person.email, grant.person.language)] if grant.person.email else []
    organisation = grant.organisation
    assert isinstance(organisation, Organisation), "a grant has one recipient"
    acting = organisation.affiliations.in_force(timezone.localdate()).filter(is_representative=True)
    people = Person.objects.filter(affiliations__in=acting, email__isnull=False, erased_at=None, merged_into=None).distinct().order_by("pk")
    found = [(person.email or "", person.language) for person in people]
    return found or ([(organisation.email, settings.LANGUAGE_CODE)] if organisation.email else [])


def _write(code: str, grant: Grant, about: models.Model, turn: str, more: dict[str, Any] | None = None) -> None:
    """Writes the letter to everybody who receives mail about the grant, once for each turn, in the caller's transaction."""
    if grant.is_demo:
        return
    for address, language in addresses(grant):
        chosen = language[:2] if language[:2] in LANGUAGES else LANGUAGES[0]
        context = context_of(grant, chosen) | _in_words(more or {}, grant, chosen)
        key = f"grants.{code}:{about.pk}:{turn}:{address}"[:160]
        write_letter(key=key, template=f"grants.{code}", to=address, language=chosen, context=context, about=about)


def context_of(grant: Grant, language: str) -> dict[str, Any]:
    """What every letter about a grant knows, in its reader's language."""
    with translation.override(language):
        recipient = grant.recipient
        name = recipient.full_name if isinstance(recipient, Person) else recipient.name
        return {
            "name": name,
            "number": grant.number,
            "title": grant.title,
            "amount": money(grant.amount_minor, grant.currency),
            "reason": grant.reason,
            "ends_on": date_format(grant.ends_on) if grant.ends_on else "",
            "page": full_url(reverse("grants:own", args=[token_of(grant)])),
        }


def _in_words(values: dict[str, Any], grant: Grant, language: str) -> dict[str, Any]:
    """Days and amounts (`…_minor`) as the reader's language writes them."""
    with translation.override(language):
        found: dict[str, Any] = {}
        for name, value in values.items():
            if isinstance(value, date):
                found[name] = date_format(value)
            elif name.endswith("_minor"):
                found[name.removesuffix("_minor")] = money(value, grant.currency)
            else:
                found[name] = value
        return found


def write_about_grant(code: str, grant: Grant, turn: str = "") -> None:
    """To the recipient, about the grant."""
    _write(code, grant, grant, turn)


def write_about_instalment(code: str, instalment: GrantInstalment) -> None:
    """To the recipient, about a payment."""
    grant = instalment.grant
    more = {"part_minor": instalment.amount_minor, "day": instalment.paid_on, "left_minor": grant.left_minor, "is_last": not grant.left_minor}
    _write(code, grant, instalment, str(instalment.times), more)


def write_about_report(code: str, report: GrantReport, turn: str = "", days_over: int = 0) -> None:
    """To the recipient, about a report; `days_over` counts the days since it was due (negative: days left)."""
    more = {"due_on": report.due_on, "reason": report.reason, "days_over": days_over, "is_over": days_over > 0}
    _write(code, report.grant, report, turn or str(report.times), more)


def write_about_change(code: str, change: GrantChange) -> None:
    """To the recipient, about a change that was decided."""
    _write(code, change.grant, change, "", {"asked_on": change.asked_on, "answer": change.answer})


def sample() -> dict[str, Any]:
    """An invented grant to preview a letter with."""
    return {
        "name": "Анна Петрова",
        "number": "G-2026-0007",
        "title": "Школа молодого библиотекаря",
        "amount": "120 000 ₽",
        "part": "60 000 ₽",
        "left": "60 000 ₽",
        "is_last": False,
        "day": date_format(date(2026, 3, 2)),
        "due_on": date_format(date(2026, 9, 30)),
        "ends_on": date_format(date(2026, 8, 31)),
        "asked_on": date_format(date(2026, 5, 4)),
        "days_over": 7,
        "is_over": True,
        "reason": "…",
        "answer": "…",
        "page": full_url("/…"),
    }


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"grants.{code}", title, sample=sample)
