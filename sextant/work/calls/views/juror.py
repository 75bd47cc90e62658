"""A juror's side: the invitation, the desk, one entry to judge, its files; nothing here names an author in a blind call."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by, ensure
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.calls import rules, states
from sextant.work.calls.actions.jury import agree_to_judge, decline_to_judge, leave_jury
from sextant.work.calls.actions.reviews import recuse, reopen_review, save_review, say_to_jury, submit_review
from sextant.work.calls.forms.jury import AgreeForm, RecuseForm, RemarkForm, ReviewForm
from sextant.work.calls.models import Call, EntryFile, Juror, Remark, Review
from sextant.work.calls.queries.jury import others_reviews, reviews_of
from sextant.work.calls.queries.shown import shown_to_juror
from sextant.work.calls.views.entries import told_saved

WITH_CALL = Juror.objects.select_related("call__section", "person__user")
WITH_ALL = Review.objects.select_related("entry__call__section", "entry__category", "entry__person", "stage", "juror__person")


def _invited(user: Any, call: Call) -> bool:
    juror = rules.juror_of(user, call)
    return juror is not None and juror.state in (states.INVITED, states.AGREED, states.DECLINED)


def desk_page(request: UserRequest, juror: Juror, form: AgreeForm | None = None) -> HttpResponse:
    """The invitation, or the entries to judge."""
    sits = rules.sits(request.user, juror.call)
    rows = list(reviews_of(juror)) if sits else []
    shown = {
        "call": juror.call,
        "juror": juror,
        "sits": sits,
        "form": form or AgreeForm(juror=juror),
        "reviews": rows,
        "done": sum(review.state == states.REVIEWED for review in rows),
        "sees_names": rules.sees_names(request.user, juror.call),
        "stages": juror.call.stages.all() if sits and juror.is_chair else [],
    }
    return render(request, "calls/judge.html", shown, status=400 if form is not None and form.errors else 200)


@decided_by(_invited, Call.objects.select_related("section"))
@require_safe
def judge(request: UserRequest, call: Call) -> HttpResponse:
    """A juror's desk in one call."""
    return desk_page(request, WITH_CALL.get(call=call, person__user=request.user))


@decided_by(rules.may_answer_invitation, WITH_CALL)
@require_POST
def agree(request: UserRequest, juror: Juror) -> HttpResponse:
    """Agrees to the rules; may be sent again to change load and topics."""
    form = AgreeForm(request.POST, juror=juror)
    if form.is_valid() and attempt(form, agree_to_judge, juror, now=timezone.now(), by=request.user, **form.values()) is not None:
        messages.success(request, _("Thank you. A letter tells you when there are entries to judge."))
        return redirect("calls:judge", juror.call.slug)
    return desk_page(request, juror, form)


@decided_by(rules.may_answer_invitation, WITH_CALL)
@require_POST
def decline(request: UserRequest, juror: Juror) -> HttpResponse:
    """Says no."""
    carried_out(request, _("You have declined. Thank you for answering."), decline_to_judge, juror, now=timezone.now(), by=request.user)
    return redirect("calls:judge", juror.call.slug)


@decided_by(rules.may_answer_invitation, WITH_CALL)
def leave(request: UserRequest, juror: Juror) -> HttpResponse:
    """Asks once more, then leaves the jury."""
    if request.method == "POST":
        carried_out(request, _("You have left the jury."), leave_jury, juror, who=states.JUROR, now=timezone.now(), by=request.user)
        return redirect("calls:mine")
    return render(request, "calls/leave.html", {"juror": juror, "call": juror.call})


def review_page(request: HttpRequest, review: Review, **bound: Any) -> HttpResponse:
    """One entry as this juror may see it, the scores, what others said once one's own review is in."""
    criteria = list(review.entry.call.criteria.all())
    others = list(others_reviews(review))
    shown = {
        "review": review,
        "call": review.entry.call,
        "shown": shown_to_juror(review),
        "form": ReviewForm(review=review, criteria=criteria),
        "recuse_form": RecuseForm(),
        "remark_form": RemarkForm(),
        "remarks": Remark.objects.filter(entry=review.entry).select_related("juror__person") if review.state == states.REVIEWED else [],
        "others": others,
        "open": not review.stage.is_frozen and review.entry.call.state == states.PUBLISHED,
        "next": reviews_of(review.juror).filter(state=states.ASSIGNED).exclude(pk=review.pk).first(),
        **bound,
    }
    return render(request, "calls/review.html", shown, status=400 if any(getattr(form, "errors", None) for form in bound.values()) else 200)


