"""Organisers: entries, jury, assignment, ranking, decision, announcement. Closed to whoever has an entry in the call."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.jobs.models import Job
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.calls import rules, states
from sextant.work.calls.actions.assigning import ask_assignment, assign_by_hand, remind_jurors, take_back_review
from sextant.work.calls.actions.bundles import ask_bundle
from sextant.work.calls.actions.comparing import ask_comparison
from sextant.work.calls.actions.entries import readmit_entry, refuse_entry
from sextant.work.calls.actions.files import allow_file
from sextant.work.calls.actions.jury import declare_conflict, invite_juror, leave_jury
from sextant.work.calls.forms.calls import ReasonForm
from sextant.work.calls.forms.entries import EntryFilter
from sextant.work.calls.forms.jury import ByHandForm, DeclareForm, InviteForm, ProposeForm
from sextant.work.calls.models import Bundle, Call, Entry, EntryFile, Juror, Remark, Review, Score, Stage
from sextant.work.calls.queries.entries import counts_of, entries_wanted
from sextant.work.calls.queries.jury import jury_of
from sextant.work.calls.queries.proposing import concepts_of, proposed_jurors
from sextant.work.calls.queries.tables import entries_table, jury_table, reviews_table

LARGEST_KEY = 2**63 - 1
"""No database of ours has larger keys; an address may."""
CALLS = Call.objects.select_related("section")
ENTRIES = Entry.objects.select_related("call__section", "person__user", "stage__call", "category")
JURORS = Juror.objects.select_related("call__section", "person__user")
REVIEWS = Review.objects.select_related("stage__call", "entry__call__section", "juror__person")


@decided_by(rules.may_judge_the_judges, CALLS)
@require_safe
def entries(request: HttpRequest, call: Call) -> HttpResponseBase:
    """Submitted entries with their authors and how far the jury is."""
    form = EntryFilter(request.GET or None, call=call)
    rows = entries_wanted(call, form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(entries_table(rows.iterator(chunk_size=500)), request.GET["format"])
    shown = {"call": call, "form": form, "page": paged(request, rows), "counts": counts_of(call)}
    return render(request, "calls/_entry_rows.html" if part_wanted(request) else "calls/entries.html", shown)


@decided_by(rules.may_admit, ENTRIES)
@require_POST
def refuse(request: UserRequest, entry: Entry) -> HttpResponse:
    """Does not admit an entry."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        carried_out(
            request, _("The entry is not admitted; its author reads why."), refuse_entry, entry, reason=form.cleaned_data["reason"], by=request.user
        )
    else:
        messages.error(request, _("Say why; the author reads it."))
    return redirect("calls:judging", entry.pk)


@decided_by(rules.may_admit, ENTRIES)
@require_POST
def readmit(request: UserRequest, entry: Entry) -> HttpResponse:
    """Admits an entry after all."""
    carried_out(request, _("The entry is admitted."), readmit_entry, entry, by=request.user)
    return redirect("calls:judging", entry.pk)


@decided_by(rules.may_admit_file, EntryFile.objects.select_related("entry__call__section"))
@require_POST
def allow(request: UserRequest, file: EntryFile) -> HttpResponse:
    """Shows the jury a file in which a name was found."""
    carried_out(request, _("The jury may have this file."), allow_file, file, by=request.user)
    return redirect("calls:judging", file.entry_id)


@decided_by(rules.may_judge_the_judges, CALLS)
@require_safe
def jury(request: HttpRequest, call: Call) -> HttpResponseBase:
    """The jury with its loads."""
    if "format" in request.GET:
        return download(jury_table(jury_of(call)), request.GET["format"])
    return _jury_page(request, call)


def _jury_page(request: HttpRequest, call: Call, form: InviteForm | None = None) -> HttpResponse:
    """The jury, the form to invite, and experts on the call's concepts; `?concepts=` asks for others than its title names."""
    propose = ProposeForm(request.GET or None, initial={"concepts": (named := concepts_of(call))})
    concepts = propose.wish() if propose.is_bound else named
    shown = {"call": call, "jurors": jury_of(call), "form": form or InviteForm(), "now": timezone.now()}
    found = {"propose_form": propose, "concepts": concepts, "proposed": proposed_jurors(call, concepts) if concepts else []}
    return render(request, "calls/jury.html", shown | found, status=400 if form is not None else 200)


