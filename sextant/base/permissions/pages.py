"""The one door: every page and API call names the rule that decides it, and a test finds those that do not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

Rule = Callable[..., bool]


def _load(loads: type[models.Model] | models.QuerySet[Any] | Callable[..., Any], kwargs: dict[str, Any]) -> Any:
    if isinstance(loads, type | models.QuerySet):
        return get_object_or_404(loads, **kwargs)
    return loads(**kwargs)


def _asked_to_log_in(request: HttpRequest) -> HttpResponseBase:
    """The page to log in on; 401 for what a page sends by itself, which would put that page into its own middle."""
    if request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers:
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path())


def decided_by(rule: Rule, loads: Any = None) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Opens a view only when `rule(user)` — or `rule(user, object)` with `loads` — says yes.

    `loads` is a model, a queryset or a function of the address's values; what it finds is handed to the view in
    their place. A visitor who is refused is asked to log in, a user gets 403, and nothing of the object is shown.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def decided(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            things = (_load(loads, kwargs),) if loads is not None else ()
            if not rule(request.user, *things):
                if request.user.is_authenticated:
                    raise PermissionDenied
                return _asked_to_log_in(request)
            return view(request, *things, **({} if things else kwargs))

        decided.rule = rule  # type: ignore[attr-defined]
        return decided

    return decorate


def ensure(allowed: bool) -> None:
    """Refuses (403) when a rule asked inside a view or an API call says no."""
    if not allowed:
        raise PermissionDenied


def operation_decided_by(rule: Rule) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The same for an API operation: `rule(user)` is asked before anything is read; the function keeps its signature."""

    def decorate(operation: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(operation)
        def decided(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            ensure(rule(request.user))
            return operation(request, *args, **kwargs)

        decided.rule = rule  # type: ignore[attr-defined]
        return decided

    return decorate


def anyone(user: Any, *things: Any) -> bool:
    """A public page."""
    return True


def logged_in(user: Any) -> bool:
    """A page about oneself."""
    return bool(user.is_authenticated)
