"""A year is a name, not a quantity: it is never written with a separator of thousands."""

import re

import pytest

from tests.house.copies import HOUSE

pytestmark = pytest.mark.once


def test_no_template_writes_a_year_as_a_number():
    bare = re.compile(r"\{\{ *[\w.]*\.year *\}\}")
    assert [path.name for path in sorted(HOUSE.rglob("*.html")) if bare.search(path.read_text())] == []
