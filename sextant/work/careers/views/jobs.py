"""Jobs for those who keep them: employers and the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.models import Organisation
from sextant.work.careers import rules
from sextant.work.careers.actions.jobs import (
    add_requirement,
    close_job,
    extend_job,
    publish_job,
    remove_requirement,
    return_job,
    save_job,
    submit_job,
)
from sextant.work.careers.forms.board import KeptFilter
from sextant.work.careers.forms.jobs import CloseForm, JobForm, ReasonForm, RequirementForm
from sextant.work.careers.models import Job, Requirement
from sextant.work.careers.queries.board import jobs_kept
from sextant.work.careers.queries.tables import jobs_table
from sextant.work.careers.views.board import WITH_ALL, job_page

ORGANISATIONS = Organisation.objects.filter(merged_into=None)


@decided_by(rules.is_employer)
@require_safe
def kept_jobs(request: UserRequest) -> HttpResponseBase:
    """The jobs of one's organisations, for the office of all; `?format=` downloads what is on screen."""
    form, keys = KeptFilter(request.GET or None), rules.represented(request.user)
    rows = jobs_kept(form.wish(), None if rules.may_review(request.user) else keys)
    if "format" in request.GET:
        return download(jobs_table(rows), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows), "own": ORGANISATIONS.filter(pk__in=keys), "reviews": rules.may_review(request.user)}
    return render(request, "careers/_kept_jobs.html" if part_wanted(request) else "careers/kept_jobs.html", shown)


@decided_by(rules.acts_for, ORGANISATIONS)
def new_job(request: UserRequest, organisation: Organisation) -> HttpResponse:
    """Draws up a job of the organisation."""
    first = {"region": organisation.region_id, "place": organisation.city, "apply_email": organisation.email}
    form = JobForm(request.POST or None, initial=first)
    if form.is_valid():
        made = attempt(form, save_job, None, organisation=organisation, by=request.user, today=timezone.localdate(), **form.given())
        if made is not None:
            messages.success(request, _("The draft is there. Add what is needed for the job, then hand it in."))
            return redirect("careers:job", made.pk)
    return render(request, "careers/edit_job.html", {"form": form, "organisation": organisation}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_job, WITH_ALL)
def edit_job(request: UserRequest, job: Job) -> HttpResponse:
    """Changes a job."""
    form = JobForm(request.POST or None, instance=job)
    if form.is_valid() and attempt(form, save_job, job, by=request.user, today=timezone.localdate(), **form.given()) is not None:
        messages.success(request, _("The job is saved."))
        return redirect("careers:job", job.pk)
    shown = {"form": form, "organisation": job.organisation, "job": job}
    return render(request, "careers/edit_job.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_job, WITH_ALL)
@require_POST
def submit(request: UserRequest, job: Job) -> HttpResponse:
    """Hands the job in."""
    done = _("The job is handed in. Once it is looked over, it is on the board.")
    carried_out(request, done, submit_job, job, by=request.user, today=timezone.localdate())
    return redirect("careers:job", job.pk)


@decided_by(rules.may_review, WITH_ALL)
@require_POST
def publish(request: UserRequest, job: Job) -> HttpResponse:
    """Puts the job on the board."""
    carried_out(request, _("The job is on the board."), publish_job, job, by=request.user, today=timezone.localdate())
    return redirect("careers:job", job.pk)


@decided_by(rules.may_review, WITH_ALL)
@require_POST
def send_back(request: UserRequest, job: Job) -> HttpResponse:
    """Sends the job back with what is to be changed."""
    form = ReasonForm(request.POST)
    if form.is_valid() and attempt(form, return_job, job, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The job went back, and its employer is told why."))
        return redirect("careers:kept_jobs")
    return job_page(request, job, return_form=form)


@decided_by(rules.may_keep_job, WITH_ALL)
@require_POST
def extend(request: UserRequest, job: Job) -> HttpResponse:
    """One more term, with one press."""
    carried_out(request, _("The job is extended."), extend_job, job, by=request.user, today=timezone.localdate())
    return redirect("careers:job", job.pk)


@decided_by(rules.may_keep_job, WITH_ALL)
@require_POST
def close(request: UserRequest, job: Job) -> HttpResponse:
    """Ends the job and says what became of it."""
    form = CloseForm(request.POST)
    if form.is_valid() and attempt(form, close_job, job, by=request.user, today=timezone.localdate(), **form.cleaned_data) is not None:
        messages.success(request, _("The job is closed. Thank you for saying what became of it."))
        return redirect("careers:job", job.pk)
    return job_page(request, job, close_form=form)


@decided_by(rules.may_keep_job, WITH_ALL)
@require_POST
def add_need(request: UserRequest, job: Job) -> HttpResponse:
    """Adds a requirement."""
    form = RequirementForm(request.POST, prefix="need")
    if form.is_valid() and attempt(form, add_requirement, job, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The requirement is added."))
        return redirect("careers:job", job.pk)
    return job_page(request, job, need_form=form)


@decided_by(rules.may_keep_requirement, Requirement.objects.select_related("job__organisation"))
@require_POST
def remove_need(request: HttpRequest, need: Requirement) -> HttpResponse:
    """Takes a requirement away."""
    carried_out(request, _("The requirement is removed."), remove_requirement, need, by=request.user)
    return redirect("careers:job", need.job_id)
