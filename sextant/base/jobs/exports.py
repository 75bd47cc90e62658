"""The queue as a table, for downloads and `sextant export jobs`."""

from collections.abc import Iterable

from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.jobs.models import Job

COLUMNS = (
    Column("id", pgettext_lazy("column", "number"), lambda job: job.pk),
    Column("name", pgettext_lazy("column", "work"), lambda job: job.name),
    Column("title", pgettext_lazy("column", "title"), lambda job: job.title),
    Column("state", pgettext_lazy("column", "state"), lambda job: job.state),
    Column("created_at", pgettext_lazy("column", "asked for"), lambda job: job.created_at),
    Column("created_by", pgettext_lazy("column", "by"), lambda job: str(job.created_by or "")),
    Column("started_at", pgettext_lazy("column", "begun"), lambda job: job.started_at),
    Column("ended_at", pgettext_lazy("column", "ended"), lambda job: job.ended_at),
    Column("attempts", pgettext_lazy("column", "attempts"), lambda job: job.attempts),
    Column("done", pgettext_lazy("column", "done so far"), lambda job: job.done),
    Column("total", pgettext_lazy("column", "in all"), lambda job: job.total),
    Column("error", pgettext_lazy("column", "error"), lambda job: job.error),
)


def jobs_table(jobs: Iterable[Job] | None = None) -> Table:
    """The given jobs, or all of them."""
    found = Job.objects.select_related("created_by") if jobs is None else jobs
    return Table("jobs", COLUMNS, found.iterator(chunk_size=2000) if hasattr(found, "iterator") else found)
