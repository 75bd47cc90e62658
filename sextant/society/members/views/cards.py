"""Cards and certificates to download, and the public page that verifies them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.members import rules, states
from sextant.society.members.models import Membership, Seat
from sextant.society.members.printed import card_pdf, certificate_pdf
from sextant.society.members.queries.verification import verified

WITH_HOLDER = Membership.objects.with_holder()


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'})


def _not_yet(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    messages.error(request, _("A card is made for a membership that is active or in its grace period."))
    return redirect("members:membership", membership.pk)


@decided_by(rules.may_see_membership, WITH_HOLDER)
def card(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    """The card as PDF in the language of the page."""
    if membership.state not in states.GOOD_STANDING:
        return _not_yet(request, membership)
    return _download(card_pdf(membership), f"card-{membership.number}")


@decided_by(rules.may_see_membership, WITH_HOLDER)
def certificate(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    """The certificate as PDF in the language of the page."""
    if membership.state not in states.GOOD_STANDING:
        return _not_yet(request, membership)
    return _download(certificate_pdf(membership), f"certificate-{membership.number}")


@decided_by(rules.may_see_seat, Seat.objects.select_related("person", "membership__organisation", "membership__plan"))
def seat_card(request: HttpRequest, seat: Seat) -> HttpResponseBase:
    """The card of whoever sits on a seat."""
    if seat.membership.state not in states.GOOD_STANDING:
        return _not_yet(request, seat.membership)
    return _download(card_pdf(seat.membership, seat), f"card-{seat.membership.number}-{seat.pk}")


@decided_by(anyone)
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Valid or not valid today; an unknown code is told so, with the same kind of page."""
    answer = verified(token)
    return render(request, "members/verify.html", {"answer": answer}, status=200 if answer else 404)
