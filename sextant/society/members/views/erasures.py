"""All data held about a person to take away, and the right to be forgotten."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sextant.base.permissions.pages import decided_by
from sextant.base.permissions.rules import is_office
from sextant.base.ui.paging import paged
from sextant.society.members import rules
from sextant.society.members.actions import erasures as actions
from sextant.society.members.actions.privacy import note_export
from sextant.society.members.forms.erasures import AskForm, DecideForm
from sextant.society.members.models import ErasureRequest, Person
from sextant.society.members.queries.held import held_as_zip
from sextant.society.members.views.people import person_at, tried

REQUESTS = ErasureRequest.objects.select_related("person", "asked_by", "decided_by")


@decided_by(rules.may_see_private_data, person_at)
def held_data(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything held about the person, as a ZIP file."""
    content = held_as_zip(person)
    note_export(person, by=request.user)  # type: ignore[arg-type]
    disposition = {"Content-Disposition": f'attachment; filename="person-{person.pk}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=disposition)


@decided_by(rules.may_ask_erasure, person_at)
@require_http_methods(["GET", "POST"])
def erasure_ask(request: HttpRequest, person: Person) -> HttpResponse:
    """Asking to be forgotten; the office decides."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and tried(form, lambda given: actions.ask_erasure(person, by=request.user, **given)):  # type: ignore[arg-type]
        messages.success(request, _("Your request has reached the office. You will be told how it was decided."))
        return redirect("members:person", person.pk)
    return render(request, "members/privacy_ask.html", {"form": form, "person": person}, status=422 if form.errors else 200)


@decided_by(is_office)
def erasure_list(request: HttpRequest) -> HttpResponse:
    """Requests, those that wait first."""
    return render(
        request, "members/privacy_requests.html", {"page": paged(request, REQUESTS.order_by(F("decided_at").desc(nulls_first=True), "-id"))}
    )


@decided_by(rules.may_decide_erasure, REQUESTS)
@require_http_methods(["GET", "POST"])
def erasure_decide(request: HttpRequest, erasure: ErasureRequest) -> HttpResponse:
    """Erasing for good, or refusing by law."""
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if "refuse" in request.POST:
                actions.refuse_erasure(erasure, reason=given["reason"], by=request.user)  # type: ignore[arg-type]
            else:
                actions.erase_person(erasure, typed=given["typed"], by=request.user)  # type: ignore[arg-type]
            return redirect("members:erasure", erasure.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return render(request, "members/privacy_decide.html", {"form": form, "erasure": erasure}, status=422 if form.errors else 200)
