"""Work for later: lists are read, and the calendar of consents is followed."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.base.search.actions import remove
from sextant.society.members.queries.organisation_names import names_of_organisations
from sextant.work.scholarship import letters
from sextant.work.scholarship.actions.imports import BATCH, end_import, rows_left, store_rows, today_of
from sextant.work.scholarship.actions.works import refuse_works, store_works
from sextant.work.scholarship.models import DissertationImport, ExpertProfile, WorkImport

WARNED = timedelta(days=30)
"""So many days before the end of a year of consent the expert gets a letter."""


@job("scholarship.import_dissertations", title=_("Bringing in a list of dissertations"))
def import_dissertations(run: Run, *, import_id: int) -> None:
    """In batches, each with its counts in one commit: cut off anywhere, it goes on after the last batch and stores no row twice."""
    work = DissertationImport.objects.select_related("made_by").get(pk=import_id)
    if work.state != "waiting":
        return
    with translation.override(work.made_by.language if work.made_by else "ru"):
        rows, names, today = rows_left(work), names_of_organisations(), today_of(work)
        for place in range(0, len(rows), BATCH):
            run.progress(work.done, work.read)
            with run.step():
                work = store_rows(work, rows[place : place + BATCH], names=names, today=today)
        with run.last_step() as outcome:
            work = end_import(work)
            outcome |= {"stored": work.stored, "merged": work.merged, "refused": work.refused, "url": reverse("scholarship:import", args=[work.pk])}


@job("scholarship.import_works", title=_("Reading a file of works"))
def import_works(run: Run, *, import_id: int) -> None:
    """All of the file or nothing of it, together with the end of the job."""
    from sextant.work.scholarship.bibliography import records_of

    work = WorkImport.objects.select_related("made_by").get(pk=import_id)
    with translation.override(work.made_by.language if work.made_by else "ru"), run.last_step() as outcome:
        try:
            with transaction.atomic():
                done = store_works(work, records_of(work.name, bytes(work.content)))
        except ValidationError as refusal:
            done = refuse_works(work, trouble=" ".join(refusal.messages))
        outcome |= {"stored": done.stored, "merged": done.merged, "refused": done.refused}


@job("scholarship.keep_experts", title=_("Consents of experts that end"), every=timedelta(days=1))
def keep_experts(run: Run) -> dict[str, Any]:
    """Writes once before a consent ends, and takes those whose year is over out of the search."""
    today = timezone.localdate()
    near = ExpertProfile.objects.with_all().listed(today).filter(until__lte=today + WARNED)
    over = ExpertProfile.objects.filter(agreed_on__isnull=False, until__lt=today, until__gte=today - WARNED)
    with transaction.atomic():
        for profile in near:
            letters.write_consent_ends(profile)
        for profile in over:
            remove(profile)
    return {"warned": len(near), "over": len(over)}
