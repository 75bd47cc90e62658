"""What an action refused, put beside the field it is about."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import Promise

from sextant.base.audit.turns import again


def put_on(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Shows each sentence beside its field, or on top where the form has no such field."""
    by_field = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)


def attempt(form: forms.BaseForm, action: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Calls an action for a form that is valid so far; a refusal lands on the form, and None is returned."""
    try:
        return again(action, *args, **kwargs)
    except ValidationError as refusal:
        put_on(form, refusal)
        return None


def carried_out(request: HttpRequest, done: str | Promise, action: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    """Calls an action that has no form; tells the user that it is done, or why it was refused."""
    try:
        again(action, *args, **kwargs)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    messages.success(request, str(done))
    return True
