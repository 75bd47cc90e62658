"""The language stands in the address and is remembered for the next visit."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class RememberedLanguageMiddleware(LocaleMiddleware):
    """Django's own choice of language, with the language of the address kept in the language cookie.

    A page that may stand in a frame of another site sets nothing there.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer = super().process_response(request, response)
        if getattr(response, "xframe_options_exempt", False):
            return answer
        in_path = translation.get_language_from_path(request.path_info)
        if in_path and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != in_path and request.method == "GET":
            answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, in_path, max_age=365 * 86400, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
        return answer
