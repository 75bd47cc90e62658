"""The seats of an organisation's membership."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import decided_by
from sextant.society.members.actions.seats import assign_seat, release_seat
from sextant.society.members.forms.memberships import SeatForm
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.models import Membership, Person, Seat
from sextant.society.members.queries.seats import free_seats, people_without_seat, seats_now_and_earlier
from sextant.society.members.rules import may_manage_seats, may_release_seat


@decided_by(may_manage_seats, Membership.objects.with_holder())
def seats(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Who sits on which seat, and a form to give one."""
    organisation = membership.organisation
    people = people_without_seat(membership, organisation) if organisation is not None else Person.objects.none()
    form = SeatForm(request.POST or None, people=people)
    if form.is_valid() and attempt(form, assign_seat, membership, **form.cleaned_data, by=request.user) is not None:
        messages.success(request, _("The seat is given."))
        return redirect("members:seats", membership.pk)
    context = {"membership": membership, "form": form, "seats": seats_now_and_earlier(membership), "free": free_seats(membership)}
    return render(request, "members/seats.html", context)


@decided_by(may_release_seat, Seat.objects.select_related("membership__organisation", "membership__plan"))
@require_POST
def release(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Frees a seat; today is its last day."""
    carried_out(request, _("The seat is free."), release_seat, seat, by=request.user)
    return redirect("members:seats", seat.membership_id)
