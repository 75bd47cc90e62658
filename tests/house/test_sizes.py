"""Small files, few ideas: the walls of the house, and that they are seen when somebody runs into one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.copies import HOUSE

pytestmark = pytest.mark.once
FILE, FUNCTION, TEMPLATE = 400, 50, 120
FORBIDDEN = {"utils", "helpers", "common", "services", "managers", "signals"}


def _files(folder: Path, ending: str) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob(f"*{ending}")) if "migrations" not in path.parts)


def too_large(folder: Path) -> list[str]:
    """Files, functions and templates beyond the walls, and rooms with a name that says nothing."""
    found = []
    for path in _files(folder, ".py"):
        text, name = path.read_text(), path.relative_to(folder).as_posix()
        if text.count("\n") > FILE:
            found.append(f"{name}: more than {FILE} lines")
        if path.stem in FORBIDDEN or FORBIDDEN & set(path.relative_to(folder).parts):
            found.append(f"{name}: say what it is")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= FUNCTION:
                found.append(f"{name}: {node.name} is longer than {FUNCTION} lines")
    for path in _files(folder, ".html"):
        if path.read_text().count("\n") > TEMPLATE:
            found.append(f"{path.relative_to(folder).as_posix()}: more than {TEMPLATE} lines")
    return found


def test_everything_stays_within_the_walls():
    assert too_large(HOUSE) == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("long.py", "x = 1\n" * 401, "long.py: more than 400 lines"),
        ("wide.py", "def wide():\n" + "    x = 1\n" * 50, "wide.py: wide is longer than 50 lines"),
        ("page.html", "<p>\n" * 121, "page.html: more than 120 lines"),
        ("utils.py", "", "utils.py: say what it is"),
    ],
)
def test_what_runs_into_a_wall_is_found(tmp_path, name, text, said):
    (tmp_path / name).write_text(text)
    assert too_large(tmp_path) == [said]
