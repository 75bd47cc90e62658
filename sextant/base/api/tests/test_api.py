"""The API answers as the pages do: same rules, one shape of refusal, sessions that write need their token."""

import json

import pytest
from django.test import Client

from sextant.base.accounts.models import Token
from sextant.base.accounts.tokens import digest_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    """A caller who reads English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def bearer(make_user):
    """Headers of a secretary's token."""
    user = make_user("secretary", email="s@example.org", display_name="Анна")
    Token.objects.create(user=user, name="x", digest=digest_of("sxt_test"))
    return {"HTTP_AUTHORIZATION": "Bearer sxt_test"}


def test_a_token_calls_in_its_users_name(client, bearer):
    answer = client.get("/api/me/", **bearer).json()
    role = {"role": "secretary", "kind": "", "id": ""}
    assert (answer["email"], answer["name"], answer["roles"]) == ("s@example.org", "Анна", [role])


def test_a_visitor_is_asked_for_a_token_in_the_shape_of_every_refusal(client):
    answer = client.get("/api/me/")
    assert (answer.status_code, answer.json()) == (401, {"detail": "Log in, or send a token: Authorization: Bearer …", "errors": []})


def test_a_wrong_token_is_refused_even_where_visitors_may_read(client, bearer):
    answer = client.get("/api/search/?q=x", HTTP_AUTHORIZATION="Bearer sxt_wrong")
    assert (answer.status_code, answer.json()["detail"][:23]) == (401, "This token is not valid")


def test_bad_input_names_its_fields(client):
    answer = client.get("/api/search/?q=x&page=0&size=1000")
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, ["page", "size"])


def test_an_unknown_address_is_answered_in_words(client):
    assert client.get("/api/no-such/").status_code == 404


def test_a_session_that_writes_needs_the_csrf_token(make_user, monkeypatch, settings):
    from django.test import RequestFactory
    from ninja.errors import HttpError

    from sextant.base.api.auth import session_or_token

    request = RequestFactory(enforce_csrf_checks=True).post("/api/x/")
    request.user = make_user()
    with pytest.raises(HttpError, match="X-CSRFToken"):
        session_or_token(request)
    reading = RequestFactory().get("/api/x/")
    reading.user = request.user
    assert session_or_token(reading) == request.user


def test_lists_come_in_pages_with_total_and_links(client, db):
    answer = client.get("/api/search/?q=x&size=1&page=2").json()
    assert answer == {"items": [], "total": 0, "next": None, "previous": "http://testserver/api/search/?q=x&size=1&page=1"}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_reference_page_works_under_the_strict_policy(language):
    answer = Client(headers={"accept-language": language}).get("/api/docs")
    text = answer.content.decode()
    alien = [sign for sign in ("cdn", "<script>", "style=", "https://") if sign in text]
    assert (answer.status_code, alien, "/api/search/" in text, f'lang="{language}"' in text) == (200, [], True, True)


def test_the_bare_address_leads_to_the_reference(client):
    assert client.get("/api/", follow=True).redirect_chain == [("/api/docs", 302)]


def test_every_operation_names_its_rule():
    from sextant.base.api.urls import api

    operations = [(path, op) for _prefix, router in api._routers for path, view in router.path_operations.items() for op in view.operations]
    assert [path for path, operation in operations if not hasattr(operation.view_func, "rule")] == []
    assert json.dumps(api.get_openapi_schema())
