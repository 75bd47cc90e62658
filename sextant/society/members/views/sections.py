"""The tree of sections, a section's page, its people and its offices."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by, ensure
from sextant.base.ui.paging import paged
from sextant.society.members import rules
from sextant.society.members.actions import sections as acts
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.forms.sections import OfficeForm, SectionForm
from sextant.society.members.models import Office, Section
from sextant.society.members.panels import panels_of
from sextant.society.members.queries.people import person_of
from sextant.society.members.queries.sections import offices_earlier, offices_now, people_of, section_tree


def by_code(code: str) -> Section:
    """The section of that short name, with the one it stands under."""
    return get_object_or_404(Section.objects.select_related("parent"), code=code)


@decided_by(anyone)
def sections(request: HttpRequest) -> HttpResponse:
    """All sections as a tree."""
    context = {"branches": section_tree(), "closed": section_tree(closed=True), "may_add": rules.may_add_section(request.user)}
    return render(request, "members/sections.html", context)


@decided_by(anyone, by_code)
def section(request: HttpRequest, section: Section) -> HttpResponse:
    """One section: what it does, who leads it and led it, who takes part, and what other houses know of it."""
    user: Any = request.user
    person, may_edit = person_of(user), rules.may_edit_section(user, section)
    people = people_of(section, everybody=may_edit)
    context = {
        "section": section,
        "below": section.children.filter(closed_on=None),
        "offices": offices_now(section),
        "earlier": offices_earlier(section)[:50],
        "count": people_of(section).count(),
        "page": paged(request, people) if rules.may_see_section_members(user, section) else None,
        "takes_part": person is not None and section.members.filter(person=person, until=None).exists(),
        "may_join": person is not None and rules.may_join_section(user, section),
        "may_edit": may_edit,
        "may_give_offices": rules.may_give_offices(user, section),
        "panels": panels_of("section", user, section),
    }
    return render(request, "members/section.html", context)


def _form(request: HttpRequest, section: Section | None) -> HttpResponse:
    whole = section is None or rules.may_give_offices(request.user)
    form = SectionForm(request.POST or None, instance=section, all_fields=whole)
    if form.is_valid():
        saved = attempt(form, acts.save_section, section, by=request.user, **form.cleaned_data)
        if saved is not None:
            messages.success(request, _("The section is saved."))
            return redirect("members:section", saved.code)
    return render(request, "members/section_form.html", {"form": form, "section": section})


@decided_by(rules.may_add_section)
def new_section(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@decided_by(rules.may_edit_section, by_code)
def edit(request: HttpRequest, section: Section) -> HttpResponse:
    return _form(request, section)


@decided_by(rules.may_join_section, by_code)
@require_POST
def join(request: HttpRequest, section: Section) -> HttpResponse:
    person = person_of(request.user)
    ensure(person is not None)
    carried_out(request, _("Welcome to the section."), acts.join_section, section, person=person, by=request.user)
    return redirect("members:section", section.code)


@decided_by(rules.may_leave_section, by_code)
@require_POST
def leave(request: HttpRequest, section: Section) -> HttpResponse:
    person = person_of(request.user)
    ensure(person is not None)
    carried_out(request, _("You have left the section."), acts.leave_section, section, person=person, by=request.user)
    return redirect("members:section", section.code)


@decided_by(rules.may_give_offices, by_code)
def offices(request: HttpRequest, section: Section) -> HttpResponse:
    """Terms that run, and a form for who was elected."""
    form = OfficeForm(request.POST or None, section=section)
    if form.is_valid() and attempt(form, acts.give_office, section, **form.cleaned_data, by=request.user) is not None:
        messages.success(request, _("The term of office is written down."))
        return redirect("members:offices", section.code)
    return render(request, "members/offices.html", {"section": section, "form": form, "offices": offices_now(section)})


@decided_by(rules.may_end_office, Office.objects.select_related("section"))
@require_POST
def end_term(request: HttpRequest, office: Office) -> HttpResponse:
    carried_out(request, _("The term of office has ended."), acts.end_office, office, by=request.user)
    return redirect("members:offices", office.section.code)
