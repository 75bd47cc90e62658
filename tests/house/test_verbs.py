"""Whatever is written into the record of changes is told in words."""

import re
from pathlib import Path

import pytest

from sextant.base.audit.names import is_named
from sextant.base.audit.registry import verbs
from tests.house.copies import HOUSE

pytestmark = pytest.mark.once


def verbs_in(folder: Path) -> set[str]:
    """The verbs that the code of a folder records."""
    files = [path for path in folder.rglob("*.py") if "tests" not in path.parts]
    return {verb for path in files for verb in re.findall(r'verb="([a-z_]+\.[a-z_]+)"', path.read_text())}


def test_every_verb_of_the_record_has_its_words():
    assert verbs_in(HOUSE) - set(verbs()) == set()


def test_a_verb_without_words_is_found(tmp_path):
    (tmp_path / "actions.py").write_text('record(verb="calls.open_quietly", obj=call)\n')
    assert verbs_in(tmp_path) - set(verbs()) == {"calls.open_quietly"}


NAMES = re.compile(r"(?:before|after) ?= ?\{([^{}]*)\}")


def names_in(folder: Path) -> set[str]:
    """The names of values that the code of a folder records by name."""
    texts = [path.read_text() for path in folder.rglob("*.py") if "tests" not in path.parts]
    return {name for text in texts for dictionary in NAMES.findall(text) for name in re.findall(r'"([a-z_]+)":', dictionary)}


def test_every_name_of_a_recorded_value_has_its_words():
    assert sorted(name for name in names_in(HOUSE) if not is_named(name)) == []


def test_a_name_without_words_is_found(tmp_path):
    (tmp_path / "actions.py").write_text('record(verb="calls.open", obj=call, after={"state": call.state, "secret_handshake": 1})\n')
    assert [name for name in names_in(tmp_path) if not is_named(name)] == ["secret_handshake"]
