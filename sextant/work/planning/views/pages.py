"""What the views of this house share: a page with one form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise


def form_page(request: HttpRequest, form: Any, title: str | Promise, back: str, lead: str | Promise = "", verb: str | Promise = "") -> HttpResponse:
    """The form on a page of its own; 400 where it was sent and refused."""
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "planning/form.html", {"form": form, "title": title, "back": back, "lead": lead, "verb": verb}, status=status)
