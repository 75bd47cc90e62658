"""Every page opens to those whom its rule lets, and the docs say so truly."""

import pytest
from django.db import connection

from sextant.society.members import rules
from tests.roles import matrix
from tests.roles.world import ROLES

SOME_ROLES = ("visitor", "secretary")
"""Those who are asked on the second database: rules do not differ there, queries might."""


@pytest.mark.once
def test_every_page_has_a_sample_address():
    assert matrix.pages_without_sample() == [], "add it to tests/roles/samples.py"


@pytest.mark.once
def test_every_page_names_the_rule_that_decides_it():
    assert [page.name for page in matrix.named_pages() if not page.rule and page.name not in matrix.OPEN_TO_ALL] == []


@pytest.mark.django_db
def test_every_page_answers_every_role_as_the_docs_say():
    roles = tuple(ROLES) if connection.vendor == "sqlite" else SOME_ROLES
    told, said = matrix.answers(roles=roles), matrix.written(roles)
    if roles == SOME_ROLES:  # whether a page only takes what is sent is learnt from those whom it lets in
        told, said = ({name: cells[1:] for name, cells in one.items()} for one in (told, said))
    assert matrix.differing(told, said) == {}, "run `python -m tests.roles.generate`, and look whether the difference is meant"


@pytest.mark.django_db
def test_a_rule_that_lets_in_too_many_is_found(monkeypatch):
    monkeypatch.setattr(rules, "holds", lambda *_asked, **_scope: True)
    page = "members:memberships"
    found = matrix.differing(matrix.answers(page), {page: matrix.written()[page]})
    assert found == {page: (["GET", *["200"] * len(ROLES)], matrix.written()[page])}


@pytest.mark.once
def test_no_page_breaks_for_anybody():
    assert [name for name, cells in matrix.written().items() if any(cell.startswith("5") for cell in cells)] == []
