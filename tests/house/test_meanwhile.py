"""What was deleted between the opening of a page and the change of it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from sextant.base.accounts.models import User
from sextant.config import urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@csrf_exempt
def discard(request: HttpRequest) -> HttpResponse:
    """An action that locks a row which is gone."""
    return HttpResponse(User.objects.get(email="gone@example.org"))


urlpatterns = [path("api/drafts/", discard), path("en/drafts/", discard), *urls.urlpatterns]
handler404 = urls.handler404


def test_a_person_is_told_that_it_is_gone_and_a_program_too():
    page, answer = Client().post("/en/drafts/"), Client().post("/api/drafts/", headers={"accept-language": "en"})
    assert (page.status_code, "This is no longer there" in page.content.decode()) == (409, True)
    assert (answer.status_code, answer.json()["errors"], "deleted meanwhile" in answer.json()["detail"]) == (409, [], True)


def test_a_form_for_what_is_no_longer_there_is_told_so_too():
    page = Client().post("/en/observatory/sources/987654/")
    assert (page.status_code, "nothing was changed" in page.content.decode()) == (404, True)


def test_it_stands_in_the_log(caplog):
    Client().post("/en/drafts/")
    assert ["Gone meanwhile: User matching query does not exist." in line.getMessage() for line in caplog.records][:1] == [True]


def test_a_page_that_only_reads_and_misses_a_row_is_a_fault():
    assert Client(raise_request_exception=False).get("/en/drafts/").status_code == 500
