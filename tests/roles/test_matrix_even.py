"""Every page opens to those whom its rule lets, and the docs say so truly: the even ones, so that two workers share them."""

import pytest

from tests.roles import matrix

pytestmark = [pytest.mark.once, pytest.mark.django_db]  # the second database shows every page to the browser


def test_every_even_page_answers_every_role_as_the_docs_say():
    assert matrix.wrong(0) == {}, "run `python -m tests.roles.generate`, and look whether the difference is meant"
