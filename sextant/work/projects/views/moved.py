"""The register of grants given lives in a house of its own now; its earlier addresses lead there for good."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import anyone, decided_by


def _there(request: HttpRequest, name: str, *args: int) -> HttpResponse:
    """The page of that name with the question that was asked."""
    answer = redirect(name, *args, permanent=True)
    if question := request.META.get("QUERY_STRING"):
        answer["Location"] += f"?{question}"
    return answer


@decided_by(anyone)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    return _there(request, "grants:register")


@decided_by(anyone)
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    return _there(request, "grants:open_data")


@decided_by(anyone)
@require_safe
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    return _there(request, "grants:grant", pk)


@decided_by(anyone)
@require_safe
def publication(request: HttpRequest) -> HttpResponse:
    return _there(request, "grants:publication")
