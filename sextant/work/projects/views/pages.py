"""What the views of this house share: a page with one form, and a form's way back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from sextant.society.members.forms.refusals import attempt
from sextant.work.projects.models import Project


def form_page(request: HttpRequest, form: Any, title: str | Promise, back: str, lead: str | Promise = "", verb: str | Promise = "") -> HttpResponse:
    """The form on a page of its own; 400 where it was sent and refused."""
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "projects/form.html", {"form": form, "title": title, "back": back, "lead": lead, "verb": verb}, status=status)


def saved(request: HttpRequest, form: Any, project: Project, title: str, save: Any, /, *args: Any, **values: Any) -> HttpResponse:
    """Saves a valid form and goes back to the project; else shows it."""
    back = reverse("projects:project", args=[project.pk])
    if form.is_valid() and attempt(form, save, *args, by=request.user, **values) is not None:
        return redirect(back)
    return form_page(request, form, title, back)
