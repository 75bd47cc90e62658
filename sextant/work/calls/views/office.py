"""Organisers: the list of calls, one call's desk, building it on screen, publishing, cancelling, copying."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.permissions.queries import scopes_held
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.models import Section
from sextant.work.calls import rules, states
from sextant.work.calls.actions.calls import begin_call, cancel_call, change_call, copy_call, missing_for_publishing, publish_call
from sextant.work.calls.actions.entries import give_late_pass
from sextant.work.calls.actions.parts import PARTS, remove_part, save_part
from sextant.work.calls.forms.calls import CallForm, ReasonForm, SlugForm, part_form
from sextant.work.calls.forms.entries import LatePassForm
from sextant.work.calls.models import Call, Entry
from sextant.work.calls.queries.desk import desk_of
from sextant.work.calls.queries.parts import parts_of

WITH_ALL = Call.objects.select_related("section", "fund", "copied_from")


def sections_for(user: Any) -> Any:
    """Sections for which the user may begin calls; None for the office, which may for all and for none."""
    if rules.is_office(user):
        return None
    return Section.objects.filter(pk__in=scopes_held(user, "members.section", *rules.SECTION_ROLES))


@decided_by(rules.may_begin)
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """Calls the user runs, drafts first."""
    rows = [call for call in WITH_ALL.order_by("-closes_at") if rules.may_run(request.user, call)]
    drafts = [call for call in rows if call.state == states.DRAFT]
    return render(
        request, "calls/office.html", {"drafts": drafts, "others": [call for call in rows if call.state != states.DRAFT], "now": timezone.now()}
    )


@decided_by(rules.may_begin)
def new_call(request: UserRequest) -> HttpResponse:
    """Begins a call."""
    form = CallForm(request.POST or None, sections=sections_for(request.user))
    if form.is_valid():
        values = form.values()
        made = attempt(form, begin_call, by=request.user, **values)
        if made is not None:
            messages.success(request, _("The draft is there. Add the questions, the criteria and the prizes, then publish it."))
            return redirect("calls:build", made.slug)
    return render(request, "calls/edit_call.html", {"form": form}, status=400 if form.is_bound else 200)


@decided_by(rules.may_edit, WITH_ALL)
def edit_call(request: UserRequest, call: Call) -> HttpResponse:
    """Changes a call."""
    form = CallForm(request.POST or None, instance=call, sections=sections_for(request.user))
    if form.is_valid() and attempt(form, change_call, call, by=request.user, now=timezone.now(), **form.values()) is not None:
        messages.success(request, _("The call is saved."))
        return redirect("calls:build", form.cleaned_data["slug"])
    return render(request, "calls/edit_call.html", {"form": form, "call": Call.objects.get(pk=call.pk)}, status=400 if form.is_bound else 200)


@decided_by(rules.may_run, WITH_ALL)
@require_safe
def desk(request: HttpRequest, call: Call) -> HttpResponse:
    """Where a call stands: entries, jury, stages, what to do next."""
    judges = rules.may_judge_the_judges(request.user, call)
    shown = {"call": call, "judges": judges, "desk": desk_of(call), "now": timezone.now(), "reason_form": ReasonForm(), "slug_form": SlugForm()}
    return render(request, "calls/desk.html", shown)


@decided_by(rules.may_run, WITH_ALL)
@require_safe
def build(request: HttpRequest, call: Call) -> HttpResponse:
    """The call on screen, part by part."""
    shown = {"call": call, "parts": parts_of(call), "missing": missing_for_publishing(call), "edits": rules.may_edit(request.user, call)}
    return render(request, "calls/build.html", shown)


def _with_kind(slug: str, kind: str, pk: int | None = None) -> Call:
    if kind not in PARTS:
        raise Http404
    call = get_object_or_404(WITH_ALL, slug=slug)
    if pk is not None and not PARTS[kind]._default_manager.filter(pk=pk, call=call).exists():
        raise Http404
    return call


def _part_of(request: HttpRequest, call: Call) -> tuple[str, Any]:
    assert request.resolver_match is not None
    kind, key = request.resolver_match.kwargs["kind"], request.resolver_match.kwargs.get("pk")
    return kind, None if key is None else PARTS[kind]._default_manager.get(pk=key)


@decided_by(rules.may_edit, _with_kind)
def edit_part(request: UserRequest, call: Call) -> HttpResponse:
    """Adds or changes a part of the call."""
    kind, part = _part_of(request, call)
    form = part_form(kind, call, part, request.POST or None)
    if form.is_valid() and attempt(form, save_part, call, kind, part, by=request.user, **form.values()) is not None:
        messages.success(request, _("It is saved."))
        return redirect("calls:build", call.slug)
    return render(request, "calls/edit_part.html", {"form": form, "call": call, "kind": kind, "part": part}, status=400 if form.is_bound else 200)


@decided_by(rules.may_edit, _with_kind)
@require_POST
def take_part_out(request: UserRequest, call: Call) -> HttpResponse:
    """Takes a part out of the call."""
    kind, part = _part_of(request, call)
    carried_out(request, _("It is removed."), remove_part, call, kind, part, by=request.user)
    return redirect("calls:build", call.slug)


@decided_by(rules.may_publish, WITH_ALL)
@require_POST
def publish(request: UserRequest, call: Call) -> HttpResponse:
    """Publishes the draft."""
    if carried_out(request, _("The call is published."), publish_call, call, by=request.user, now=timezone.now()):
        return redirect("calls:call", call.slug)
    return redirect("calls:build", call.slug)


@decided_by(rules.may_run, WITH_ALL)
@require_POST
def cancel(request: UserRequest, call: Call) -> HttpResponse:
    """Ends a call without a result."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        carried_out(request, _("The call is cancelled."), cancel_call, call, reason=form.cleaned_data["reason"], by=request.user)
    else:
        messages.error(request, _("Say why; everybody reads it on the page of the call."))
    return redirect("calls:desk", call.slug)


@decided_by(rules.may_run, WITH_ALL)
@require_POST
def copy(request: UserRequest, call: Call) -> HttpResponse:
    """A new draft like this one, a year later."""
    form = SlugForm(request.POST)
    made = attempt(form, copy_call, call, slug=form.cleaned_data["slug"], by=request.user) if form.is_valid() else None
    if made is None:
        messages.error(request, " ".join(str(sentence) for sentences in form.errors.values() for sentence in sentences))
        return redirect("calls:desk", call.slug)
    messages.success(request, _("The copy is a draft. Look at its days, then publish it."))
    return redirect("calls:build", made.slug)


@decided_by(rules.may_judge_the_judges, WITH_ALL)
def late_pass(request: UserRequest, call: Call) -> HttpResponse:
    """Gives one person a later deadline."""
    form = LatePassForm(request.POST or None, call=call)
    if form.is_valid() and form.cleaned_data["person"] is not None:
        made = attempt(form, give_late_pass, call, by=request.user, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The later deadline is noted, and a letter is written."))
            return redirect("calls:entries", call.slug)
    passes = call.late_passes.select_related("person", "by").order_by("-at")
    drafts = Entry.objects.filter(call=call, state=states.DRAFT).count()
    return render(
        request, "calls/late_pass.html", {"form": form, "call": call, "passes": passes, "drafts": drafts}, status=400 if form.is_bound else 200
    )
