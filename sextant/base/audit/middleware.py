"""Keeps the address of the present request for the record."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sextant.base.audit import origin


class OriginMiddleware:
    """Notes the client's address (the peer's own, never a header it wrote) for the time of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = origin.address.set(request.META.get("REMOTE_ADDR") or None)
        try:
            return self.get_response(request)
        finally:
            origin.address.reset(token)
