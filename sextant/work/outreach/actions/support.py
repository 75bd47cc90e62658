"""Endorsements and adoptions: asked, confirmed by their address, looked over by the office, withdrawn or ended."""

from collections.abc import Iterable
from datetime import date, timedelta
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import erase_personal_values, record
from sextant.base.permissions.moves import follows
from sextant.base.search.actions import index
from sextant.society.agenda.models import Agenda, Guideline
from sextant.society.members.models import Person
from sextant.work.outreach import letters, states
from sextant.work.outreach.models import Adoption, Campaign, Channel, Endorsement

UNCONFIRMED_DAYS = 7
Support = Endorsement | Adoption


def _fresh(thing: Any) -> Any:
    return type(thing).objects.select_for_update().get(pk=thing.pk)


def _move(thing: Support, moves: dict[str, set[str]], target: str) -> None:
    if not follows(moves, thing.state, target):
        raise ValidationError(_("It has changed meanwhile. Look at it again."))
    thing.state = target


def _running(campaign: Campaign) -> None:
    if campaign.stage != states.RUNNING:
        raise ValidationError(_("The campaign does not run at present, so nothing can be sent to it."))


@transaction.atomic
def ask_endorsement(
    campaign: Campaign, *, user: User | None = None, email: str = "", language: str, channel: Channel | None = None, **values: Any
) -> Endorsement:
    """Says yes to the agenda. The address of a log-in is known; another one is asked to confirm, and one address endorses once as a person."""
    _running(campaign)
    address = user.email if user is not None else email.strip().lower()
    mine = Endorsement.objects.filter(campaign=campaign, email__iexact=address, name__iexact=values["name"].strip())
    if mine.exclude(state__in=[states.WITHDRAWN, states.ASKED]).exists():
        raise ValidationError({"name": _("This endorsement is there already. Thank you.")})
    mine.filter(state=states.ASKED).delete()
    made = Endorsement(campaign=campaign, channel=channel, user=user, email=address, language=language, key=token_hex(16), **values)
    made.asked_at, made.is_demo = timezone.now(), campaign.is_demo
    if user is not None:
        made.state, made.confirmed_on = states.WAITING, timezone.localdate()
    made.full_clean(validate_constraints=False)
    made.save()
    record(verb="outreach.ask_endorsement", obj=made, by=user, after={"who": made.who, "country": made.country}, personal_after={"name": made.name})
    if user is None:
        letters.write_confirmation(made)
    return made


@transaction.atomic
def ask_adoption(
    campaign: Campaign,
    *,
    user: User | None = None,
    email: str = "",
    language: str,
    guidelines: Iterable[Guideline] = (),
    channel: Channel | None = None,
    **values: Any,
) -> Adoption:
    """Tells of a decision to take the agenda over, wholly or by guidelines of it; it is checked before it enters the register."""
    _running(campaign)
    chosen = list(guidelines)
    made = Adoption(agenda=campaign.agenda, campaign=campaign, channel=channel, user=user, language=language, key=token_hex(16), **values)
    made.email = user.email if user is not None else email.strip().lower()
    if not made.whole and not chosen:
        raise ValidationError({"guidelines": _("Choose the guidelines that were adopted, or say that it was the whole agenda.")})
    if made.adopted_on > timezone.localdate():
        raise ValidationError({"adopted_on": _("The day of the decision lies in the future. Tell of it when it is taken.")})
    if any(one.direction.agenda_id != campaign.agenda_id for one in chosen):
        raise ValidationError({"guidelines": _("These guidelines belong to another agenda.")})
    made.asked_at, made.is_demo = timezone.now(), campaign.is_demo
    made.state = states.WAITING if user is not None else states.ASKED
    made.full_clean(validate_constraints=False)
    made.save()
    made.guidelines.set([] if made.whole else chosen)
    record(verb="outreach.ask_adoption", obj=made, by=user, after={"name": made.name, "country": made.country})
    if user is None:
        letters.write_confirmation(made)
    return made


@transaction.atomic
def confirm_support(thing: Support) -> Support:
    """The owner of the address says yes; saying it twice changes nothing."""
    kept = _fresh(thing)
    if kept.state != states.ASKED:
        return kept
    _move(kept, states.ENDORSEMENT_MOVES, states.WAITING)
    if isinstance(kept, Endorsement):
        kept.confirmed_on = timezone.localdate()
    kept.save()
    record(verb="outreach.confirm_support", obj=kept)
    return kept


