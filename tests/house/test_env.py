"""Addresses of databases and mail servers are understood, and others refused in words."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from sextant.config import env

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
