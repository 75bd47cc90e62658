"""“My membership”: where I stand, what to do next, and what was before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import decided_by, logged_in
from sextant.society.members.actions.memberships import set_reminders as set_reminders_of
from sextant.society.members.forms.refusals import carried_out
from sextant.society.members.models import Membership
from sextant.society.members.queries.my import my_place
from sextant.society.members.rules import is_holder


@decided_by(logged_in)
def my_membership(request: HttpRequest) -> HttpResponse:
    """The reader's own memberships and seats, and those of the organisations they act for."""
    return render(request, "members/my.html", {"place": my_place(request.user)})


@decided_by(is_holder, Membership.objects.with_holder())
@require_POST
def set_reminders(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Switches reminders of one membership on or off."""
    wanted = request.POST.get("wanted") == "1"
    done = _("Reminders will come.") if wanted else _("No more reminders will come.")
    carried_out(request, done, set_reminders_of, membership, wanted=wanted, by=request.user)
    return redirect("members:my_membership")
