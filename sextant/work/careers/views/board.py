"""For everybody: the board, its feed, one job."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.work.careers import rules, states
from sextant.work.careers.actions.jobs import is_trusted
from sextant.work.careers.feed import feed_of
from sextant.work.careers.forms.board import JobFilter
from sextant.work.careers.forms.jobs import CloseForm, ReasonForm, RequirementForm
from sextant.work.careers.json_ld import data_block, posting
from sextant.work.careers.models import Job
from sextant.work.careers.queries.board import jobs_wanted
from sextant.work.careers.queries.employers import agreed_profile, compared
from sextant.work.careers.queries.tables import jobs_table

WITH_ALL = Job.objects.with_all().prefetch_related("requirements")
IN_FEED, PER_PAGE = 50, 25


@decided_by(anyone)
@require_safe
def jobs(request: HttpRequest) -> HttpResponseBase:
    """The board with its filters; `?format=` downloads what is on screen."""
    form, today = JobFilter(request.GET or None), timezone.localdate()
    rows = jobs_wanted(form.wish(), today)
    if "format" in request.GET:
        return download(jobs_table(rows), request.GET["format"])
    asked = request.GET.copy()
    asked.pop("page", None)
    shown = {"form": form, "page": paged(request, rows, PER_PAGE), "asked": asked.urlencode(), "keeps": rules.is_employer(request.user)}
    return render(request, "careers/_jobs.html" if part_wanted(request) else "careers/jobs.html", shown)


@decided_by(anyone)
@require_safe
def jobs_feed(request: HttpRequest) -> HttpResponse:
    """The same search as an Atom feed."""
    return feed_of(request, jobs_wanted(JobFilter(request.GET or None).wish(), timezone.localdate())[:IN_FEED])


def job_page(request: HttpRequest, job: Job, **bound: Any) -> HttpResponse:
    """One job; for those who keep it, with what they may do."""
    user, today = request.user, timezone.localdate()
    keeps, open_now = rules.may_keep_job(user, job), job.state == states.PUBLISHED and job.apply_until >= today
    words = rules.words_for_job(user, job, trusted=keeps and is_trusted(job.organisation))
    may = {target for target in states.MOVES[job.state] if may_move(states.MOVES, job.state, target, words)}
    profile = agreed_profile(job.organisation)
    shown = {
        "job": job,
        "open_now": open_now,
        "profile": profile,
        "compared": compared(profile) if profile else None,
        "structured": data_block(posting(job, request.path)) if open_now else "",
        "keeps": keeps,
        "may_edit": keeps and job.state in states.CHANGEABLE,
        "may_submit": states.EMPLOYER in words and job.state == states.DRAFT,
        "may_publish": states.OFFICE in words and states.PUBLISHED in may and job.state != states.EXPIRED,
        "may_extend": keeps and job.state in (states.PUBLISHED, states.EXPIRED),
        "close_form": CloseForm() if states.CLOSED in may else None,
        "return_form": ReasonForm() if states.OFFICE in words and job.state == states.SUBMITTED else None,
        "need_form": RequirementForm(prefix="need"),
        **bound,
    }
    return render(request, "careers/job.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_job, WITH_ALL)
@require_safe
def job(request: HttpRequest, job: Job) -> HttpResponse:
    """What the work is, what it pays, how to apply; and the same for search engines."""
    return job_page(request, job)
