"""The directory, a person's page, and one's own entry."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.base.permissions.rules import is_office
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members import panels, rules
from sextant.society.members.actions import people as actions
from sextant.society.members.forms.people import AffiliationForm, DirectoryForm, EndAffiliationForm, PersonForm
from sextant.society.members.models import Affiliation, Person
from sextant.society.members.queries import directory, people

COLUMNS = (
    Column("id", gettext_lazy("number of the entry"), lambda row: row.key),
    Column("name", gettext_lazy("name"), lambda row: row.name),
    Column("work", gettext_lazy("place of work"), lambda row: row.work),
    Column("position", gettext_lazy("position"), lambda row: row.position),
    Column("region", gettext_lazy("region"), lambda row: row.region),
    Column("city", gettext_lazy("city"), lambda row: row.city),
    Column("speciality", gettext_lazy("speciality"), lambda row: row.speciality),
    Column("email", gettext_lazy("e-mail"), lambda row: row.email),
    Column("phone", gettext_lazy("phone"), lambda row: row.phone),
    Column("membership_number", gettext_lazy("membership number"), lambda row: row.number),
    Column("plan", gettext_lazy("plan"), lambda row: row.plan),
    Column("state", gettext_lazy("membership"), lambda row: row.state),
)


def person_at(pk: int) -> Person:
    """The person of that number; where the row was merged into another, the other."""
    person = get_object_or_404(Person.objects.select_related("privacy", "region", "user", "merged_into__privacy"), pk=pk)
    return person.merged_into or person


def _listed(request: HttpRequest, name: str, office: bool, user: Any) -> HttpResponseBase:
    form = DirectoryForm(request.GET, office=office)
    wish = form.wish()
    if file_format := request.GET.get("format"):
        everybody = (directory.row_of(user, person) for person in directory.with_rows(directory.directory(user, wish)).iterator(chunk_size=2000))
        return download(Table(name, COLUMNS, everybody), file_format)
    page = paged(request, directory.keys(user, wish))
    rows = [directory.row_of(user, person) for person in directory.of_page(user, page.rows)]
    shown = {"form": form, "page": page, "rows": rows, "office": office, "narrowed": bool(form.data)}
    template = "members/_people_rows.html" if part_wanted(request) else f"members/{name}.html"
    return render(request, template, shown)


@decided_by(rules.may_see_directory)
def people_list(request: HttpRequest) -> HttpResponseBase:
    """The members' directory: the office sees everybody, a member those who opened their entry."""
    return _listed(request, "people", is_office(request.user), request.user)


@decided_by(anyone)
def public_people(request: HttpRequest) -> HttpResponseBase:
    """People who opened a public page, as a visitor sees them, whoever looks."""
    return _listed(request, "people_public", False, AnonymousUser())


def _details(user: Any, person: Person) -> dict[str, Any]:
    """What a page shows of a person to this user; nothing else is read."""
    shown: dict[str, Any] = {
        "person": person,
        "email": (person.email or "") if rules.may_see_email(user, person) else "",
        "phone": person.phone if rules.may_see_phone(user, person) else "",
        "offices": people.offices_of(person),
        "panels": panels.panels_of("person", user, person),
        "may_edit": rules.may_edit_person(user, person),
        "is_self": rules.is_self(user, person),
        "office": is_office(user),
    }
    if rules.may_see_workplace(user, person):
        shown |= {"inside": True, "affiliations": people.affiliations_of(person), "sections": people.sections_of(person)}
    if rules.may_see_private_data(user, person):
        memberships = list(people.memberships_of(person))
        shown |= {"private": True, "memberships": memberships, "seats": people.seats_of(person), "former": person.former_names.all()}
        shown["history"] = people.history_of_person(person)
    return shown


