"""Every page opens to those whom its rule lets, and the docs say so truly."""

import pytest

from tests.roles import matrix


@pytest.mark.once
def test_every_page_has_a_sample_address():
    assert matrix.pages_without_sample() == [], "add it to tests/roles/samples.py"


@pytest.mark.once
def test_every_page_names_the_rule_that_decides_it():
    assert [page.name for page in matrix.named_pages() if not page.rule and page.name not in matrix.OPEN_TO_ALL] == []


@pytest.mark.django_db
def test_every_page_answers_every_role_as_the_docs_say():
    told, written = matrix.answers(), matrix.written()
    differing = {name: (told.get(name), written.get(name)) for name in told.keys() | written.keys() if told.get(name) != written.get(name)}
    assert differing == {}, "run `python -m tests.roles.generate`, and look whether the difference is meant"


@pytest.mark.once
def test_no_page_breaks_for_anybody():
    assert [name for name, cells in matrix.written().items() if any(cell.startswith("5") for cell in cells)] == []
