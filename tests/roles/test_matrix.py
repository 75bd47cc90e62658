"""Every page has a sample and a rule; a rule that lets in too many is found. The pages themselves are asked by the even and the odd half."""

import pytest

from sextant.society.members import rules
from tests.roles import matrix
from tests.roles.world import ROLES


@pytest.mark.once
def test_every_page_has_a_sample_address():
    assert matrix.pages_without_sample() == [], "add it to tests/roles/samples.py"


@pytest.mark.once
def test_every_page_names_the_rule_that_decides_it():
    assert [page.name for page in matrix.named_pages() if not page.rule and page.name not in matrix.OPEN_TO_ALL] == []


@pytest.mark.django_db
def test_a_rule_that_lets_in_too_many_is_found(monkeypatch):
    monkeypatch.setattr(rules, "holds", lambda *_asked, **_scope: True)
    page = "members:memberships"
    found = matrix.differing(matrix.answers(page), {page: matrix.written()[page]})
    assert found == {page: (["GET", *["200"] * len(ROLES)], matrix.written()[page])}


@pytest.mark.once
def test_no_page_breaks_for_anybody():
    assert [name for name, cells in matrix.written().items() if any(cell.startswith("5") for cell in cells)] == []
