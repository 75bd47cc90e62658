"""For everybody: the media kit, one place with its calendar, and asking for a period."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.security import limits
from sextant.society.members.forms.refusals import attempt
from sextant.work.advertising import rules
from sextant.work.advertising.actions.bookings import ask_booking
from sextant.work.advertising.forms.asking import AskForm
from sextant.work.advertising.models import Place
from sextant.work.advertising.printed import media_kit_pdf
from sextant.work.advertising.queries.calendars import months
from sextant.work.advertising.queries.kit import kit, offer_of, open_places

FROM_ONE, FROM_ALL = 10, 100
"""Requests for a booking within an hour: from one address, and from all together."""


@decided_by(anyone)
@require_safe
def media_kit(request: HttpRequest) -> HttpResponse:
    """What is sold: places with their format, reach and prices."""
    return render(request, "advertising/kit.html", {"offers": kit(timezone.localdate()), "may_manage": rules.may_manage(request.user)})


@decided_by(anyone)
@require_safe
def media_kit_file(request: HttpRequest) -> HttpResponse:
    """The same as PDF, in the language of the page."""
    language = (get_language() or "ru")[:2]
    name = f'attachment; filename="media-kit-{language}.pdf"'
    return HttpResponse(media_kit_pdf(timezone.localdate()), content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(anyone, open_places)
def place(request: HttpRequest, place: Place) -> HttpResponse:
    """One place with its free and taken days, and the form by which a period is asked for."""
    today = timezone.localdate()
    asked = request.POST if request.method == "POST" else None
    form = AskForm(asked, place=place, today=today, organisations=rules.represented(request.user), user=request.user)
    if asked is not None and form.by_a_program:
        return redirect("advertising:asked")
    if form.is_valid():
        user = request.user if request.user.is_authenticated else None
        if not all([limits.within("advertising.ask", FROM_ONE, request=request), limits.within("advertising.ask", FROM_ALL)]):
            form.add_error(None, _("Too many requests have come from here. Wait an hour, or write to the office."))
        elif attempt(form, ask_booking, place=place, today=today, by=user, **form.request()) is not None:
            return redirect("advertising:asked")
    shown = {"place": place, "form": form, "offer": offer_of(place, today), "months": [] if place.by_issue else months(place, today), "today": today}
    return render(request, "advertising/place.html", shown, status=400 if form.is_bound else 200)


@decided_by(anyone)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "advertising/asked.html")
