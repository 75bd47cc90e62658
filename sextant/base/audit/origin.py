"""From where the present request comes; set by the middleware, read when a line is recorded."""

from contextvars import ContextVar

address: ContextVar[str | None] = ContextVar("audit_address", default=None)
