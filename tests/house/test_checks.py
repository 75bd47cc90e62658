"""Lint, types and the count of queries find what is broken on purpose."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sextant.society.members.models.memberships import MembershipQuerySet
from sextant.society.members.queries.memberships import memberships_wanted
from sextant.society.members.tests.factories import active
from tests.house.copies import ROOT, run_in


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import os\n", "F401"),
        ("print(1)\n", "T201"),
        ("def much(a, b, c):\n" + "".join(f"    if a == {n}:\n        return {n}\n" for n in range(12)), "C901"),
    ],
)
def test_lint_finds_a_line_nobody_should_write(tmp_path, text, said):
    (tmp_path / "wrong.py").write_text(text)
    answer = run_in(ROOT, "-m", "ruff", "check", "--no-cache", "--config", "pyproject.toml", str(tmp_path / "wrong.py"))
    assert (answer.returncode, said in answer.stdout) == (1, True)


@pytest.mark.once
@pytest.mark.parametrize(("text", "said"), [("def untold(a):\n    return a\n", "no-untyped-def"), ('number: int = "one"\n', "assignment")])
def test_types_that_are_wrong_or_missing_are_found(tmp_path, text, said):
    (tmp_path / "wrong.py").write_text(text)
    plain = "[mypy]\ndisallow_untyped_defs = true\n"
    (tmp_path / "mypy.ini").write_text(plain)
    answer = run_in(ROOT, "-m", "mypy", "--cache-dir", str(tmp_path), "--config-file", str(tmp_path / "mypy.ini"), str(tmp_path / "wrong.py"))
    assert (answer.returncode, said in answer.stdout) == (1, True), answer.stdout


def _questions(rows: int) -> int:
    """Questions asked of the database for a list of that many memberships with their holders."""
    with CaptureQueriesContext(connection) as asked:
        [str(one.holder) for one in memberships_wanted({}, None)[:rows]]
    return len(asked)


@pytest.mark.django_db
def test_a_list_that_asks_again_for_every_row_is_found(monkeypatch):
    for _number in range(3):
        active(on=timezone.localdate())
    alike = _questions(1) == _questions(3)
    monkeypatch.setattr(MembershipQuerySet, "with_holder", lambda rows: rows)
    assert (alike, _questions(1) == _questions(3)) == (True, False)
