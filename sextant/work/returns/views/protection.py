"""The office's rule of protection of a collection."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.returns import rules
from sextant.work.returns.actions.protection import lift_protection, protect_groups
from sextant.work.returns.forms.peers import ProtectionForm
from sextant.work.returns.models import Collection, GroupProtection
from sextant.work.returns.views.holdings import collection_at

NAMES = ("asked_by", "least", "largest", "share", "within")


@decided_by(rules.is_office, collection_at)
def protection(request: UserRequest, collection: Collection) -> HttpResponse:
    """Which figures of groups are withheld where the owner of the data asks."""
    kept = GroupProtection.objects.filter(collection=collection).first()
    form = ProtectionForm(request.POST or None, initial={name: getattr(kept, name) for name in NAMES} if kept else None)
    if request.method == "POST" and form.is_valid() and attempt(form, protect_groups, collection, by=request.user, **form.cleaned_data):
        messages.success(request, _("The rule is kept; the figures of all years are being worked out under it."))
        return redirect("returns:protection", collection.code)
    return render(request, "returns/protection.html", {"collection": collection, "form": form, "kept": kept}, status=400 if form.errors else 200)


@decided_by(rules.is_office, collection_at)
@require_POST
def lift(request: UserRequest, collection: Collection) -> HttpResponse:
    """Takes the rule away."""
    carried_out(
        request, _("The rule is lifted; the figures of all years are being worked out without it."), lift_protection, collection, by=request.user
    )
    return redirect("returns:protection", collection.code)
