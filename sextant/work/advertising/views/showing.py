"""What a reader's browser asks for: the picture of a running booking, and the way to the advertiser."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.work.advertising import rules, states
from sextant.work.advertising.actions.counting import buffer, is_bot
from sextant.work.advertising.links import booking_at
from sextant.work.advertising.models import Booking, Material
from sextant.work.advertising.queries.showing import approved_material

TYPES = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "pdf": "application/pdf"}
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, no-store"}


def running(pk: int) -> Booking:
    """A booking that runs today; 404 for any other."""
    today = timezone.localdate()
    return get_object_or_404(Booking.objects.select_related("place"), pk=pk, state=states.RUNNING, since__lte=today, until__gte=today)


def _shown(booking: Booking) -> Material:
    found = approved_material(booking)
    if found is None:
        raise Http404
    return found


def file_of(material: Material) -> HttpResponseBase:
    """Pictures are shown, print files are taken away; neither can run anything on this site."""
    if not material.file:
        raise Http404
    name = f"{material.booking_id}-{material.version}.{material.kind}"
    kind = TYPES[material.kind]
    return FileResponse(material.file.open("rb"), as_attachment=not material.is_picture, filename=name, content_type=kind, headers=SAFE)


@decided_by(anyone, running)
@require_safe
def picture(request: HttpRequest, booking: Booking) -> HttpResponseBase:
    """The picture that is shown; that it was asked for is a view, because browsers ask only when it comes near the window."""
    answer = file_of(_shown(booking))
    if request.method == "GET":
        buffer.add(booking.pk, timezone.localdate(), "bots" if is_bot(request) else "views")
    return answer


@decided_by(anyone, running)
@require_safe
def go(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Counts a click and leads to the approved address, and nowhere else."""
    target = _shown(booking).target
    if not target:
        raise Http404
    if request.method == "GET":
        buffer.add(booking.pk, timezone.localdate(), "bots" if is_bot(request) else "clicks")
    return HttpResponseRedirect(target, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})


@decided_by(rules.may_see_material, Material.objects.select_related("booking__organisation"))
@require_safe
def material(request: HttpRequest, material: Material) -> HttpResponseBase:
    """A version for those who manage or see the booking."""
    return file_of(material)


def material_of_link(token: str, version: int) -> Material:
    """A version of the booking of a link."""
    return get_object_or_404(Material, booking=booking_at(token), version=version)


@decided_by(anyone, material_of_link)
@require_safe
def my_material(request: HttpRequest, material: Any) -> HttpResponseBase:
    """A version for the advertiser who has the link."""
    return file_of(material)
