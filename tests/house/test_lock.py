"""The lock file names the public index only."""

import re

import pytest

from tests.house.copies import ROOT

pytestmark = pytest.mark.once


def hosts(text: str) -> set[str]:
    """Every host that an address in the text names."""
    return set(re.findall(r"https?://([^/\"\s]+)", text))


def test_everything_comes_from_the_public_index():
    assert hosts((ROOT / "uv.lock").read_text()) <= {"pypi.org", "files.pythonhosted.org"}


def test_another_host_is_found():
    assert hosts('url = "https://mirror.example/simple/django.whl"') == {"mirror.example"}
