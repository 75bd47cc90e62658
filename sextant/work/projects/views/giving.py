"""Grants given: the register, its open data, and keeping it."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.lab.funding.findings import FundingError
from sextant.society.ledger.models import Payee
from sextant.society.members.forms.refusals import attempt
from sextant.work.projects import rules
from sextant.work.projects.actions.giving import save_grant, save_publication
from sextant.work.projects.forms.giving import GrantForm, PublicationForm
from sextant.work.projects.models import GrantGiven, Publication
from sextant.work.projects.queries import giving
from sextant.work.projects.views.pages import form_page


@decided_by(rules.may_read)
def grants(request: HttpRequest) -> HttpResponseBase:
    """The register; `?format=` downloads it as a table. Those who keep it see what is not published, and lines without a grant."""
    rows = giving.grants()
    if "format" in request.GET:
        return download(giving.grants_table(rows), request.GET["format"])
    keeps = rules.may_give(request.user)
    context = {"page": paged(request, rows), "keeps": keeps, "publication": Publication.objects.first()}
    if keeps:
        context |= {"lines": giving.unregistered()[:50], "withheld": giving.withheld(timezone.localdate())}
    return render(request, "projects/grants.html", context)


@decided_by(rules.may_read)
def open_data(request: HttpRequest) -> HttpResponse:
    """All grants as a package of the 360Giving Data Standard, at an address that stays; 404 with a sentence while there is none."""
    payee = Payee.objects.first()
    title = _("Grants given by %(name)s") % {"name": payee.name if payee else ""}
    try:
        made = giving.package(giving.changed_on() or timezone.localdate(), title)
    except FundingError as refusal:
        return HttpResponse(str(refusal), status=404, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": 'inline; filename="grants-360giving.json"', "Access-Control-Allow-Origin": "*"}
    return HttpResponse(made.to_json(), content_type="application/json", headers=headers)


@decided_by(rules.may_give)
def grant_new(request: HttpRequest) -> HttpResponse:
    """A grant; `?line=` fills in what a line of the books says."""
    asked = request.GET.get("line", "")
    line = giving.unregistered().filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 12 else None
    form = GrantForm.of(None, request.POST or None, line)
    if form.is_valid() and attempt(form, save_grant, None, by=request.user, lines=[line] if line else None, **form.words()) is not None:
        return redirect("projects:grants")
    return form_page(request, form, _("A grant given"), reverse("projects:grants"))


@decided_by(rules.may_give, GrantGiven.objects.select_related("organisation", "person"))
def grant_edit(request: HttpRequest, grant: GrantGiven) -> HttpResponse:
    form = GrantForm.of(grant, request.POST or None)
    if form.is_valid() and attempt(form, save_grant, grant, by=request.user, **form.words()) is not None:
        return redirect("projects:grants")
    return form_page(request, form, grant.title, reverse("projects:grants"))


@decided_by(rules.may_give)
def publication(request: HttpRequest) -> HttpResponse:
    form = PublicationForm.of(Publication.objects.first(), request.POST or None)
    if form.is_valid() and attempt(form, save_publication, by=request.user, **form.words()) is not None:
        return redirect("projects:grants")
    lead = _("The name of the association is taken from its requisites.")
    return form_page(request, form, _("How grants are published"), reverse("projects:grants"), lead)
