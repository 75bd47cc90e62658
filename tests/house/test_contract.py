"""The import contract holds, and an import that breaks it is found."""

import pytest

from tests.house.copies import ROOT, copy_of_the_house, run_in

pytestmark = pytest.mark.once
LINT = ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")


def test_the_contract_is_kept():
    answer = run_in(ROOT, *LINT)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("base/letters/states.py", "import sextant.society.members.models", "The house has layers"),
        ("base/ui/paging.py", "import sextant.base.letters.models", "The houses of base stand"),
        ("society/members/printed.py", "import sextant.society.agenda.models", "Society is layered"),
        ("work/careers/__init__.py", "import sextant.work.returns.measures", "No capability imports another"),
        ("front/home/dials.py", "import sextant.work.returns.models", "The front asks a capability only"),
        ("base/letters/models.py", "import sextant.base.letters.actions", "Inside a house"),
        ("lab/returns/__init__.py", "import django", "The lab is pure"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path, file, line, contract):
    folder = copy_of_the_house(tmp_path)
    (folder / "sextant" / file).parent.mkdir(exist_ok=True)
    with (folder / "sextant" / file).open("a") as code:
        code.write(f"\n{line}\n")
    answer = run_in(folder, *LINT)
    words = " ".join(answer.stdout.split())
    assert (answer.returncode, "1 broken" in words, contract in words.split("Broken contracts")[1]) == (1, True, True)
