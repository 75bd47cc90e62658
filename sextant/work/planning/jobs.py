"""Work for later: reading a brought file, and telling of what is new every day."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.lab.funding.findings import FundingError
from sextant.work.planning import layouts
from sextant.work.planning.actions.imports import refuse_import, store_reading
from sextant.work.planning.actions.reminders import remind_of, wanted
from sextant.work.planning.actions.searches import tell_of_new
from sextant.work.planning.models import CallImport, SavedSearch


@job("planning.import_calls", title=_("Import of funding calls"))
def import_calls(run: Run, import_id: int) -> None:
    """Reads the file of an import and stores it whole; a file that cannot be used is refused whole."""
    work = CallImport.objects.select_related("by").get(pk=import_id)
    if work.ended_at:
        return
    path = Path(work.file.path)
    run.progress(0, 3, str(_("Reading the file")))
    try:
        layout = work.layout or layouts.recognised(path)
        run.progress(1, 3, str(_("Reading the rows")))
        reading = layouts.read(path, layout)
    except FundingError as refusal:
        with run.last_step():
            refuse_import(work, refusal)
        return
    run.progress(2, 3, str(_("Storing the rows")))
    with run.last_step() as result:
        store_reading(work, reading, layout)
        result.update({"read": work.read, "stored": work.stored, "merged": work.merged, "refused": work.refused})


@job("planning.tell_of_calls", title=_("Letters about new calls"), every=timedelta(days=1))
def tell_of_calls(run: Run) -> None:
    """One letter a search and day, naming the calls that answer it and were not told of before."""
    keys = list(SavedSearch.objects.order_by("pk").values_list("pk", flat=True))
    for place, key in enumerate(keys):
        with run.step():
            tell_of_new(key)
        run.progress(place + 1, len(keys))


@job("planning.remind", title=_("Reminders of applications to funders"), every=timedelta(days=1))
def remind(run: Run) -> None:
    """Letters before tasks, last days and reports, to those who asked for them; told once within the week and once within the day."""
    keys = wanted()
    for place, key in enumerate(keys):
        with run.step():
            remind_of(key, timezone.localdate())
        run.progress(place + 1, len(keys))


def sample_reminder() -> dict[str, Any]:
    """An invented reminder for the preview of the office."""
    page = "https://example.org/applications/1/"
    return {"title": "Reading for everybody", "funder": "Fund of the Open Book", "kind": "apply", "what": "", "due": date(2026, 12, 1), "page": page}


def sample_letter() -> dict[str, Any]:
    """An invented letter for the preview of the office."""
    calls = [("Reading for everybody", "Fund of the Open Book", date(2026, 12, 1), "https://example.org/calls/1/")]
    return {"search": "Reading", "calls": calls, "more": 0, "stop": "https://example.org/stop/"}
