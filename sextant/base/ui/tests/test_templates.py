"""No template carries style, script or handlers, and none outgrows a screen or two."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted(ROOT.glob("**/templates/**/*.html"))
INLINE = re.compile(
    r"""<style|\sstyle=|\son[a-z]+=["']|\shx-on|javascript:|<script(?![^>]*\bsrc=)(?![^>]*type="application/(?:ld\+)?json")""", re.IGNORECASE
)


def test_there_are_templates():
    assert len(TEMPLATES) > 30


def test_nothing_inline_stands_in_a_template():
    served = [path for path in TEMPLATES if path.name != "standalone.html"]  # a file that leaves the site carries its own style
    found = [f"{path.relative_to(ROOT)}: {match.group().strip()}" for path in served for match in INLINE.finditer(path.read_text())]
    assert found == []


def test_the_search_for_inline_code_finds_it():
    bad = ['<p style="x">', "<style>", "<script>", '<a onclick="x">', '<a href="javascript:x">', '<script type="module">']
    assert [bool(INLINE.search(text)) for text in bad] == [True] * 6
    assert not INLINE.search('<script src="/static/x.js" defer></script><script type="application/json">')


def test_no_template_is_longer_than_120_lines():
    assert [path.name for path in TEMPLATES if len(path.read_text().splitlines()) > 120] == []