@decided_by(rules.may_see_person, person_at)
def person(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything about a person that the reader may see."""
    asked = request.resolver_match.kwargs["pk"] if request.resolver_match else person.pk
    if asked != person.pk:
        return redirect("members:person", person.pk)
    return render(request, "members/person.html", _details(request.user, person))


@decided_by(logged_in)
def me(request: HttpRequest) -> HttpResponse:
    """One's own entry; where there is none, the offer to claim one or to make one."""
    own = people.person_of(request.user)
    if own is not None:
        return redirect("members:person", own.pk)
    claimable = people.claimable_by(request.user)
    return render(request, "members/person_claim.html", {"claimable": claimable, "form": PersonForm(keep_email=True)})


def tried(form: Form | PersonForm, act: Any) -> bool:
    """Runs the action when the form is right; what the action refuses stands beside the fields."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@decided_by(logged_in)
@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """“Yes, this is me.”"""
    found = people.claimable_by(request.user)
    if found is None:
        raise Http404
    actions.claim_person(found, user=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The entry is yours now. Look through it, and choose what others may see."))
    return redirect("members:privacy", found.pk)


@decided_by(logged_in)
@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """A log-in without an entry makes one of its own."""
    form = PersonForm(request.POST, keep_email=True)
    if tried(form, lambda given: actions.register_self(user=request.user, **given)):  # type: ignore[arg-type]
        return redirect("members:me")
    return render(request, "members/person_claim.html", {"claimable": None, "form": form}, status=422)


@decided_by(is_office)
@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """The office adds a person."""
    form = PersonForm(request.POST or None)
    made: list[Person] = []
    if request.method == "POST" and tried(form, lambda given: made.append(actions.create_person(by=request.user, **given))):  # type: ignore[arg-type]
        messages.success(request, _("The person was added."))
        return redirect("members:person", made[0].pk)
    return render(request, "members/person_form.html", {"form": form}, status=422 if form.errors else 200)


@decided_by(rules.may_edit_person, person_at)
@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, person: Person) -> HttpResponse:
    """Changing what is known. A log-in's own address is changed where log-ins are, with a confirmation."""
    keep_email = person.user_id is not None and not is_office(request.user)
    form = PersonForm(request.POST or None, instance=person, keep_email=keep_email)
    if request.method == "POST" and tried(form, lambda given: actions.update_person(person, by=request.user, **given)):  # type: ignore[arg-type]
        messages.success(request, _("The changes were saved."))
        return redirect("members:person", person.pk)
    return render(request, "members/person_form.html", {"form": form, "person": person, "keep_email": keep_email}, status=422 if form.errors else 200)


def _affiliation_at(pk: int) -> Affiliation:
    return get_object_or_404(Affiliation.objects.select_related("person", "organisation"), pk=pk)


@decided_by(rules.may_edit_person, person_at)
@require_http_methods(["GET", "POST"])
def affiliation_add(request: HttpRequest, person: Person) -> HttpResponse:
    """A further place of work."""
    form = AffiliationForm(request.POST or None)
    if request.method == "POST" and tried(form, lambda given: actions.add_affiliation(person=person, by=request.user, **given)):  # type: ignore[arg-type]
        messages.success(request, _("The place of work was added."))
        return redirect("members:person", person.pk)
    return render(request, "members/person_affiliation.html", {"form": form, "person": person}, status=422 if form.errors else 200)


@decided_by(rules.may_edit_affiliation, _affiliation_at)
@require_http_methods(["GET", "POST"])
def affiliation_end(request: HttpRequest, affiliation: Affiliation) -> HttpResponse:
    """The person left this place of work."""
    form = EndAffiliationForm(request.POST or None)
    if request.method == "POST" and tried(form, lambda given: actions.end_affiliation(affiliation, by=request.user, **given)):  # type: ignore[arg-type]
        messages.success(request, _("The place of work was ended; it stays in the history."))
        return redirect("members:person", affiliation.person_id)
    shown = {"form": form, "person": affiliation.person, "affiliation": affiliation}
    return render(request, "members/person_affiliation.html", shown, status=422 if form.errors else 200)
