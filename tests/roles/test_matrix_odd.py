"""Every page opens to those whom its rule lets, and the docs say so truly: the odd ones, so that two workers share them."""

import pytest
from django.db import connection

from tests.roles import matrix

pytestmark = pytest.mark.django_db


def test_every_odd_page_answers_every_role_as_the_docs_say():
    assert matrix.wrong(connection.vendor, 1) == {}, "run `python -m tests.roles.generate`, and look whether the difference is meant"
