"""From where the present request comes and when it began; set by the middleware, read when a line is recorded or a deadline is held."""

from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

address: ContextVar[str | None] = ContextVar("audit_address", default=None)
begun: ContextVar[datetime | None] = ContextVar("audit_begun", default=None)


def begun_at() -> datetime:
    """When the present request came in, before its body was read; outside a request, now."""
    return begun.get() or timezone.now()
