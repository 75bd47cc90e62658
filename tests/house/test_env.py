"""Addresses of databases and mail servers are understood, and others refused in words."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from sextant.base.ui.links import full_url
from sextant.config import env
from sextant.config.commands import name_the_site

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("url", "understood"),
    [
        ("", ("", 25, "", "", False, False)),
        ("smtp://mail.example.org", ("mail.example.org", 25, "", "", False, False)),
        ("smtp+tls://a%40b:p%2Fw@mail.example.org", ("mail.example.org", 587, "a@b", "p/w", True, False)),
        ("smtps://a:b@mail.example.org:4650", ("mail.example.org", 4650, "a", "b", False, True)),
    ],
)
def test_the_address_of_a_mail_server_says_how_it_is_spoken_to(url, understood):
    assert env.mail(url) == understood


def test_an_address_of_another_kind_is_refused_with_those_that_are_known():
    with pytest.raises(ImproperlyConfigured, match="smtps://, smtp\\+tls:// and smtp://"):
        env.mail("http://mail.example.org")


@pytest.mark.parametrize(
    ("host", "port", "named"),
    [("127.0.0.1", 8100, "http://127.0.0.1:8100"), ("0.0.0.0", 8000, "http://127.0.0.1:8000"), ("::1", 80, "http://[::1]:80")],
)
def test_whole_addresses_name_the_place_where_the_site_is_served(monkeypatch, settings, host, port, named):
    monkeypatch.setenv("SEXTANT_URL", "")
    settings.SEXTANT_URL = "http://127.0.0.1:8000"
    name_the_site(host, port)
    assert (full_url("/en/"), env.value("SEXTANT_URL")) == (f"{named}/en/", named)


def test_a_site_that_has_a_name_keeps_it(monkeypatch, settings):
    settings.SEXTANT_URL = "https://library.example.org"
    monkeypatch.setenv("SEXTANT_URL", settings.SEXTANT_URL)
    name_the_site("127.0.0.1", 8100)
    assert full_url("/en/") == "https://library.example.org/en/"