@decided_by(rules.may_review, WITH_ALL)
@require_safe
def review(request: HttpRequest, review: Review) -> HttpResponse:
    """One entry to judge."""
    return review_page(request, review)


def _form(request: UserRequest, review: Review) -> ReviewForm:
    return ReviewForm(request.POST, review=review, criteria=list(review.entry.call.criteria.all()))


@decided_by(rules.may_review, WITH_ALL)
@require_POST
def save(request: UserRequest, review: Review) -> HttpResponse:
    """Keeps what is written so far."""
    form = _form(request, review)
    kept = attempt(form, save_review, review, now=timezone.now(), by=request.user, **form.values()) if form.is_valid() else None
    if part_wanted(request):
        return told_saved(render(request, "calls/_review_saved.html", {"review": kept, "form": form}), kept is not None)
    if kept is None:
        return review_page(request, review, form=form)
    messages.success(request, _("Saved. The review is not submitted yet."))
    return redirect("calls:review", review.pk)


@decided_by(rules.may_review, WITH_ALL)
@require_POST
def submit(request: UserRequest, review: Review) -> HttpResponse:
    """Submits the review."""
    form = _form(request, review)
    if form.is_valid() and attempt(form, submit_review, review, now=timezone.now(), by=request.user, **form.values()) is not None:
        messages.success(request, _("The review of entry No. %(number)s is submitted.") % {"number": review.entry.code})
        return redirect("calls:judge", review.entry.call.slug)
    return review_page(request, review, form=form)


@decided_by(rules.may_review, WITH_ALL)
@require_POST
def reopen(request: UserRequest, review: Review) -> HttpResponse:
    """Opens a submitted review again."""
    carried_out(request, _("The review is open again. Submit it when you are done."), reopen_review, review, now=timezone.now(), by=request.user)
    return redirect("calls:review", review.pk)


@decided_by(rules.may_recuse, WITH_ALL)
@require_POST
def step_back(request: UserRequest, review: Review) -> HttpResponse:
    """Steps back from an entry."""
    form = RecuseForm(request.POST)
    if form.is_valid():
        words = _("You have stepped back from entry No. %(number)s. It goes to somebody else.") % {"number": review.entry.code}
        carried_out(request, words, recuse, review, kind=form.cleaned_data["kind"], now=timezone.now(), by=request.user)
        return redirect("calls:judge", review.entry.call.slug)
    if not rules.may_review(request.user, review):
        messages.error(request, _("Say what ties you to the entry."))
        return redirect("calls:judge", review.entry.call.slug)
    return review_page(request, review, recuse_form=form)


@decided_by(rules.may_review, WITH_ALL)
@require_POST
def remark(request: UserRequest, review: Review) -> HttpResponse:
    """Says something to those who judge the same entry; open to whoever has submitted their own review."""
    ensure(review.state == states.REVIEWED)
    form = RemarkForm(request.POST)
    if form.is_valid():
        made = attempt(form, say_to_jury, review.entry, text=form.cleaned_data["text"], juror=review.juror, by=request.user)
        if made is not None:
            return redirect("calls:review", review.pk)
    return review_page(request, review, remark_form=form)


@decided_by(rules.may_review, lambda pk, file: get_object_or_404(WITH_ALL, pk=pk))
@require_safe
def file_of(request: HttpRequest, review: Review) -> HttpResponseBase:
    """A file of the entry: in a blind call the prepared one, under the number of the entry."""
    assert request.resolver_match is not None
    rows = EntryFile.objects.filter(entry=review.entry_id).select_related("field")
    found = get_object_or_404(rows, pk=request.resolver_match.kwargs["file"])
    if not rules.may_see_files_of(request.user, review, found):
        raise Http404
    if rules.sees_names(request.user, review.entry.call):
        return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.kind)
    place = [one.pk for one in rows.order_by("pk")].index(found.pk) + 1
    name = f"{review.entry.code}-{place}.{found.ending}"
    return FileResponse(found.blind_file.open("rb"), as_attachment=True, filename=name, content_type=found.kind)
