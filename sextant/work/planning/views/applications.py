"""Applications: the board, the list, one application with its tasks and papers."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.planning import rules, states
from sextant.work.planning.actions import applications as asking
from sextant.work.planning.forms.applications import ApplicationForm, DocumentForm, StepForm, WonForm
from sextant.work.planning.forms.plans import MoveForm
from sextant.work.planning.models import Application, Call, Document, Plan, Step
from sextant.work.planning.queries.applications import applications_of, applications_table, board_of
from sextant.work.planning.views.pages import form_page
from sextant.work.planning.views.plans import WITH_OWNER

WITH_PLAN = Application.objects.select_related("plan__section", "plan__organisation", "call", "initiative", "fund", "programme")
MOST_ON_BOARD = 300


def _wish(request: HttpRequest) -> dict[str, Any]:
    """The plan and the state asked for, where they make sense."""
    plan, state = request.GET.get("plan", ""), request.GET.get("state", "")
    return {"plan": int(plan) if plan.isdecimal() and len(plan) < 10 else None, "state": state if state in states.FOLLOWS else ""}


@decided_by(rules.may_plan)
def applications(request: HttpRequest) -> HttpResponseBase:
    """The board, or with `?view=list` the list; `?format=` downloads it."""
    wish = _wish(request)
    rows = applications_of(request.user, wish)
    if "format" in request.GET:
        return download(applications_table(rows), request.GET["format"])
    context = {"plans": rules.plans_of(request.user)[:100], "wish": wish, "states": Application.STATES}
    if request.GET.get("view") == "list":
        return render(request, "planning/applications.html", {**context, "page": paged(request, rows)})
    return render(request, "planning/board.html", {**context, "columns": board_of(rows[:MOST_ON_BOARD])})


@decided_by(rules.may_edit_plan, WITH_OWNER)
def application_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """A new application; `?call=` fills in what the call says."""
    asked = request.GET.get("call", "")
    call = Call.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 12 else None
    form = ApplicationForm(request.POST or None, plan=plan, call=call)
    if form.is_valid():
        saved = attempt(form, asking.save_application, None, plan=plan, by=request.user, call=call, **form.words())
        if saved is not None:
            return redirect("planning:application", saved.pk)
    return form_page(request, form, _("An application"), reverse("planning:plan", args=[plan.pk]))


def _page(request: HttpRequest, row: Application, **bound: Any) -> HttpResponse:
    names = dict(Application.STATES)
    moves = [(target, names[target]) for target in states.FOLLOWS[row.state] if target != states.WON]
    context = {
        "row": row,
        "moves": moves,
        "may_win": states.WON in states.FOLLOWS[row.state],
        "steps": row.steps.all(),
        "documents": row.documents.all(),
        "secured": row.secured.all(),
        "step_form": StepForm(),
        "document_form": DocumentForm(),
        "today": timezone.localdate(),
        **bound,
    }
    return render(request, "planning/application.html", context, status=400 if bound else 200)


@decided_by(rules.may_see_application, WITH_PLAN)
def application(request: HttpRequest, row: Application) -> HttpResponse:
    """Everything about one application."""
    return _page(request, row)


@decided_by(rules.may_see_application, WITH_PLAN)
def application_edit(request: HttpRequest, row: Application) -> HttpResponse:
    form = ApplicationForm(request.POST or None, plan=row.plan, application=row)
    if form.is_valid() and attempt(form, asking.save_application, row, plan=row.plan, by=request.user, **form.words()) is not None:
        return redirect("planning:application", row.pk)
    return form_page(request, form, row.title, reverse("planning:application", args=[row.pk]))


@decided_by(rules.may_see_application, WITH_PLAN)
@require_POST
def application_move(request: HttpRequest, row: Application) -> HttpResponse:
    form = MoveForm(request.POST)
    target = form.cleaned_data["to"] if form.is_valid() else ""
    carried_out(request, _("The state is changed."), asking.move_application, row, target, by=request.user)
    return redirect("planning:application", row.pk)


@decided_by(rules.may_see_application, WITH_PLAN)
def application_won(request: HttpRequest, row: Application) -> HttpResponse:
    """How much was won; it counts as secured from now on."""
    form = WonForm(request.POST or None, application=row)
    back = reverse("planning:application", args=[row.pk])
    if form.is_valid():
        given = form.cleaned_data
        fields = {"on": given["on"], "report_due_on": given["report_due_on"]}
        won = attempt(form, asking.win_application, row, amounts=form.amounts(), by=request.user, **fields)
        if won is not None:
            messages.success(request, _("The money counts as secured; the gap of the plan is smaller now."))
            return redirect(back)
    return form_page(request, form, _("Won: %(title)s") % {"title": row.title}, back, verb=_("It is won"))


@decided_by(rules.may_see_application, WITH_PLAN)
@require_POST
def step_new(request: HttpRequest, row: Application) -> HttpResponse:
    form = StepForm(request.POST)
    if form.is_valid() and attempt(form, asking.add_step, row, by=request.user, **form.cleaned_data) is not None:
        return redirect("planning:application", row.pk)
    return _page(request, row, step_form=form)


@decided_by(rules.may_see_step, Step.objects.select_related("application__plan__section", "application__plan__organisation"))
@require_POST
def step_mark(request: HttpRequest, step: Step) -> HttpResponse:
    """Done, or not done after all."""
    asking.mark_step(step, done=step.done_on is None, by=request.user)  # type: ignore[arg-type]
    return redirect("planning:application", step.application_id)


@decided_by(rules.may_see_application, WITH_PLAN)
@require_POST
def document_new(request: HttpRequest, row: Application) -> HttpResponse:
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid() and attempt(form, asking.add_document, row, upload=form.cleaned_data["file"], by=request.user) is not None:
        return redirect("planning:application", row.pk)
    return _page(request, row, document_form=form)


@decided_by(rules.may_see_document, Document.objects.select_related("application__plan__section", "application__plan__organisation"))
def document(request: HttpRequest, document: Document) -> FileResponse:
    """The paper itself, always as a download."""
    return FileResponse(document.file.open("rb"), as_attachment=True, filename=document.name, content_type=document.kind)
