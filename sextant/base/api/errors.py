"""Every refusal has one shape: `{"detail": sentence, "errors": [{"field", "message"}]}`."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as BadInput


class FieldError(Schema):
    """What is wrong with one field; an empty field is the whole call."""

    field: str
    message: str


class Refusal(Schema):
    """The answer to a call that was refused: a sentence to act on, and what is wrong with which field."""

    detail: str
    errors: list[FieldError] = []


def _answer(api: NinjaAPI, request: HttpRequest, status: int, detail: str, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    return api.create_response(request, {"detail": detail, "errors": errors or []}, status=status)


def _of_input(refusal: BadInput) -> list[dict[str, str]]:
    return [{"field": ".".join(str(part) for part in error["loc"][1:]), "message": str(error["msg"])} for error in refusal.errors]


def _of_action(refusal: ValidationError) -> list[dict[str, str]]:
    if not hasattr(refusal, "error_dict"):
        return [{"field": "", "message": message} for message in refusal.messages]
    by_field = refusal.message_dict.items()
    return [{"field": "" if field == NON_FIELD_ERRORS else field, "message": message} for field, messages in by_field for message in messages]


def answer_refusals(api: NinjaAPI) -> None:
    """Answers the refusals of rules, actions and input in the one shape."""

    @api.exception_handler(PermissionDenied)
    def denied(request: HttpRequest, refusal: Any) -> HttpResponse:
        if getattr(request, "auth", request.user).is_authenticated:
            return _answer(api, request, 403, _("You may not do this."))
        return _answer(api, request, 401, _("Log in, or send a token: Authorization: Bearer …"))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, refusal: Any) -> HttpResponse:
        return _answer(api, request, 401, _("This token is not valid: it was revoked, or its user may not log in."))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, refusal: Any) -> HttpResponse:
        return _answer(api, request, 404, _("There is nothing at this address."))

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
        return _answer(api, request, refusal.status_code, str(refusal))

    @api.exception_handler(BadInput)
    def bad_input(request: HttpRequest, refusal: Any) -> HttpResponse:
        return _answer(api, request, 422, _("The call cannot be understood; see the fields."), _of_input(refusal))

    @api.exception_handler(ValidationError)
    def impossible(request: HttpRequest, refusal: Any) -> HttpResponse:
        return _answer(api, request, 422, " ".join(refusal.messages), _of_action(refusal))
