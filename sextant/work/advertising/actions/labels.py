"""Marks by law: the rules a site begins with, who has checked them, and what a booking's labels are filled in with."""

import tomllib
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.advertising.actions.running import begin_if_ready
from sextant.work.advertising.models import Booking, LabelRule

RULES = Path(__file__).resolve().parent.parent / "data" / "labels.toml"


def ensure_labels() -> int:
    """Adds the rules of the shipped file that are not there, unchecked; changes none that is. Returns how many were added."""
    with RULES.open("rb") as file:
        rows = tomllib.load(file)["label"]
    added = sum(LabelRule.objects.get_or_create(code=row["code"], defaults=row)[1] for row in rows)
    if added:
        record(verb="advertising.ensure_labels", after={"added": added})
    return added


@transaction.atomic
def check_rule(rule: LabelRule, *, is_on: bool, checked_by: str, checked_on: date | None, by: User | None) -> LabelRule:
    """Notes which lawyer has looked at a rule and when, and whether it holds; both or neither is given."""
    if bool(checked_by.strip()) != bool(checked_on):
        raise ValidationError({"checked_on": _("Give both the name of the lawyer and the day, or neither.")})
    before = {"is_on": rule.is_on, "checked_by": rule.checked_by, "checked_on": rule.checked_on}
    rule.is_on, rule.checked_by, rule.checked_on = is_on, checked_by.strip(), checked_on
    rule.save(update_fields=["is_on", "checked_by", "checked_on"])
    record(verb="advertising.check_rule", obj=rule, by=by, before=before, after={"is_on": is_on, "checked_by": checked_by, "checked_on": checked_on})
    return rule


@transaction.atomic
def fill_labels(booking: Booking, *, erid: str, age_mark: str, tax_id: str, spite: str, by: User | None) -> Booking:
    """Fills in what the labels need. `spite` is the manager's reason to show it although something is missing; empty means it waits."""
    booking = Booking.objects.select_for_update(of=("self",)).with_all().get(pk=booking.pk)
    after = {"erid": erid.strip(), "age_mark": age_mark, "tax_id": tax_id.strip(), "spite": spite.strip()}
    before = {name: getattr(booking, name) for name in after}
    for name, value in after.items():
        setattr(booking, name, value)
    booking.save(update_fields=[*after])
    record(verb="advertising.fill_labels", obj=booking, by=by, before=before, after=after)
    begin_if_ready(booking)
    return booking


@transaction.atomic
def note_proof(booking: Booking, *, proof: str, by: User | None) -> Booking:
    """Writes down in which issue and on which page it stood."""
    before = booking.proof
    booking.proof = proof.strip()[:300]
    booking.save(update_fields=["proof"])
    record(verb="advertising.note_proof", obj=booking, by=by, before={"proof": before}, after={"proof": booking.proof})
    return booking