@decided_by(rules.may_judge_the_judges, CALLS)
@require_POST
def invite(request: UserRequest, call: Call) -> HttpResponse:
    """Asks somebody to judge."""
    form = InviteForm(request.POST)
    if form.is_valid() and attempt(form, invite_juror, call, now=timezone.now(), by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The invitation is on its way."))
        return redirect("calls:jury", call.slug)
    return _jury_page(request, call, form)


@decided_by(rules.may_change_juror, JURORS)
@require_POST
def release(request: UserRequest, juror: Juror) -> HttpResponse:
    """Releases a juror; what they have not submitted becomes free."""
    carried_out(request, _("The juror is released."), leave_jury, juror, who=states.ORGANISER, now=timezone.now(), by=request.user)
    return redirect("calls:jury", juror.call.slug)


def _stage(slug: str, stage: int) -> Call:
    return get_object_or_404(CALLS, slug=slug, stages__in=Stage.objects.filter(pk=min(stage, LARGEST_KEY)))


def stage_of(request: HttpRequest) -> Stage:
    """The stage the address names; its call was looked at by the rule."""
    assert request.resolver_match is not None
    return Stage.objects.select_related("call__section").prefetch_related("call__stages").get(pk=request.resolver_match.kwargs["stage"])


@decided_by(rules.may_judge_the_judges, _stage)
@require_safe
def assignment(request: HttpRequest, call: Call) -> HttpResponseBase:
    """Who judges what at a stage, what could not be filled and why."""
    stage = stage_of(request)
    if "format" in request.GET:
        scores = Score.objects.filter(review__stage=stage, review__state=states.REVIEWED).select_related(
            "review__entry", "review__juror__person", "criterion"
        )
        return download(reviews_table(scores.order_by("review__entry__number", "pk").iterator(chunk_size=1000)), request.GET["format"])
    reviews = REVIEWS.filter(stage=stage, entry__state=states.SUBMITTED).order_by("entry__number", "pk")
    shown = {"call": call, "stage": stage, "run": stage.assignments.first(), "page": paged(request, reviews), "now": timezone.now()}
    return render(request, "calls/assignment.html", shown)


@decided_by(rules.may_judge_the_judges, _stage)
@require_POST
def assign(request: UserRequest, call: Call) -> HttpResponse:
    """Queues the assignment; the page of the job shows how far it is."""
    stage = stage_of(request)
    if carried_out(request, _("The jury is being assigned."), ask_assignment, stage, now=timezone.now(), by=request.user):
        return redirect("jobs:detail", Job.objects.filter(created_by=request.user).latest("pk").pk)
    return redirect("calls:assignment", call.slug, stage.pk)


@decided_by(rules.may_judge_the_judges, _stage)
@require_POST
def remind(request: UserRequest, call: Call) -> HttpResponse:
    """Writes to every juror who still has entries to judge."""
    stage = stage_of(request)
    carried_out(
        request, _("Jurors with entries to judge are reminded, each once a day at most."), remind_jurors, stage, now=timezone.now(), by=request.user
    )
    return redirect("calls:assignment", call.slug, stage.pk)


def judging_page(request: HttpRequest, entry: Entry, **bound: Any) -> HttpResponse:
    """One entry with its reviews, conflicts and discussion, for those who run the jury."""
    reviews = REVIEWS.filter(entry=entry).prefetch_related("scores__criterion").order_by("stage__place", "pk")
    shown = {
        "entry": entry,
        "call": entry.call,
        "reviews": reviews,
        "criteria": entry.call.criteria.all(),
        "conflicts": entry.conflicts.select_related("juror__person"),
        "remarks": Remark.objects.filter(entry=entry).select_related("juror__person", "by"),
        "names": entry.names_found.select_related("answer__field", "file"),
        "files": entry.files.select_related("field"),
        "resemblances": [
            (one, one.other.call.state == states.ANNOUNCED or rules.may_judge_the_judges(request.user, one.other.call))
            for one in entry.resemblances.select_related("other__call__section")
        ],
        "hand_form": ByHandForm(call=entry.call),
        "tie_form": DeclareForm(call=entry.call),
        "reason_form": ReasonForm(),
        "open": entry.stage is not None and entry.stage.kind == Stage.Kind.JURY and not entry.stage.is_frozen and entry.state == states.SUBMITTED,
        **bound,
    }
    return render(request, "calls/judging.html", shown, status=400 if bound else 200)


@decided_by(rules.may_admit, ENTRIES)
@require_safe
def judging(request: HttpRequest, entry: Entry) -> HttpResponse:
    """How one entry is judged."""
    return judging_page(request, entry)


@decided_by(rules.may_admit, ENTRIES)
@require_POST
def by_hand(request: UserRequest, entry: Entry) -> HttpResponse:
    """Gives the entry to a juror by hand."""
    form = ByHandForm(request.POST, call=entry.call)
    if form.is_valid() and entry.stage is not None:
        if attempt(form, assign_by_hand, entry.stage, entry, form.cleaned_data["juror"], now=timezone.now(), by=request.user) is not None:
            messages.success(request, _("The entry is given to this juror."))
            return redirect("calls:judging", entry.pk)
    return judging_page(request, entry, hand_form=form)


@decided_by(rules.may_admit, ENTRIES)
@require_POST
def declare(request: UserRequest, entry: Entry) -> HttpResponse:
    """Notes a tie between a juror and the entry."""
    form = DeclareForm(request.POST, call=entry.call)
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(form, declare_conflict, given["juror"], entry, kind=given["kind"], note=given["note"], now=timezone.now(), by=request.user)
        if made is not None:
            messages.success(request, _("The conflict of interest is noted."))
            return redirect("calls:judging", entry.pk)
    return judging_page(request, entry, tie_form=form)


@decided_by(rules.may_change_assignment, REVIEWS)
@require_POST
def take_back(request: UserRequest, review: Review) -> HttpResponse:
    """Takes an entry from a juror."""
    carried_out(request, _("The review is taken back."), take_back_review, review, by=request.user)
    return redirect("calls:judging", review.entry_id)


@decided_by(rules.may_judge_the_judges, CALLS)
@require_POST
def ask_zip(request: UserRequest, call: Call) -> HttpResponse:
    """Queues everything submitted as one ZIP."""
    _bundle, job = ask_bundle(call, by=request.user)
    return redirect("jobs:detail", job.pk)


@decided_by(rules.may_judge_the_judges, CALLS)
@require_POST
def compare(request: UserRequest, call: Call) -> HttpResponse:
    """Queues the comparison with everything that was submitted before."""
    return redirect("jobs:detail", ask_comparison(call, by=request.user).pk)


@decided_by(rules.may_have_bundle, Bundle.objects.select_related("call__section"))
@require_safe
def bundle(request: HttpRequest, bundle: Bundle) -> HttpResponseBase:
    """The finished ZIP."""
    if not bundle.file:
        raise Http404
    return FileResponse(bundle.file.open("rb"), as_attachment=True, filename=f"{bundle.call.slug}.zip", content_type="application/zip")
