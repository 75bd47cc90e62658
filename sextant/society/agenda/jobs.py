"""Counting the figures of a year, outside any request."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.base.measures.registry import Period
from sextant.society.agenda.actions import Counted, store_figures
from sextant.society.agenda.models import Agenda, Indicator
from sextant.society.agenda.queries import current_agenda
from sextant.society.agenda.queries.figures import figure_of


@job("agenda.compute_year", title=gettext_lazy("Count the figures of the agenda"), every=timedelta(days=1))
def compute_year(run: Run, *, year: int | None = None, agenda: int | None = None) -> None:
    """Counts every measured indicator of a year (this one by default) and keeps what changed, all at once."""
    subject = Agenda.objects.filter(pk=agenda).first() if agenda else current_agenda()
    period = Period.of_year(year or timezone.localdate().year)
    counted = count_figures(subject, period, run) if subject else []
    with run.last_step() as result:
        result["counted"] = len(counted)
        result["changed"] = store_figures(subject, period=period, counted=counted, by=run.job.created_by) if subject else 0


def count_figures(agenda: Agenda, period: Period, run: Run | None = None) -> list[Counted]:
    """What the registry's measures say of an agenda's indicators in a period; nothing is written."""
    indicators = Indicator.objects.filter(guideline__direction__agenda=agenda, is_active=True).exclude(kind="reported")
    rows = list(indicators.order_by("pk"))
    counted = []
    for place, indicator in enumerate(rows):
        if run is not None:
            run.progress(place, len(rows), indicator.code)
        counted.append(count_one(indicator, period))
    return counted


def count_one(indicator: Indicator, period: Period) -> Counted:
    """One indicator's figure with the number and the fingerprint of its rows."""
    figure = figure_of(indicator, period)
    if figure is None:
        return Counted(indicator, None, "not_collected", _("The capability that counts this is not installed."))
    count, fingerprint = figure.source.count_and_fingerprint() if figure.source else (0, "")
    persons = figure.source.persons if figure.source else False
    return Counted(indicator, figure.value, figure.status, str(figure.reason), count, fingerprint, persons)
