"""What the views of this house share: a page with one form, and a form's way back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from sextant.base.accounts.models import User
from sextant.society.grants.models import Grant
from sextant.society.members.forms.refusals import attempt

Words = str | Promise
PRIVATE = {"Cache-Control": "private, no-store"}


def user_of(request: HttpRequest) -> User | None:
    """Who is logged in, for the record; None by a signed link."""
    return request.user if isinstance(request.user, User) else None


def form_page(request: HttpRequest, form: Any, title: Words, back: str, crumb: Words, lead: Words = "", verb: Words = "") -> HttpResponse:
    """The form on a page of its own; 400 where it was sent and refused."""
    status = 400 if form.is_bound and form.errors else 200
    shown = {"form": form, "title": title, "back": back, "lead": lead, "verb": verb, "crumb": crumb}
    return render(request, "grants/form.html", shown, status=status)


def page_of(grant: Grant) -> str:
    return reverse("grants:grant", args=[grant.pk])


def done(request: HttpRequest, form: Any, grant: Grant, title: Words, words: Words, act: Callable[..., Any], *args: Any, **kw: Any) -> HttpResponse:
    """Carries a valid form out and goes back to the grant; else shows it on a page of its own."""
    if form.is_valid() and attempt(form, act, *args, **{name: give() if callable(give) else give for name, give in kw.items()}) is not None:
        messages.success(request, str(words))
        return redirect(page_of(grant))
    return form_page(request, form, title, page_of(grant), grant.number)
