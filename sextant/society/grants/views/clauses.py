"""What agreements say, and whether a lawyer has checked it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.grants import rules
from sextant.society.grants.actions.clauses import save_clause
from sextant.society.grants.forms.office import ClauseForm
from sextant.society.grants.models import Clause
from sextant.society.grants.queries.clauses import PLACES
from sextant.society.members.forms.refusals import attempt


@decided_by(rules.may_see)
@require_safe
def clauses(request: HttpRequest) -> HttpResponse:
    return render(request, "grants/clauses.html", {"rows": Clause.objects.all(), "keeps": rules.may_keep(request.user)})


@decided_by(rules.may_keep, Clause)
def edit_clause(request: UserRequest, clause: Clause) -> HttpResponse:
    """Changes a clause for agreements to come."""
    form = ClauseForm(request.POST or None, instance=clause)
    if form.is_valid() and attempt(form, save_clause, clause, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The clause is saved; agreements that were sent keep theirs."))
        return redirect("grants:clauses")
    shown = {"clause": clause, "form": form, "places": [f"{{{name}}}" for name in PLACES]}
    return render(request, "grants/edit_clause.html", shown, status=400 if form.is_bound else 200)
