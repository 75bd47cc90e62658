"""Keeping what the lab read out of a group's answers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.base.jobs.states import QUEUED
from sextant.work.foresight.models import Group, Reading
from sextant.work.foresight.queries.opinions import latest_reading

READ = "foresight.read_group"


@in_turn
def ask_for_reading(group: Group, *, by: User | None) -> Job:
    """Has the answers of a group read now, unless that waits already."""
    waiting = Job.objects.filter(name=READ, state=QUEUED, args={"group_id": group.pk}).first()
    if waiting is not None:
        raise ValidationError(_("The answers are about to be counted; the result stands here in a moment."))
    record(verb="foresight.ask_for_reading", obj=group, by=by)
    return after_commit(READ, by=by, group_id=group.pk)


@transaction.atomic
def keep_reading(group: Group, *, kind: str, fingerprint: str, result: dict[str, Any]) -> Reading:
    """Keeps a result beside the fingerprint of its answers; the same answers keep the result there is."""
    latest = latest_reading(group, kind)
    if latest is not None and latest.fingerprint == fingerprint:
        return latest
    return Reading.objects.create(group=group, kind=kind, fingerprint=fingerprint, result=result)
