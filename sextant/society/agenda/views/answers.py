"""Joining a form and an action: what the action refuses is said beside the field it is about."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def accepted(form: forms.Form, act: Callable[[], Any]) -> bool:
    """True when the form was sent, was right, and the action did not refuse."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refusal:
        known = refusal.message_dict.items() if hasattr(refusal, "error_dict") else [(None, refusal.messages)]
        for name, sentences in known:
            for sentence in sentences:
                form.add_error(name if name in form.fields else None, sentence)
        return False
    return True


def answer(request: HttpRequest, form: forms.Form, act: Callable[[], Any], *, title: Any, done: Any, back: str) -> HttpResponse:
    """A page with one form: the action and the way back when it is sent and right, else the form with its errors."""
    if accepted(form, act):
        messages.success(request, str(done))
        return redirect(back)
    return render(request, "agenda/form.html", {"form": form, "title": title, "back": back}, status=422 if form.is_bound else 200)
