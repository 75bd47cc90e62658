"""Work for later: watch lists looked over every night."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.trends.actions.watching import look_over
from sextant.work.trends.models import WatchList


@job("trends.look_over", title=_("Looking watch lists over"), every=timedelta(days=1))
def look_over_all(run: Run) -> dict[str, Any]:
    """Every list that is not closed; what is found waits for its owner."""
    rows, found = list(WatchList.objects.filter(closed_on=None).order_by("pk")), 0
    for place, watch_list in enumerate(rows, 1):
        found += look_over(watch_list, today=timezone.localdate(), by=None)
        run.progress(place, len(rows))
    return {"lists": len(rows), "found": found}
