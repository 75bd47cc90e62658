"""The vote of the public."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import carried_out
from sextant.work.calls import rules, states
from sextant.work.calls.actions.voting import cast_vote
from sextant.work.calls.models import Call, Entry, Vote
from sextant.work.calls.queries.shown import shown_to_public
from sextant.work.calls.views.public import open_vote


@decided_by(lambda user, call: user.is_authenticated and rules.may_see_call(user, call), Call.objects.select_related("section"))
def vote_page(request: UserRequest, call: Call) -> HttpResponse:
    """The entries that stand, without names in a double-blind call, and the user's voice."""
    stage = open_vote(call)
    if stage is None:
        raise Http404
    if request.method == "POST":
        key = request.POST.get("entry", "")
        rows = Entry.objects.select_related("person")
        chosen = get_object_or_404(rows, pk=int(key) if key.isdecimal() and len(key) < 10 else 0, stage=stage)
        carried_out(
            request,
            _("Your voice is counted. You may change it until the vote ends."),
            cast_vote,
            stage,
            chosen,
            today=timezone.localdate(timezone=call.zone),
            by=request.user,
        )
        return redirect("calls:vote", call.slug)
    rows = (
        Entry.objects.filter(stage=stage, state=states.SUBMITTED).select_related("call", "category", "person").order_by("category__place", "number")
    )
    mine = Vote.objects.filter(stage=stage, user=request.user).values_list("entry", flat=True).first()
    return render(request, "calls/vote.html", {"call": call, "stage": stage, "entries": shown_to_public(rows), "mine": mine})
