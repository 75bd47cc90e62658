"""The advertiser's own pages, opened by the signed link without a log-in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import User, UserRequest
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.advertising import rules, states
from sextant.work.advertising.actions.bookings import hold_booking, write_remark
from sextant.work.advertising.actions.cancelling import cancel_booking, fee_of
from sextant.work.advertising.actions.materials import TAKES_MATERIAL, send_material
from sextant.work.advertising.forms.asking import CancelForm, MaterialForm, RemarkForm
from sextant.work.advertising.links import booking_at, pay_address, token_of
from sextant.work.advertising.models import Booking
from sextant.work.advertising.queries.bookings import bookings_of
from sextant.work.advertising.queries.labels import labels_of
from sextant.work.advertising.queries.showing import what_is_missing


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _page(request: HttpRequest, booking: Booking, **bound: Any) -> HttpResponse:
    today = timezone.localdate()
    materials = list(booking.materials.all())
    context = {
        "booking": booking,
        "token": token_of(booking),
        "materials": materials,
        "remarks": booking.remarks.select_related("by"),
        "labels": labels_of(booking, (get_language() or "ru")[:2]),
        "missing": what_is_missing(booking) if booking.state == states.CONFIRMED else [],
        "pay": pay_address(booking),
        "may_hold": may_move(states.MOVES, booking.state, states.HELD, {states.ADVERTISER}),
        "may_cancel": may_move(states.MOVES, booking.state, states.CANCELLED, {states.ADVERTISER}),
        "fee_minor": fee_of(booking, today),
        "has_report": booking.is_sold,
        "material_form": MaterialForm(place=booking.place) if booking.state in TAKES_MATERIAL else None,
        "remark_form": RemarkForm(),
        "cancel_form": CancelForm(),
        **bound,
    }
    return render(request, "advertising/mine.html", context, status=400 if bound else 200)


@decided_by(anyone, booking_at)
@require_safe
def mine(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Everything about one's booking."""
    return _page(request, booking)


@decided_by(anyone, booking_at)
@require_POST
def hold(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Holds the period for the hours the place grants."""
    done = _("The period is held for you.")
    carried_out(request, done, hold_booking, booking, now=timezone.now(), by=_user(request), who=states.ADVERTISER)
    return redirect("advertising:mine", token_of(booking))


@decided_by(anyone, booking_at)
@require_POST
def send(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Takes a new version of the material."""
    form = MaterialForm(request.POST, request.FILES, place=booking.place)
    if form.is_valid() and attempt(form, send_material, booking, by=_user(request), **form.cleaned_data) is not None:
        messages.success(request, _("The material has come in. We shall look at it and answer."))
        return redirect("advertising:mine", token_of(booking))
    return _page(request, booking, material_form=form)


@decided_by(anyone, booking_at)
@require_POST
def remark(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Writes to the manager."""
    form = RemarkForm(request.POST)
    if form.is_valid() and attempt(form, write_remark, booking, by=_user(request), by_advertiser=True, **form.cleaned_data) is not None:
        return redirect("advertising:mine", token_of(booking))
    return _page(request, booking, remark_form=form)


@decided_by(anyone, booking_at)
@require_POST
def cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Cancels by the terms."""
    form = CancelForm(request.POST)
    if form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "on": timezone.localdate(), "by": _user(request), "who": states.ADVERTISER}
        if attempt(form, cancel_booking, booking, **given) is not None:
            messages.success(request, _("The booking is cancelled."))
            return redirect("advertising:mine", token_of(booking))
    return _page(request, booking, cancel_form=form)


@decided_by(logged_in)
@require_safe
def my_bookings(request: UserRequest) -> HttpResponse:
    """The bookings one has asked for, and those of the organisations one acts for."""
    rows = [(booking, token_of(booking)) for booking in bookings_of(request.user, rules.represented(request.user))]
    return render(request, "advertising/my_bookings.html", {"rows": rows})
