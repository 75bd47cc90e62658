"""Benefits for members: the public page, and how the office keeps it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.members.actions.benefits import save_benefit
from sextant.society.members.forms.benefits import BenefitForm
from sextant.society.members.forms.refusals import attempt
from sextant.society.members.models import Benefit
from sextant.society.members.queries.benefits import benefits_for
from sextant.society.members.rules import may_manage_plans


@decided_by(anyone)
@require_safe
def benefits(request: HttpRequest) -> HttpResponse:
    """What membership is good for; how a benefit is used is told to those who may use it."""
    shown: dict[str, object] = {"offered": benefits_for(request.user)}
    if may_manage_plans(request.user):
        today = timezone.localdate()
        shown["kept"] = [(one, *one.state_on(today)) for one in Benefit.objects.all()]
    return render(request, "members/benefits.html", shown)


def _form(request: HttpRequest, benefit: Benefit | None) -> HttpResponse:
    form = BenefitForm(request.POST or None, instance=benefit)
    if form.is_valid() and attempt(form, save_benefit, benefit, by=request.user, **form.values()) is not None:
        messages.success(request, _("The benefit is saved."))
        return redirect("members:benefits")
    return render(request, "members/benefit_form.html", {"form": form, "benefit": benefit})


@decided_by(may_manage_plans)
def new_benefit(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@decided_by(may_manage_plans, Benefit)
def edit_benefit(request: HttpRequest, benefit: Benefit) -> HttpResponse:
    return _form(request, benefit)
