"""Work in the background: pairs are found, silent pairs are reminded."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.mentoring import letters
from sextant.work.mentoring.actions.matching import STABLE, keep_matching
from sextant.work.mentoring.models import Programme
from sextant.work.mentoring.queries.matching import Tables, tables_for
from sextant.work.mentoring.queries.programmes import silent_pairs


def pairs_of(tables: Tables, method: str) -> list[tuple[str, str]]:
    """The pairs by the method; numpy and scipy are loaded here, in the job."""
    if method == STABLE:
        from sextant.lab.mentoring import stable

        return list(stable.match(tables.mentors, tables.mentees, tables.barred))
    from sextant.lab.mentoring import optimal

    return [(one.mentor, one.mentee) for one in optimal.match(tables.mentors, tables.mentees, tables.barred)]


@job("mentoring.match", title=_("Finding pairs of mentors and mentees"))
def match(run: Run, programme: int) -> dict[str, Any]:
    """Finds pairs among those who are free, with the reasons for each, and the obstacles of the others."""
    from sextant.lab.mentoring.explaining import obstacles, reasons
    from sextant.lab.mentoring.people import affinity

    row = Programme.objects.get(pk=programme)
    tables = tables_for(row)
    pairs = pairs_of(tables, row.matching)
    someone = {one.key: one for one in (*tables.mentors, *tables.mentees)}
    found = [
        (
            tables.profiles[mentor],
            tables.profiles[mentee],
            affinity(someone[mentor], someone[mentee]).value,
            reasons(someone[mentor], someone[mentee], tables.names),
        )
        for mentor, mentee in pairs
    ]
    told = {tables.profiles[key]: words for key, words in obstacles(pairs, tables.mentors, tables.mentees, tables.barred).items()}
    full = {key for key, one in someone.items() if one.places == 0 and tables.profiles[key].places}
    told = {profile: words for profile, words in told.items() if str(profile.pk) not in full}
    return {"pairs": keep_matching(row, found=found, obstacles=told), "without": len(told)}


@job("mentoring.remind", title=_("Reminding pairs that have not met for long"), every=timedelta(days=1))
def remind(run: Run) -> dict[str, Any]:
    """Writes to both once for each stretch of silence."""
    today = timezone.localdate()
    silent = list(silent_pairs(today))
    with transaction.atomic():
        for pair, since in silent:
            weeks = pair.programme.silent_weeks
            letters.write_to_both("silent", pair, f"{since}:{(today - since).days // (7 * weeks)}")
    return {"pairs": len(silent)}
