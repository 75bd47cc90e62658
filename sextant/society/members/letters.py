"""Letters to the holder of a membership: to the person, or to those who act for the organisation."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.letters.actions import write_letter
from sextant.base.letters.registry import LANGUAGES, register
from sextant.base.ui.links import full_address, full_url
from sextant.base.words.money import money
from sextant.society.members.models import Membership, Person, Plan, Seat
from sextant.society.members.queries.fees import FeeDue, fee_due, fee_of_plan
from sextant.society.members.queries.periods import months_later, whole_since

TEMPLATES: dict[str, str | Promise] = {
    "members.applied": _("Application received"),
    "members.approved": _("Application approved: what to pay"),
    "members.declined": _("Application declined"),
    "members.activated": _("Membership begins or goes on"),
    "members.reminder": _("Reminder of the end of a period"),
    "members.resigned": _("Membership ended at the member's wish"),
    "members.expelled": _("Membership ended by decision"),
    "members.seat": _("A seat was given"),
}

NAMING_THE_FEE = {"members.approved", "members.reminder"}


def recipients(membership: Membership) -> list[tuple[str, str]]:
    """(address, language) of the person; of an organisation's representatives (and, until it begins, of whoever applied), else its own."""
    if membership.person is not None:
        return [(membership.person.email, membership.person.language)] if membership.person.email else []
    assert membership.organisation is not None
    acting = membership.organisation.affiliations.in_force(timezone.localdate()).filter(is_representative=True)
    people = Person.objects.filter(affiliations__in=acting, email__isnull=False, erased_at=None, merged_into=None).distinct().order_by("pk")
    found = [(person.email or "", person.language) for person in people]
    applicant = membership.applied_by
    if applicant is not None and membership.since is None and applicant.email not in dict(found):
        found.append((applicant.email, applicant.language))
    office = membership.organisation.email
    return found or ([(office, settings.LANGUAGE_CODE)] if office else [])


def payment_code(membership: Membership) -> str:
    """What the payer writes into the purpose of the payment, so that the treasurer knows whose fee it is."""
    return membership.number or f"A-{membership.pk:06d}"


def fee_in_words(plan: Plan, due: FeeDue) -> dict[str, Any]:
    """What a letter says of a fee: the amount, its parts where there are several, and until when the amount is enough.

    A part of a year costs less every month; when the next membership year begins, a whole one is due.
    """
    parts = [(label, money(amount, due.currency)) for label, amount in due.parts]
    year = months_later(whole_since(plan, due.stretch.since), 12) - timedelta(days=1)
    return {
        "due": due,
        "fee": money(due.amount_minor, due.currency),
        "fee_parts": parts if len(parts) > 1 else [],
        "enough_until": year if due.share.is_part and not due.reduction_percent else None,
    }


def context_of(membership: Membership, language: str, *, due: FeeDue | None = None, **more: Any) -> dict[str, Any]:
    """What every letter about a membership knows, in its reader's language; of the fee only those that name it."""
    with translation.override(language):
        return {
            "holder": membership.holder,
            "membership": membership,
            "plan": membership.plan,
            **(fee_in_words(membership.plan, due) if due is not None else {}),
            "payment_code": payment_code(membership),
            "my_page": full_address("members:my_membership", language),
            "join_page": full_address("members:join", language),
            **more,
        }


def tell_holder(membership: Membership, template: str, key: str, *, by: User | None, **more: Any) -> list[str]:
    """Writes the letter to everybody who receives the membership's mail; returns the letters' keys. Demo rows get none."""
    if membership.is_demo:
        return []
    keys = []
    if template in NAMING_THE_FEE:
        more["due"] = fee_due(membership, timezone.localdate())
    for address, language in recipients(membership):
        chosen = language if language in LANGUAGES else LANGUAGES[0]
        keys.append(f"{template}:{membership.pk}:{key}:{address}"[:160])
        write_letter(
            key=keys[-1], template=template, to=address, language=chosen, context=context_of(membership, chosen, **more), about=membership, by=by
        )
    return keys


def sample() -> dict[str, Any]:
    """An invented membership to preview a letter with."""
    person = Person(family_name="Читалкина", given_name="Анна", patronymic="Петровна")
    plan = Plan(name_ru="Личное членство", name_en="Personal membership", fee_minor=150_000)
    membership = Membership(pk=15, person=person, plan=plan, number="2026-00015", since=date(2026, 3, 1), until=date(2027, 2, 28))
    more = {"days": 30, "days_past": 0, "good_until": date(2027, 4, 29), "code": "2026-00015", "organisation": "Library", "since": date(2026, 3, 1)}
    return {
        "holder": person,
        "membership": membership,
        "plan": plan,
        **fee_in_words(plan, fee_of_plan(plan, date(2026, 3, 1))),
        "payment_code": "2026-00015",
        "my_page": full_url("/…"),
        "join_page": full_url("/…"),
        **more,
    }


def register_templates() -> None:
    for code, title in TEMPLATES.items():
        register(code, title, sample=sample)


def tell_seat_holder(seat: Seat, *, by: User | None) -> None:
    """Tells a person of a new seat, where an address is known."""
    person = seat.person
    if seat.membership.is_demo or not person.email or person.erased_at:
        return
    context = context_of(seat.membership, person.language, since=seat.since)
    key = f"members.seat:{seat.pk}"
    write_letter(key=key, template="members.seat", to=person.email, language=person.language, context=context, about=seat.membership, by=by)
