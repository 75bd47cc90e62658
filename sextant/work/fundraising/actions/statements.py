"""Statements of a year: asked for once, then a letter for every donor who may be written to."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.work.fundraising.letters import tell_statement
from sextant.work.fundraising.models import Donor
from sextant.work.fundraising.queries.gifts import parts_of


@transaction.atomic
def ask_statements(*, year: int, by: User) -> Job:
    """Queues the statements of a year that is over; asked again, only donors without their letter get one."""
    if not 1990 < year < timezone.localdate().year:
        raise ValidationError({"year": _("Statements are written for a year that is over.")})
    record(verb="fundraising.ask_statements", by=by, after={"year": year})
    return after_commit("fundraising.send_statements", by=by, year=year)


@transaction.atomic
def send_statement(donor: Donor, *, year: int, by: User | None) -> bool:
    """Writes to a donor who agreed to letters; a year is written of once. Returns whether there was something to write of."""
    donor = Donor.objects.select_for_update().get(pk=donor.pk)
    parts = parts_of(donor, year)
    if not parts or not donor.wants_letters or donor.erased_at or donor.merged_into_id:
        return False
    totals: dict[str, int] = {}
    for part in parts:
        totals[part.gift.currency] = totals.get(part.gift.currency, 0) + part.amount_minor
    return tell_statement(donor, year=year, totals=totals, by=by) is not None
