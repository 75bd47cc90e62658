"""Every template of the house can be read: a tag or a filter that nobody loaded is found here, and not by a visitor."""

from pathlib import Path

import pytest
from django.template import engines

HOUSE = Path(__file__).resolve().parent.parent.parent / "sextant"
TEMPLATES = sorted(str(path).split("/templates/", 1)[1] for path in HOUSE.glob("*/*/templates/**/*.html"))


@pytest.mark.once
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_knows_its_tags_and_filters(name):
    assert engines["django"].get_template(name) is not None
