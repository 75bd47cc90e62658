"""Every page and every call of the API names the rule that decides who may open it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from sextant.base.api.urls import api

pytestmark = pytest.mark.once
OPEN_TO_ALL = {"choose_language", "go_to_language"}
"""Two addresses that only send the reader on, in a house below permissions."""


def patterns(of: Any) -> Iterator[URLPattern]:
    """All addresses below a resolver."""
    for pattern in of.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


def is_ours(view: Any) -> bool:
    return str(getattr(view, "__module__", "")).startswith("sextant.") or ".tests." in str(getattr(view, "__module__", ""))


def views_without_rule(found: Any) -> list[str]:
    """Addresses of our own houses whose view names no rule."""
    return [
        str(one.pattern)
        for one in patterns(found)
        if is_ours(one.callback) and not hasattr(one.callback, "rule") and one.callback.__name__ not in OPEN_TO_ALL
    ]


def operations_without_rule(routers: Any) -> list[str]:
    """Calls of the API whose function names no rule."""
    return [
        f"{prefix}{place}"
        for prefix, router in routers
        for place, view in router.path_operations.items()
        for operation in view.operations
        if not hasattr(operation.view_func, "rule")
    ]


def test_every_view_of_ours_names_its_rule():
    assert views_without_rule(get_resolver()) == []


def test_every_call_of_the_api_names_its_rule():
    assert operations_without_rule(api._routers) == []


def test_a_view_without_a_rule_is_found():
    def forgotten(request: Any) -> HttpResponse:
        return HttpResponse()

    forgotten.__module__ = "sextant.base.jobs.views"

    class Resolver:
        url_patterns = [path("forgotten/", forgotten)]

    assert views_without_rule(Resolver()) == ["forgotten/"]


def test_a_call_without_a_rule_is_found():
    from ninja import Router

    router = Router()
    router.get("/forgotten")(lambda request: None)
    assert operations_without_rule([("/jobs", router)]) == ["/jobs/forgotten"]
