"""A project's money: budget, agreements, instalments, booking of hours."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import decided_by
from sextant.society.ledger.queries.accounts import general_fund
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.projects import rules
from sextant.work.projects.actions import money
from sextant.work.projects.forms.money import AgreementForm, BookHoursForm, BudgetForm, InstalmentsForm, ReceiveForm
from sextant.work.projects.models import Agreement, Instalment, Project
from sextant.work.projects.queries.money import budget_lines_of
from sextant.work.projects.views.pages import form_page, saved
from sextant.work.projects.views.projects import WITH_MANAGER


@decided_by(rules.may_keep_money, WITH_MANAGER)
def budget_add(request: HttpRequest, project: Project) -> HttpResponse:
    form = BudgetForm(request.POST or None, project=project)
    values = form.words() if form.is_valid() else {}
    return saved(request, form, project, _("A line of the budget"), money.add_budget_line, project, **values)


@decided_by(rules.may_keep_money, WITH_MANAGER)
@require_POST
def budget_remove(request: HttpRequest, project: Project) -> HttpResponse:
    """Takes one line away; it must be one of this project."""
    asked = request.POST.get("line", "")
    line = budget_lines_of(project).filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 12 else None
    if line is None:
        raise Http404
    carried_out(request, _("The line is taken away."), money.remove_budget_line, line, project, by=request.user)
    return redirect("projects:project", project.pk)


@decided_by(rules.may_keep_money, WITH_MANAGER)
def agreement_new(request: HttpRequest, project: Project) -> HttpResponse:
    form = AgreementForm(request.POST or None, project=project)
    values = form.words() if form.is_valid() else {}
    return saved(request, form, project, _("A funding agreement"), money.sign_agreement, project, **values)


@decided_by(rules.of_agreement, Agreement.objects.select_related("project__manager", "project__programme"))
def instalments(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """The instalments that have not come yet."""
    form = InstalmentsForm(request.POST or None, agreement=agreement)
    parts = form.parts() if form.is_valid() else []
    title = _("Instalments: %(agreement)s") % {"agreement": agreement}
    return saved(request, form, agreement.project, title, money.set_instalments, agreement, parts)


@decided_by(rules.of_instalment, Instalment.objects.select_related("agreement__project__programme", "agreement__organisation", "agreement__fund"))
def receive(request: HttpRequest, instalment: Instalment) -> HttpResponse:
    """Writes down that an instalment came; the books have it as income of its fund."""
    form = ReceiveForm(request.POST or None, instalment=instalment)
    project: Any = instalment.agreement.project
    back = reverse("projects:project", args=[project.pk])
    if form.is_valid():
        payment = attempt(form, money.receive_instalment, instalment, by=request.user, **form.cleaned_data)
        if payment is not None:
            if payment.trouble:
                messages.error(request, payment.trouble)
            else:
                messages.success(request, _("The instalment is received; its receipt is %(number)s.") % {"number": payment.shown_receipt})
            return redirect(back)
    return form_page(request, form, _("Received: %(agreement)s") % {"agreement": instalment.agreement}, back)


@decided_by(rules.may_keep_money, WITH_MANAGER)
def hours_book(request: HttpRequest, project: Project) -> HttpResponse:
    """Books the cost of hours that have a rate."""
    form = BookHoursForm(request.POST or None, initial={"fund": general_fund().pk})
    back = reverse("projects:project", args=[project.pk])
    if form.is_valid():
        count = attempt(form, money.book_hours, project, by=request.user, **form.cleaned_data)
        if count is not None:
            messages.success(request, _("Lines of hours booked: %(count)s.") % {"count": count})
            return redirect(back)
    lead = _("The cost of hours with a rate moves from salaries in general to salaries of this project.")
    return form_page(request, form, _("Book hours"), back, lead, _("Book"))
