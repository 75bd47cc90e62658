"""Work for later: the answers of open sessions are read every minute where they have changed. The lab is imported here, in the worker."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.foresight import states
from sextant.work.foresight.actions.opinions import keep_reading
from sextant.work.foresight.models import Group
from sextant.work.foresight.queries.opinions import answers_in, choices_in, fingerprint_of, latest_reading


def read_one(group: Group) -> list[str]:
    """Reads groups and ranking of a group where the answers differ from those read last; returns the kinds that were read."""
    from sextant.work.foresight.reading_opinions import read_groups, read_ranking

    done: list[str] = []
    answers, choices = answers_in(group), choices_in(group)
    if _is_new(group, states.GROUPS, answers):
        keep_reading(group, kind=states.GROUPS, fingerprint=fingerprint_of(answers), result=read_groups(answers))
        done.append(states.GROUPS)
    if _is_new(group, states.RANKING, choices):
        keep_reading(group, kind=states.RANKING, fingerprint=fingerprint_of(choices), result=read_ranking(choices))
        done.append(states.RANKING)
    return done


def _is_new(group: Group, kind: str, rows: list[Any]) -> bool:
    latest = latest_reading(group, kind)
    return bool(rows) and (latest is None or latest.fingerprint != fingerprint_of(rows))


@job("foresight.read_group", title=_("Reading the answers of a group"))
def read_group(run: Run, group_id: int) -> None:
    """Asked for by a facilitator."""
    group = Group.objects.select_related("session").get(pk=group_id)
    done = read_one(group)
    with run.last_step() as result:
        result.update(read=done)


@job("foresight.read_open_sessions", title=_("Reading the answers of open sessions"), every=timedelta(minutes=1))
def read_open_sessions(run: Run) -> None:
    """So answers need not ask for anything: a vote costs nothing but itself, and a screen is at most a minute behind."""
    groups = list(Group.objects.filter(session__state=states.OPEN).select_related("session"))
    for place, group in enumerate(groups):
        run.progress(place, len(groups))
        read_one(group)
