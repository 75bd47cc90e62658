"""What several pages of the office do alike: one form on a page of its own, and an action without a form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sextant.society.members.forms.refusals import attempt


def answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    title: str,
    done: str,
    to: Callable[[Any], str],
    lead: str = "",
    label: str = "",
    danger: bool = False,
) -> HttpResponse:
    """Shows a form; sent and valid, calls the action and goes where `to` leads; a refusal stands beside its field."""
    if form.is_bound and form.is_valid():
        made = attempt(form, act)
        if made is not None:
            messages.success(request, done)
            return redirect(to(made))
    shown = {"form": form, "title": title, "lead": lead, "label": label, "danger": danger}
    return render(request, "fundraising/form.html", shown, status=400 if form.is_bound else 200)
