"""Collections: the open list, one's own, and the children around a library."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.acquisitions import rules
from sextant.work.acquisitions.actions import collections as keeping
from sextant.work.acquisitions.forms.collections import ChildrenFile, ChildrenLines, CollectionForm, ImportForm, organisations_for
from sextant.work.acquisitions.languages import known_languages
from sextant.work.acquisitions.models import Collection
from sextant.work.acquisitions.queries.collections import collections_kept, collections_open, imports_of, plans_of
from sextant.work.acquisitions.sorting import BANDS

COLLECTIONS = Collection.objects.with_all()
SHOWN = 10


@decided_by(anyone)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Profiles that libraries opened; for those who keep collections, theirs."""
    keeps = rules.may_list(request.user)
    shown = {
        "page": paged(request, collections_open()),
        "keeps": keeps,
        "keeper": rules.is_keeper(request.user),
        "own": list(collections_kept(request.user)[:30]) if keeps else [],
    }
    return render(request, "acquisitions/overview.html", shown)


@decided_by(rules.may_list)
@require_safe
def mine(request: UserRequest) -> HttpResponse:
    """The collection of one's library, where there is one; else the list."""
    own = list(collections_kept(request.user).filter(organisation__in=rules.represented(request.user))[:2])
    return redirect(own[0]) if len(own) == 1 else redirect("acquisitions:overview")


@decided_by(rules.may_list)
def new_collection(request: UserRequest) -> HttpResponse:
    """Begins a collection of one's library."""
    organisations = organisations_for(rules.represented(request.user), keeper=rules.is_keeper(request.user))
    form = CollectionForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        made = attempt(form, keeping.save_collection, Collection(organisation=given.pop("organisation")), by=request.user, **given)
        if made is not None:
            messages.success(request, _("The collection is begun. Bring its catalogue in."))
            return redirect("acquisitions:collection", made.pk)
    return render(
        request, "acquisitions/edit_collection.html", {"form": form, "title": _("New collection"), "back": reverse("acquisitions:overview")}
    )


@decided_by(rules.may_keep, COLLECTIONS)
def edit_collection(request: UserRequest, collection: Collection) -> HttpResponse:
    """Its name, its norms, and who may see its profile."""
    organisations = organisations_for(rules.represented(request.user), keeper=rules.is_keeper(request.user))
    form = CollectionForm(request.POST or None, instance=collection, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        fresh = COLLECTIONS.get(pk=collection.pk)
        if attempt(form, keeping.save_collection, fresh, by=request.user, **form.cleaned_data) is not None:
            messages.success(request, _("The collection is saved."))
            return redirect(collection)
    shown = {"form": form, "title": str(collection), "back": collection.get_absolute_url(), "collection": collection}
    return render(request, "acquisitions/edit_collection.html", shown)


def collection_page(request: HttpRequest, collection: Collection, status: int = 200, **bound: Any) -> HttpResponse:
    """What was brought in, the profile, the children, plans; and the next thing to do."""
    imports = paged(request, imports_of(collection), SHOWN)
    shown = {
        "collection": collection,
        "page": imports,
        "waits": any(run.is_waiting for run in imports),
        "import_form": ImportForm(),
        "plans": list(plans_of(collection)[:SHOWN]),
        "children": sum(collection.population.values_list("number", flat=True)),
        "latest": collection.profiles.select_related("job").first(),
        **bound,
    }
    return render(request, "acquisitions/collection.html", shown, status=status)


@decided_by(rules.may_keep, COLLECTIONS)
@require_safe
def collection(request: HttpRequest, collection: Collection) -> HttpResponse:
    """One collection, for those who keep it."""
    return collection_page(request, collection)


@decided_by(rules.may_keep, COLLECTIONS)
def remove_collection(request: UserRequest, collection: Collection) -> HttpResponse:
    """Asks, then takes the collection away."""
    if request.method == "POST":
        if carried_out(request, _("The collection is removed."), keeping.remove_collection, collection, by=request.user):
            return redirect("acquisitions:overview")
        return redirect(collection)
    shown = {
        "title": _("Remove the collection “%(name)s”?") % {"name": collection.name},
        "sentence": _("Its imports, profiles and plans go with it. This cannot be taken back."),
        "verb": _("Remove"),
        "danger": True,
        "back": collection.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", shown)


def _lines(collection: Collection) -> list[dict[str, Any]]:
    rows = [dict(row) for row in collection.population.values("low", "high", "language", "area", "number")]
    if rows:
        return rows
    return [{"low": int(low), "high": int(high)} for low, high in (band.split("-") for band in BANDS)]


@decided_by(rules.may_keep, COLLECTIONS)
def children(request: UserRequest, collection: Collection) -> HttpResponse:
    """How many children of which age and language live where: typed in, or as a table. “Add a line” saves nothing yet."""
    lines, table = ChildrenLines(initial=_lines(collection), prefix="line"), ChildrenFile(prefix="file")
    if request.method == "POST" and "add" in request.POST:
        lines = _one_more(request)
    elif request.method == "POST" and request.FILES:
        table = ChildrenFile(request.POST, request.FILES, prefix="file")
        if table.is_valid() and attempt(table, keeping.save_population, collection, table.cleaned_data["table"], by=request.user) is not None:
            messages.success(request, _("The table of children is saved."))
            return redirect("acquisitions:children", collection.pk)
    elif request.method == "POST":
        lines = ChildrenLines(request.POST, prefix="line")
        if lines.is_valid():
            given = [line for line in (form.line() for form in lines) if line is not None]
            if carried_out(request, _("The table of children is saved."), keeping.save_population, collection, given, by=request.user):
                return redirect("acquisitions:children", collection.pk)
    part = part_wanted(request) and "add" in request.POST
    shown = {"collection": collection, "lines": lines, "table": table, "languages": known_languages()}
    return render(request, "acquisitions/_children_lines.html" if part else "acquisitions/children.html", shown)


def _one_more(request: HttpRequest) -> Any:
    """The lines as they were sent, with an empty one after them."""
    data = request.POST.copy()
    count = data.get("line-TOTAL_FORMS", "0")
    data["line-TOTAL_FORMS"] = str(min(int(count) if count.isdecimal() and len(count) < 5 else 0, 399) + 1)
    return ChildrenLines(data, prefix="line")
