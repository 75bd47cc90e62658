"""The rules of marking, and noting which lawyer has checked one of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt
from sextant.work.advertising import rules
from sextant.work.advertising.actions.labels import check_rule
from sextant.work.advertising.forms.office import RuleForm
from sextant.work.advertising.models import LabelRule


@decided_by(rules.may_manage)
@require_safe
def rules_of_marking(request: HttpRequest) -> HttpResponse:
    """Every rule with its source, and whether it was checked."""
    return render(request, "advertising/labels.html", {"rows": LabelRule.objects.all()})


@decided_by(rules.may_manage, LabelRule)
def rule_of_marking(request: UserRequest, rule: LabelRule) -> HttpResponse:
    """Notes who has checked a rule, or switches it off."""
    form = RuleForm(request.POST or None, rule=rule)
    if form.is_valid() and attempt(form, check_rule, rule, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The rule is noted."))
        return redirect("advertising:labels")
    return render(request, "advertising/rule.html", {"rule": rule, "form": form}, status=400 if form.is_bound else 200)
