"""What an action refused, as one sentence, for pages without a form."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError


def said(action: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    """Calls the action; returns why it was refused, or an empty text where it was done."""
    try:
        action(*args, **kwargs)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
