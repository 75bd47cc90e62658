"""Generated calls to every operation of the API: whatever comes in, nothing breaks."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings

from sextant.base.accounts.models import Token
from sextant.base.accounts.tokens import digest_of

application = get_wsgi_application()
quietly = settings(max_examples=10, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def _one_connection():
    """Calls run in the test's own transaction, so a call's end must not close the connection (Django's test client does the same)."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def broken_calls(headers):
    """Calls, as curl commands, that were answered with 5xx."""
    broken = []
    for found in schemathesis.openapi.from_wsgi("/api/openapi.json", application).get_all_operations():

        @quietly
        @given(case=found.ok().as_strategy())
        def call(case):
            if case.call(headers=headers).status_code >= 500:
                broken.append(case.as_curl_command())

        call()
    return broken


@pytest.mark.django_db
def test_no_call_of_a_superuser_breaks_the_site(make_user):
    Token.objects.create(user=make_user(is_superuser=True), name="x", digest=digest_of("sxt_root"))
    assert broken_calls({"Authorization": "Bearer sxt_root"}) == []


@pytest.mark.django_db
def test_no_call_of_a_visitor_breaks_the_site():
    assert broken_calls({}) == []