@transaction.atomic
def decide_endorsement(endorsement: Endorsement, *, show: bool, reason: str = "", by: User | None) -> Endorsement:
    """The office shows an endorsement, or does not and says why."""
    kept = _fresh(endorsement)
    if not show and not reason.strip():
        raise ValidationError({"reason": _("Say why it is not shown; whoever endorsed reads it.")})
    _move(kept, states.ENDORSEMENT_MOVES, states.SHOWN if show else states.REFUSED)
    kept.reason, kept.decided_at = "" if show else reason.strip()[:300], timezone.now()
    kept.save(update_fields=["state", "reason", "decided_at"])
    record(verb=f"outreach.{'show' if show else 'refuse'}_endorsement", obj=kept, by=by, after={"reason": kept.reason})
    letters.write_about_endorsement(kept)
    return kept


@transaction.atomic
def withdraw_endorsement(endorsement: Endorsement, *, by: User | None = None) -> Endorsement:
    """Whoever endorsed takes it back: the name is gone from pages and files, and so are the address and the words."""
    kept = _fresh(endorsement)
    if kept.state == states.WITHDRAWN:
        return kept
    _move(kept, states.ENDORSEMENT_MOVES, states.WITHDRAWN)
    kept.name, kept.position, kept.words, kept.email, kept.user, kept.organisation = _("withdrawn"), "", "", "", None, None
    kept.save()
    erase_personal_values(kind="outreach.endorsement", key=str(kept.pk))
    record(verb="outreach.withdraw_endorsement", obj=kept, by=by)
    return kept


@transaction.atomic
def decide_adoption(adoption: Adoption, *, register: bool, today: date, reason: str = "", by: User | None) -> Adoption:
    """Enters an adoption into the register under the next number, or says why not."""
    kept = _fresh(adoption)
    if not register and not reason.strip():
        raise ValidationError({"reason": _("Say why it is not entered; whoever told of it reads this.")})
    _move(kept, states.ADOPTION_MOVES, states.REGISTERED if register else states.REFUSED)
    if register:
        list(Agenda.objects.select_for_update().order_by("pk"))  # numbers are given one after another
        kept.number = (Adoption.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        kept.registered_on = today
    kept.reason = "" if register else reason.strip()[:300]
    kept.save()
    record(verb=f"outreach.{'register' if register else 'refuse'}_adoption", obj=kept, by=by, after={"number": kept.number, "reason": kept.reason})
    letters.write_about_adoption(kept)
    index(kept)
    return kept


@transaction.atomic
def end_adoption(adoption: Adoption, *, today: date, reason: str, by: User | None) -> Adoption:
    """The body gave the agenda up or took another; the entry stays in the register with its end."""
    kept = _fresh(adoption)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it ended; the register shows it.")})
    _move(kept, states.ADOPTION_MOVES, states.ENDED)
    kept.ended_on, kept.reason = today, reason.strip()[:300]
    kept.save(update_fields=["state", "ended_on", "reason"])
    record(verb="outreach.end_adoption", obj=kept, by=by, after={"reason": kept.reason})
    index(kept)
    return kept


def forget_unconfirmed(today: date) -> int:
    """Deletes what was asked from an address that nobody confirmed in time."""
    gone = 0
    for kind in (Endorsement, Adoption):
        rows = kind._default_manager.filter(state=states.ASKED, asked_at__date__lt=today - timedelta(days=UNCONFIRMED_DAYS))
        gone += rows.delete()[0]
    return gone


def forget_support(person: Person) -> int:
    """Withdraws the endorsements of a person who is erased, and takes their name off adoptions."""
    own = Q(user=person.user_id) if person.user_id else Q(pk__in=[])
    address = Q(email__iexact=person.email) if person.email else Q(pk__in=[])
    rows = list(Endorsement.objects.filter(own | address).exclude(state=states.WITHDRAWN))
    for endorsement in rows:
        withdraw_endorsement(endorsement)
    told = Adoption.objects.filter(own | address).update(contact="", email="", user=None)
    return len(rows) + told
