"""What somebody was about to change, and somebody else has deleted meanwhile."""

import logging
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse

from .errors import gone_meanwhile

logger = logging.getLogger("django.request")
READING = ("GET", "HEAD", "OPTIONS")


class GoneMeanwhileMiddleware:
    """Answers a change of a row that is no longer there with 409 and a sentence, on pages and in the API.

    Actions lock the row that they change and read it again (`select_for_update().get(pk=…)`); between the opening of a page and the lock
    somebody else may have discarded it. Their transaction is rolled back, so nothing is half done. A page that only reads and misses a row
    is a fault of ours, and stays one (500). What was missing is written to the log, since a fault may look the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only `DoesNotExist` of a call that changes something is answered; everything else goes on to where it is answered.

        A missing row at the other end of a one-to-one relation (an `AttributeError` besides) was not deleted by anybody: a fault, too.
        """
        if not isinstance(exception, ObjectDoesNotExist) or isinstance(exception, AttributeError) or request.method in READING:
            return None
        logger.warning("Gone meanwhile: %s at %s", exception, request.path_info, exc_info=exception)
        return gone_meanwhile(request)
