"""Employers' profiles: sent by who acts for the organisation, agreed or sent back by the office."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.members.models import Organisation
from sextant.work.careers import letters, states
from sextant.work.careers.models import EmployerProfile
from sextant.work.careers.queries.employers import open_profile


@in_turn
def send_profile(
    organisation: Organisation,
    *,
    year: int,
    by: User | None,
    about_ru: str = "",
    about_en: str = "",
    training_days: Decimal | None = None,
    mentors: int | None = None,
    pay_minor: int | None = None,
    currency: str = "RUB",
) -> EmployerProfile:
    """Sends an edition of the facts to the office; the edition that still waited is changed. A fact left empty stays “not collected”."""
    if not (about_ru.strip() or about_en.strip()) and training_days is None and mentors is None and pay_minor is None:
        raise ValidationError(_("Say at least one thing about the organisation."))
    now = timezone.now()
    if not 2000 <= year <= now.year:
        raise ValidationError({"year": _("Give the year the facts are about, not a later one than this.")})
    profile = open_profile(organisation) or EmployerProfile(organisation=organisation)
    profile.state, profile.reason, profile.sent_at, profile.sent_by = states.SUBMITTED, "", now, by
    profile.about_ru, profile.about_en, profile.year = about_ru.strip(), about_en.strip(), year
    profile.training_days, profile.mentors, profile.pay_minor, profile.currency = training_days, mentors, pay_minor, currency
    profile.is_demo = organisation.is_demo
    profile.save()
    after = {"year": year, "training_days": training_days, "mentors": mentors, "pay_minor": pay_minor, "currency": currency}
    record(verb="careers.send_profile", obj=profile, by=by, after=after)
    return profile


@in_turn
def agree_profile(profile: EmployerProfile, *, by: User | None) -> EmployerProfile:
    """The office agrees: this edition is shown from now on, and the earlier one is kept as replaced."""
    profile = _decidable(profile, states.AGREED)
    EmployerProfile.objects.filter(organisation=profile.organisation_id, state=states.AGREED).update(state=states.REPLACED)
    return _decided(profile, states.AGREED, "", by)


@transaction.atomic
def return_profile(profile: EmployerProfile, *, reason: str, by: User | None) -> EmployerProfile:
    """The office sends the facts back with a reason; what was agreed before stays shown."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be changed; the employer reads it.")})
    return _decided(_decidable(profile, states.RETURNED), states.RETURNED, reason.strip()[:300], by)


def _decidable(profile: EmployerProfile, target: str) -> EmployerProfile:
    profile = EmployerProfile.objects.select_for_update(of=("self",)).select_related("organisation", "sent_by").get(pk=profile.pk)
    if not may_move(states.PROFILE_MOVES, profile.state, target, {states.OFFICE}):
        raise ValidationError(_("This edition of the facts does not wait for the office any more."))
    return profile


def _decided(profile: EmployerProfile, state: str, reason: str, by: User | None) -> EmployerProfile:
    profile.state, profile.reason, profile.decided_at, profile.decided_by = state, reason, timezone.now(), by
    profile.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    if state == states.AGREED:
        record(verb="careers.agree_profile", obj=profile, by=by)
    else:
        record(verb="careers.return_profile", obj=profile, by=by, after={"reason": reason})
    letters.write_about_profile(profile)
    return profile
