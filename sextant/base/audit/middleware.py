"""Keeps the address of the present request, and the moment it came in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sextant.base.audit import origin


class OriginMiddleware:
    """Notes the client's address (the peer's own, never a header it wrote) for the time of the request.

    The moment is taken before the body is read: who sends a large file just before a deadline is not late.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = origin.address.set(request.META.get("REMOTE_ADDR") or None)
        begun = origin.begun.set(timezone.now())
        try:
            return self.get_response(request)
        finally:
            origin.address.reset(token)
            origin.begun.reset(begun)
