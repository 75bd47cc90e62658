"""Organisations and the regions they stand in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import ReadOnce, paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members import rules
from sextant.society.members.actions.organisations import create_organisation, edit_organisation, set_representative
from sextant.society.members.forms.organisations import OrganisationFilter, OrganisationForm
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.models import Organisation, Region
from sextant.society.members.panels import panels_of
from sextant.society.members.queries.organisations import memberships_of_organisation, organisations_wanted, regions_counted, staff_of
from sextant.society.members.queries.standing import organisation_in_good_standing
from sextant.society.members.queries.tables import organisations_table

WITH_REGION = Organisation.objects.select_related("region", "parent", "merged_into")


@decided_by(anyone)
def organisations(request: HttpRequest) -> HttpResponseBase:
    """The directory of organisations; `?format=` downloads what is on screen."""
    office = rules.is_staff(request.user)
    form = OrganisationFilter(request.GET or None, office=office)
    wish = form.wish() if form.is_bound else {}
    rows = organisations_wanted(wish, request.user, unlisted=office)
    if "format" in request.GET:
        return download(organisations_table(rows), request.GET["format"])
    listed = ReadOnce(rows, Organisation.objects.select_related("region")) if wish.get("q") else rows
    context = {"form": form, "page": paged(request, listed), "may_add": rules.may_add_organisation(request.user)}
    return render(request, "members/_organisation_list.html" if part_wanted(request) else "members/organisations.html", context)


@decided_by(rules.may_see_organisation, WITH_REGION)
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """One organisation: what it is, how it stands, its people (for those who may see them), and what other houses know of it."""
    if organisation.merged_into_id is not None:
        return redirect("members:organisation", organisation.merged_into_id)
    user: Any = request.user
    office, acts = rules.is_staff(user), rules.represents(user, organisation)
    inside = office or acts
    context = {
        "organisation": organisation,
        "standing": organisation_in_good_standing(organisation),
        "branches": organisation.branches.filter(merged_into=None, in_directory=True)[:100],
        "staff": staff_of(organisation)[:200] if inside else [],
        "memberships": memberships_of_organisation(organisation) if inside else [],
        "panels": panels_of("organisation", user, organisation),
        "may_edit": rules.may_edit_organisation(user, organisation),
        "may_manage_people": rules.may_manage_people_of(user, organisation),
        "inside": inside,
    }
    return render(request, "members/organisation.html", context)


def _form(request: HttpRequest, organisation: Organisation | None) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=organisation)
    if form.is_valid():
        values = {**form.cleaned_data, "by": request.user}
        saved = attempt(form, create_organisation, **values) if organisation is None else attempt(form, edit_organisation, organisation, **values)
        if saved is not None:
            messages.success(request, _("The organisation is saved."))
            return redirect("members:organisation", saved.pk)
    return render(request, "members/organisation_form.html", {"form": form, "organisation": organisation})


@decided_by(rules.may_add_organisation)
def new_organisation(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@decided_by(rules.may_edit_organisation, Organisation)
def edit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _form(request, organisation)


@decided_by(rules.may_manage_people_of, Organisation)
@require_POST
def representative(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Lets a person of the organisation act for it, or no longer."""
    key = request.POST.get("affiliation", "")
    affiliation = get_object_or_404(organisation.affiliations, pk=int(key) if key.isdigit() else 0)
    acts = request.POST.get("acts") == "1"
    done = _("This person now acts for the organisation.") if acts else _("This person no longer acts for the organisation.")
    carried_out(request, done, set_representative, affiliation, acts=acts, by=request.user)
    return redirect("members:organisation", organisation.pk)


@decided_by(anyone)
def regions(request: HttpRequest) -> HttpResponse:
    """Every region with what stands in it."""
    return render(request, "members/regions.html", {"regions": regions_counted()})


@decided_by(anyone, lambda code: get_object_or_404(regions_counted(), code=code))
def region(request: HttpRequest, region: Region) -> HttpResponse:
    """One region and its organisations."""
    rows = organisations_wanted({"region": region.pk}, request.user, unlisted=rules.is_staff(request.user))
    return render(request, "members/region.html", {"region": region, "page": paged(request, rows)})
