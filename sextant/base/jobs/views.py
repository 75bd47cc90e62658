"""Pages of background work: what waits, what runs, how far it is, what came of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sextant.base.exports.tables import download
from sextant.base.jobs import actions
from sextant.base.jobs.exports import jobs_table
from sextant.base.jobs.models import Job
from sextant.base.jobs.queries import jobs_seen_by, kinds_of_work
from sextant.base.jobs.rules import may_retry_job, may_see_job, may_see_jobs, may_stop_job
from sextant.base.permissions.pages import decided_by
from sextant.base.permissions.rules import is_office
from sextant.base.ui.paging import paged

WITH_OWNER = Job.objects.select_related("created_by")


@decided_by(may_see_jobs)
@require_GET
def list_jobs(request: HttpRequest) -> HttpResponseBase:
    """One's own jobs, for the office all of them."""
    asked = {name: request.GET.get(name, "") for name in ("state", "name", "mine")}
    found = jobs_seen_by(request.user, state=asked["state"], name=asked["name"], mine=bool(asked["mine"]))
    if file_format := request.GET.get("format"):
        return download(jobs_table(found), file_format)
    shown = {"page": paged(request, found), "asked": asked, "states": Job.STATES, "kinds": kinds_of_work(), "sees_all": is_office(request.user)}
    return render(request, "jobs/list.html", shown)


@decided_by(may_see_job, WITH_OWNER)
@require_GET
def show_job(request: HttpRequest, job: Job) -> HttpResponse:
    """One job; HTMX asks for the moving part alone, every two seconds until it has ended."""
    return render(request, "jobs/_job.html" if request.htmx else "jobs/detail.html", {"job": job})  # type: ignore[attr-defined]


@decided_by(may_stop_job, WITH_OWNER)
@require_POST
def cancel_job(request: HttpRequest, job: Job) -> HttpResponse:
    """Cancels the job, or says why not."""
    try:
        actions.cancel_job(job, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The job was asked to stop."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("jobs:detail", pk=job.pk)


@decided_by(may_retry_job, WITH_OWNER)
@require_POST
def retry_job(request: HttpRequest, job: Job) -> HttpResponse:
    """Puts the job back into the queue, or says why not."""
    try:
        actions.retry_job(job, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The job waits in the queue again."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("jobs:detail", pk=job.pk)
