"""Reductions of a fee and extra seats: what the office says on the page of a membership."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import decided_by
from sextant.society.members.actions.fees import end_reduction, grant_reduction, set_extra_seats
from sextant.society.members.forms.fees import ExtraSeatsForm, ReductionForm
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.models import FeeReduction, Membership
from sextant.society.members.queries.fees import fee_due
from sextant.society.members.rules import may_decide_applications, may_reduce_fees
from sextant.society.members.views.memberships import WITH_HOLDER, page_of


@decided_by(may_reduce_fees, WITH_HOLDER)
@require_POST
def reduction_grant(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = ReductionForm(request.POST, due=fee_due(membership, timezone.localdate()))
    if form.is_valid() and attempt(form, grant_reduction, membership, **form.cleaned_data, by=request.user) is not None:
        messages.success(request, _("The reduction is granted; it counts for the periods that begin from its first day on."))
        return redirect("members:membership", membership.pk)
    return page_of(request, membership, reduction_form=form)


@decided_by(may_reduce_fees, FeeReduction.objects.select_related("membership"))
@require_POST
def reduction_end(request: HttpRequest, reduction: FeeReduction) -> HttpResponse:
    carried_out(request, _("The reduction has ended."), end_reduction, reduction, by=request.user)
    return redirect("members:membership", reduction.membership_id)


@decided_by(may_decide_applications, WITH_HOLDER)
@require_POST
def extra_seats(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = ExtraSeatsForm(request.POST, membership=membership)
    if form.is_valid() and attempt(form, set_extra_seats, membership, **form.cleaned_data, by=request.user) is not None:
        messages.success(request, _("The number of extra seats is set."))
        return redirect("members:membership", membership.pk)
    return page_of(request, membership, seats_form=form)
