"""Groups of libraries that somebody chooses to compare with."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import User, UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.returns import rules
from sextant.work.returns.actions import groups as actions
from sextant.work.returns.forms.peers import GroupForm, NewGroupForm
from sextant.work.returns.models import ChosenGroup, Library
from sextant.work.returns.queries.libraries import libraries
from sextant.work.returns.queries.peers import all_groups_seen
from sextant.work.returns.queries.protection import rule_of

GROUPS = ChosenGroup.objects.select_related("collection", "by")
FOUND = 20
"""Libraries shown by a search."""


@decided_by(rules.may_read)
@require_safe
def chosen_groups(request: UserRequest) -> HttpResponse:
    """Public groups, and the user's own."""
    rows = all_groups_seen(request.user).select_related("collection").annotate(size=Count("libraries")).order_by("name", "pk")
    may_make = rules.may_take_part(request.user)
    return render(request, "returns/chosen_groups.html", {"page": paged(request, rows), "may_make": may_make})


def _user(request: UserRequest) -> User:
    """Who is logged in; the rules of these pages let nobody else come this far."""
    assert isinstance(request.user, User)
    return request.user


@decided_by(rules.may_take_part)
def new_group(request: UserRequest) -> HttpResponse:
    """Names a group."""
    form = NewGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, actions.make_group, by=_user(request), **form.cleaned_data)
        if made is not None:
            return redirect(made)
    return render(request, "returns/new_group.html", {"form": form}, status=400 if form.errors else 200)


@decided_by(rules.may_see_group, GROUPS)
@require_safe
def chosen_group(request: UserRequest, group: ChosenGroup) -> HttpResponse:
    """The libraries of a group, and for who may change it a search for more."""
    may_change = rules.may_change_group(request.user, group)
    members = list(group.libraries.order_by("name", "pk"))
    asked, found = request.GET.get("q", "").strip(), []
    protected = rule_of(group.collection) is not None
    fixed = protected and group.fixed_at is not None
    if may_change and not fixed and asked:
        rows = libraries(asked, group.collection, user=request.user).exclude(pk__in=[one.pk for one in members])
        found = list(rows[:FOUND])
    context = {
        "group": group,
        "members": members,
        "may_change": may_change,
        "protected": protected,
        "fixed": fixed,
        "asked": asked,
        "found": found,
        "most": actions.MOST,
    }
    return render(request, "returns/chosen_group.html", context)


@decided_by(rules.may_change_group, GROUPS)
def edit_group(request: UserRequest, group: ChosenGroup) -> HttpResponse:
    """Renames a group, opens it to everybody or closes it."""
    form = GroupForm(request.POST or None, initial={"name": group.name, "is_public": group.is_public})
    if request.method == "POST" and form.is_valid() and attempt(form, actions.edit_group, group, by=_user(request), **form.cleaned_data):
        return redirect("returns:chosen_groups" if not form.cleaned_data["is_public"] and group.by_id != request.user.pk else group)
    return render(request, "returns/edit_group.html", {"form": form, "group": group}, status=400 if form.errors else 200)


@decided_by(rules.may_change_group, GROUPS)
def delete_group(request: UserRequest, group: ChosenGroup) -> HttpResponse:
    """Asks, and deletes a group."""
    if request.method == "POST":
        actions.delete_group(group, by=_user(request))
        messages.success(request, _("The group is deleted."))
        return redirect("returns:chosen_groups")
    context = {
        "title": _("Delete the group “%(name)s”") % {"name": group.name},
        "sentence": _("Nobody can compare with it any more. Libraries and their figures stay as they are."),
        "verb": _("Delete the group"),
        "danger": True,
        "back": group.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@decided_by(rules.may_change_group, GROUPS)
def fix_group(request: UserRequest, group: ChosenGroup) -> HttpResponse:
    """Asks, and fixes the libraries of a group."""
    if request.method == "POST":
        carried_out(request, _("The libraries of the group are fixed; its figures are told."), actions.fix_group, group, by=_user(request))
        return redirect(group)
    context = {
        "title": _("Fix the libraries of “%(name)s”") % {"name": group.name},
        "sentence": _(
            "The owner of the data asked for protection: figures are told of groups whose libraries stay as they are. Afterwards no library can "
            "be added or taken out. A group that differs by few libraries from another one that is told is refused."
        ),
        "verb": _("Fix the libraries"),
        "back": group.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _library(request: UserRequest) -> Library:
    asked = request.POST.get("library", "")
    return get_object_or_404(Library, pk=int(asked) if asked.isdecimal() and len(asked) < 19 else 0)


@decided_by(rules.may_change_group, GROUPS)
@require_POST
def add_to_group(request: UserRequest, group: ChosenGroup) -> HttpResponse:
    """One more library."""
    carried_out(request, _("The library is in the group."), actions.add_to_group, group, _library(request), by=_user(request))
    return redirect(group)


@decided_by(rules.may_change_group, GROUPS)
@require_POST
def remove_from_group(request: UserRequest, group: ChosenGroup) -> HttpResponse:
    """Takes a library out."""
    carried_out(request, _("The library is taken out of the group."), actions.remove_from_group, group, _library(request), by=_user(request))
    return redirect(group)
