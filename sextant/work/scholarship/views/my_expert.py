"""One's own expert's profile: filled in, agreed to, taken back; works and conflicts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.concepts.queries.mentioned import mentioned
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.scholarship import rules
from sextant.work.scholarship.actions.experts import (
    Work,
    add_work,
    agree_profile,
    confirm_work,
    declare_conflict,
    remove_conflict,
    remove_work,
    save_profile,
    withdraw_profile,
)
from sextant.work.scholarship.actions.works import LARGEST, bring_works
from sextant.work.scholarship.forms.experts import ConflictForm, ConsentForm, ProfileForm, WorkForm
from sextant.work.scholarship.forms.imports import WorksForm
from sextant.work.scholarship.models import DeclaredConflict, ExpertProfile, ExpertWork
from sextant.work.scholarship.queries.experts import profile_of

WORKS = ExpertWork.objects.select_related("profile__person__user")
CONFLICTS = DeclaredConflict.objects.select_related("profile__person__user")


def _own(request: UserRequest) -> ExpertProfile:
    """One's profile; 404 before it was begun."""
    person = rules.person_of(request.user)
    profile = profile_of(person) if person is not None else None
    if profile is None:
        raise Http404
    return profile


def my_page(request: UserRequest, **bound: Any) -> HttpResponse:
    """The profile, its consent, and where works and conflicts are kept."""
    person = rules.person_of(request.user)
    assert person is not None
    profile = profile_of(person)
    shown = {
        "profile": profile,
        "listed": profile is not None and profile.is_listed(),
        "form": ProfileForm(instance=profile, person=person),
        "consent_form": ConsentForm(),
        "proposed": profile.works.filter(is_confirmed=False).count() if profile else 0,
        "works": profile.works.filter(is_confirmed=True).count() if profile else 0,
        "conflicts": profile.declared_conflicts.count() if profile else 0,
        **bound,
    }
    return render(request, "scholarship/my_expert.html", shown, status=400 if bound else 200)


@decided_by(rules.has_entry)
def my_expert(request: UserRequest) -> HttpResponse:
    """What will be listed; saved without being shown before the consent."""
    if request.method != "POST":
        return my_page(request)
    person = rules.person_of(request.user)
    assert person is not None
    form = ProfileForm(request.POST, instance=profile_of(person), person=person)
    if form.is_valid() and attempt(form, save_profile, person, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("Saved."))
        return redirect("scholarship:my_expert")
    return my_page(request, form=form)


@decided_by(rules.has_entry)
@require_POST
def agree(request: UserRequest) -> HttpResponse:
    """Consents for a year, or renews the consent."""
    form, profile = ConsentForm(request.POST), _own(request)
    given = {"agreed": form.is_valid(), "today": timezone.localdate(), "by": request.user}
    if form.is_valid() and attempt(form, agree_profile, profile, **given) is not None:
        messages.success(request, _("You are listed for a year from today."))
        return redirect("scholarship:my_expert")
    return my_page(request, consent_form=form)


@decided_by(rules.has_entry)
@require_POST
def withdraw(request: UserRequest) -> HttpResponse:
    """Takes the consent back; the entry is gone at once."""
    done = _("Your consent is taken back. Nobody but you sees the profile any more.")
    carried_out(request, done, withdraw_profile, _own(request), today=timezone.localdate(), by=request.user)
    return redirect("scholarship:my_expert")


@decided_by(rules.has_entry)
def my_works(request: UserRequest) -> HttpResponse:
    """One's works: those that wait for a yes or no first; a form and a file to add more."""
    profile = _own(request)
    form = WorkForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        authors = tuple(filter(None, (name.strip() for name in given["authors"].split(";"))))
        work = Work(given["title"], given["year"], given["doi"], given["venue"], authors)
        concepts = given["concepts"] or mentioned([given["title"]])
        if attempt(form, add_work, profile, work, by=request.user, concepts=concepts) is not None:
            messages.success(request, _("The work is added."))
            return redirect("scholarship:my_works")
    return _works_page(request, profile, form=form)


def _works_page(request: UserRequest, profile: ExpertProfile, *, form: WorkForm | None = None, file_form: WorksForm | None = None) -> HttpResponse:
    form, file_form = form or WorkForm(), file_form or WorksForm()
    rows = profile.works.prefetch_related("concepts")
    shown = {
        "profile": profile,
        "form": form,
        "file_form": file_form,
        "proposed": rows.filter(is_confirmed=False),
        "page": paged(request, rows.filter(is_confirmed=True), 50),
        "files": profile.work_imports.defer("content").order_by("-pk")[:5],
    }
    return render(request, "scholarship/my_works.html", shown, status=400 if form.is_bound or file_form.is_bound else 200)


@decided_by(rules.has_entry)
@require_POST
def bring(request: UserRequest) -> HttpResponse:
    """Brings in one's own BibTeX or RIS file; a job reads it."""
    profile, form = _own(request), WorksForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        made = attempt(form, bring_works, profile, name=file.name, content=file.read(LARGEST + 1), by=request.user)
        if made is not None:
            return redirect("scholarship:work_import", made.pk)
    return _works_page(request, profile, file_form=form)


@decided_by(rules.owns_work, WORKS)
@require_POST
def confirm(request: UserRequest, work: ExpertWork) -> HttpResponse:
    """Says that a work is one's own."""
    carried_out(request, _("The work is on your profile."), confirm_work, work, by=request.user)
    return redirect("scholarship:my_works")


@decided_by(rules.owns_work, WORKS)
@require_POST
def remove(request: UserRequest, work: ExpertWork) -> HttpResponse:
    """Takes a work off one's profile."""
    carried_out(request, _("The work is off your profile."), remove_work, work, by=request.user)
    return redirect("scholarship:my_works")


@decided_by(rules.has_entry)
def my_conflicts(request: UserRequest) -> HttpResponse:
    """Whom or what one will not judge."""
    profile, form = _own(request), ConflictForm(request.POST or None)
    if form.is_valid() and attempt(form, declare_conflict, profile, today=timezone.localdate(), by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("Noted. Those who choose experts see it."))
        return redirect("scholarship:my_conflicts")
    shown = {"form": form, "conflicts": profile.declared_conflicts.select_related("person", "organisation")}
    return render(request, "scholarship/my_conflicts.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.owns_conflict, CONFLICTS)
@require_POST
def remove_declared(request: UserRequest, conflict: DeclaredConflict) -> HttpResponse:
    """Takes a declared conflict back."""
    carried_out(request, _("Taken back."), remove_conflict, conflict, by=request.user)
    return redirect("scholarship:my_conflicts")
