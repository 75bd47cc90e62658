"""The docs are part of the product: generated pages are true, and nothing is without its page."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from sextant.cli import sextant
from sextant.config.reference import DOCS, pages

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("name", ["settings.md", "commands.md", "api.md", "data-dictionary.md", "indicators.md", "measures.md"])
def test_a_generated_page_is_what_the_code_says(name):
    assert (DOCS / name).read_text() == pages(sextant)[name], "run `sextant docs`"


def test_every_house_has_a_readme_that_is_short():
    lacking = [house for house in settings.HOUSES if not (ROOT / house.replace(".", "/") / "README.md").is_file()]
    assert lacking == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/**/*.md")), ids=str)
def test_no_link_inside_the_docs_is_broken(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
