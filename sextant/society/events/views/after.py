"""After the event: certificates, feedback, materials."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.audit.turns import again
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.events import rules, states
from sextant.society.events.actions.after import issue_certificates, revoke_certificate
from sextant.society.events.actions.materials import add_material, remove_material
from sextant.society.events.forms.events import ReasonForm
from sextant.society.events.forms.office import MaterialForm
from sextant.society.events.forms.registering import FeedbackForm
from sextant.society.events.links import certificate_token
from sextant.society.events.models import Certificate, Event, Material
from sextant.society.events.queries.events import WITH_SECTION
from sextant.society.events.queries.feedback import results_of
from sextant.society.members.forms.refusals import attempt, carried_out

CERTIFICATES = Certificate.objects.select_related("registration__event__section")


@decided_by(rules.may_keep, WITH_SECTION)
@require_safe
def certificates(request: HttpRequest, event: Event) -> HttpResponse:
    """Who has a certificate, and issuing the rest."""
    page = paged(request, CERTIFICATES.filter(registration__event=event).order_by("registration__number"))
    missing = event.registrations.filter(state=states.ATTENDED, certificate=None).count()
    rows = [(one, certificate_token(one)) for one in page]
    shown = {"event": event, "page": page, "rows": rows, "missing": missing, "may_issue": event.state == states.OVER and missing}
    return render(request, "events/certificates.html", shown)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def issue(request: UserRequest, event: Event) -> HttpResponse:
    """A certificate for everybody who attended and has none."""
    try:
        made = again(issue_certificates, event, on=timezone.localdate(), by=request.user)
        words = ngettext("%(count)s certificate is issued.", "%(count)s certificates are issued.", len(made)) % {"count": len(made)}
        messages.success(request, words)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("events:certificates", event.code)


@decided_by(rules.may_keep_certificate, CERTIFICATES)
def revoke(request: UserRequest, certificate: Certificate) -> HttpResponse:
    """Takes a certificate back."""
    form = ReasonForm(request.POST or None)
    event = certificate.registration.event
    if form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "on": timezone.localdate(), "by": request.user}
        if attempt(form, revoke_certificate, certificate, **given) is not None:
            messages.success(request, _("The certificate is revoked; its public page says so."))
            return redirect("events:certificates", event.code)
    shown = {"event": event, "certificate": certificate, "form": form}
    return render(request, "events/revoke.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, WITH_SECTION)
@require_safe
def feedback_results(request: HttpRequest, event: Event) -> HttpResponse:
    """What participants thought; nothing while fewer than five have answered."""
    labels = {name: field.label for name, field in FeedbackForm.base_fields.items()}
    results = results_of(event)
    shown = {"event": event, "results": results, "scores": [(labels[one.name], one) for one in results.scores]}
    return render(request, "events/feedback.html", shown)


def _materials(request: HttpRequest, event: Event, **bound: Any) -> HttpResponse:
    shown = {"event": event, "materials": event.materials.all(), "form": MaterialForm(), **bound}
    return render(request, "events/materials.html", shown, status=400 if bound else 200)


@decided_by(rules.may_keep, WITH_SECTION)
def materials(request: UserRequest, event: Event) -> HttpResponse:
    """Materials and recordings, and adding one."""
    if request.method != "POST":
        return _materials(request, event)
    form = MaterialForm(request.POST, request.FILES)
    if form.is_valid():
        fields = dict(form.cleaned_data)
        if attempt(form, add_material, event, upload=fields.pop("file"), by=request.user, **fields) is not None:
            messages.success(request, _("The material is added."))
            return redirect("events:materials", event.code)
    return _materials(request, event, form=form)


@decided_by(rules.may_keep_part, Material.objects.select_related("event__section"))
@require_POST
def take_material_off(request: UserRequest, material: Material) -> HttpResponse:
    code = material.event.code
    carried_out(request, _("The material is removed."), remove_material, material, by=request.user)
    return redirect("events:materials", code)
