"""Whether a request wants the whole page or only the part that HTMX will put in its place."""

from typing import Any, cast

from django.http import HttpRequest


def part_wanted(request: HttpRequest) -> bool:
    """True for a request of HTMX, except when the browser goes back: then the whole page is needed again."""
    htmx: Any = cast(Any, request).htmx
    return bool(htmx) and not htmx.history_restore_request
