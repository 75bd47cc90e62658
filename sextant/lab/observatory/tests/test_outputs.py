"""What the commands print is what their schemas promise, and every schema is about a command that there is."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from sextant.lab.literature.commands import literature
from sextant.lab.observatory.commands import observatory
from sextant.lab.observatory.tests.test_observatory import table

LAB = Path(__file__).resolve().parents[2]
OUTPUTS = {name: schema for house in ("literature", "observatory") for name, schema in json.loads((LAB / house / "outputs.json").read_text()).items()}
RECIPE = """
store = "store"
out = "made"

[[analysis]]
name = "topics"
"""


def printed(house: str, *arguments: str) -> object:
    answer = CliRunner().invoke({"literature": literature, "observatory": observatory}[house], list(arguments))
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outputs") / "store"


def wrong(name: str, told: object) -> list[str]:
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in Draft202012Validator(OUTPUTS[name]).iter_errors(told)]


def test_what_literature_prints_is_what_the_schemas_promise(store: Path) -> None:
    imported = printed("literature", "import", str(table(store.parent)), "--store", str(store))
    merged, stats = printed("literature", "merge", "--store", str(store)), printed("literature", "stats", "--store", str(store))
    told = {"sextant literature import": imported, "sextant literature merge": merged, "sextant literature stats": stats}
    assert {name: wrong(name, one) for name, one in told.items()} == {name: [] for name in told}
    assert stats["read"] == stats["stored"] + stats["merged"] + stats["refused"] + stats["withdrawn"] > 0


@pytest.mark.parametrize(
    ("command", "more"), [("topics", ()), ("map", ()), ("bursts", ()), ("themes", ()), ("priorities", ()), ("forecast", ("--least", "20"))]
)
def test_what_an_analysis_prints_is_what_its_schema_promises(store: Path, command: str, more: tuple[str, ...]) -> None:
    if not store.is_dir():
        printed("literature", "import", str(table(store.parent)), "--store", str(store))
    told = printed("observatory", command, "--store", str(store), "--format", "json", *more)
    assert (wrong(f"sextant observatory {command}", told), bool(told)) == ([], True)


def test_what_a_recipe_prints_is_what_its_schema_promises(store: Path) -> None:
    (store.parent / "recipe.toml").write_text(RECIPE)
    told = printed("observatory", "run", str(store.parent / "recipe.toml"))
    assert (wrong("sextant observatory run", told), list(told["files"])) == ([], ["01-topics-en.json"])


def test_a_schema_refuses_what_it_does_not_promise() -> None:
    assert wrong("sextant observatory topics", [{"concept": "c1"}]) != []
