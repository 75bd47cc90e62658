"""Work for later: reading a catalogue, making a profile, working a plan out. The lab is imported here, in the worker, never by a page."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.lab.sentences import SaidError
from sextant.work.acquisitions import states
from sextant.work.acquisitions.actions.imports import finish_import, refuse_import
from sextant.work.acquisitions.actions.plans import keep_plan
from sextant.work.acquisitions.actions.profiles import keep_profile, refuse_profile
from sextant.work.acquisitions.models import ImportRun, Plan, Profile
from sextant.work.acquisitions.refusals import Refusal


def _both(refusal: Any) -> dict[str, str]:
    return {language: refusal.sentence(language) for language in ("en", "ru")}


@job("acquisitions.import_catalogue", title=_("Reading a catalogue"))
def import_catalogue(run: Run, import_id: int) -> None:
    """Reads the files, then writes all titles in one step. Killed in the middle it begins anew, and what stood before stands meanwhile."""
    from sextant.work.acquisitions.reading_in import bring

    work = ImportRun.objects.select_related("collection", "by").get(pk=import_id)
    if work.outcome:
        return
    with TemporaryDirectory() as room:
        try:
            brought = bring(work, Path(room), run.progress)
        except (SaidError, Refusal) as refusal:
            with run.last_step():
                refuse_import(work, _both(refusal))
            return
        with run.last_step() as result:
            finish_import(work, brought)
            result.update(read=work.read, stored=work.stored)


@job("acquisitions.make_profile", title=_("Making the profile of a collection"))
def make_profile(run: Run, profile_id: int) -> None:
    """Counts the titles that stood when the profile was asked for, and keeps all tables in one step."""
    from sextant.work.acquisitions.profiling import make

    work = Profile.objects.select_related("collection__organisation__region", "run", "by").get(pk=profile_id)
    if work.made_at or work.sentence_en:
        return
    try:
        made = make(work, run.progress)
    except (SaidError, Refusal) as refusal:
        with run.last_step():
            refuse_profile(work, _both(refusal))
        return
    with run.last_step() as result:
        keep_profile(work, made)
        result.update(titles=made.totals["titles"])


@job("acquisitions.work_out_plan", title=_("Working out a purchase plan"))
def work_out_plan(run: Run, plan_id: int) -> None:
    """Reads the offer, finds the best list within the budget, and puts it in the place of the one before in one step."""
    from sextant.work.acquisitions.planning import work_out

    work = Plan.objects.select_related("collection__current", "offer", "by").get(pk=plan_id)
    if work.state != states.MAKING:
        return
    found = work_out(work, run.progress)
    with run.last_step() as result:
        keep_plan(work, found)
        result.update(state=found.state, titles=len(found.titles))
