"""The docs are part of the product: generated pages are true, and nothing is without its page."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from sextant.base.measures import registry
from sextant.cli import COMMANDS, sextant
from sextant.config.env import SETTINGS
from sextant.config.reference import DOCS, pages

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def _no_measures_of_tests(monkeypatch):
    """Tests register measures of their own in the same process; the reference is about the product's."""
    own = {code: one for code, one in registry._measures.items() if not code.startswith("test.")}
    monkeypatch.setattr(registry, "_measures", own)


@pytest.mark.parametrize("name", ["settings.md", "commands.md", "outputs.md", "api.md", "data-dictionary.md", "indicators.md", "measures.md"])
def test_a_generated_page_is_what_the_code_says(name):
    assert (DOCS / name).read_text() == pages(sextant)[name], "run `sextant docs`"


def test_every_house_has_a_readme_that_is_short():
    lacking = [house for house in settings.HOUSES if not (ROOT / house.replace(".", "/") / "README.md").is_file()]
    assert lacking == []


@pytest.mark.parametrize("page", [*sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("*.md"))], ids=str)
def test_no_link_inside_the_docs_is_broken(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_tutorial_and_how_to_speaks_both_languages():
    pages = {page.relative_to(DOCS.parent).as_posix() for room in ("tutorials", "how-to") for page in (DOCS.parent / room).glob("*.md")}
    english = {page for page in pages if not page.endswith(".ru.md")}
    assert {page.removesuffix(".md") + ".ru.md" for page in english} == pages - english


def test_every_how_to_stands_in_the_index_of_its_language():
    folder = DOCS.parent / "how-to"
    for index, ending in (("README.md", ".md"), ("README.ru.md", ".ru.md")):
        listed = set(re.findall(r"\]\(([\w.-]+)\)", (folder / index).read_text()))
        pages = {page.name for page in folder.glob(f"*{ending}") if page.name.endswith(".ru.md") == (ending == ".ru.md")}
        assert pages - listed - {index} == set()


def test_every_command_is_used_somewhere_in_the_docs_written_by_hand():
    pages = [*ROOT.glob("README*.md"), *(DOCS.parent / "tutorials").glob("*.md"), *(DOCS.parent / "how-to").glob("*.md")]
    text = "\n".join(page.read_text() for page in pages)
    assert [name for name in COMMANDS if f"sextant {name}" not in text] == []


def test_every_setting_has_its_line_in_the_reference_in_both_languages():
    lines = (DOCS / "settings.md").read_text()
    assert [known.name for known in SETTINGS if not (known.en and known.ru and f"| `{known.name}` |" in lines)] == []


def test_every_page_linked_in_the_index_of_references_exists_and_none_is_left_out():
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (DOCS / "README.md").read_text()))
    assert {page.name for page in DOCS.glob("*.md")} - {"README.md"} == listed
