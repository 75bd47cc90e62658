"""The import contract holds, and an import that breaks it is found."""

import pytest

from tests.house.copies import ROOT, copy_of_the_house, run_in

pytestmark = pytest.mark.once
LINT = ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")


def test_the_contract_is_kept():
    answer = run_in(ROOT, *LINT)
    assert answer.returncode == 0, answer.stdout


BREAKING = {
    "The house has layers": ("base/letters/states.py", "sextant.society.members.models"),
    "The houses of base stand": ("base/ui/paging.py", "sextant.base.letters.models"),
    "Society is layered": ("society/members/printed.py", "sextant.society.agenda.models"),
    "No capability imports another": ("work/careers/__init__.py", "sextant.work.returns.measures"),
    "The front asks a capability only": ("front/home/dials.py", "sextant.work.returns.models"),
    "Inside a house": ("base/letters/models.py", "sextant.base.letters.actions"),
    "The lab is pure": ("lab/returns/__init__.py", "django"),
}
"""An import for each contract that breaks it."""


def test_every_forbidden_import_is_found(tmp_path):
    """All are put into one copy of the house; each must be named under its own contract."""
    folder = copy_of_the_house(tmp_path)
    for file, target in BREAKING.values():
        with (folder / "sextant" / file).open("a") as code:
            code.write(f"\nimport {target}\n")
    answer = run_in(folder, *LINT)
    assert (answer.returncode, f"{len(BREAKING)} broken" in " ".join(answer.stdout.split())) == (1, True), answer.stdout
    told = " ".join(answer.stdout.split("Broken contracts")[1].split())
    begins = sorted((told.index(contract), contract) for contract in BREAKING)
    ends = [place for place, _contract in begins[1:]] + [len(told)]
    under = {contract: told[place:end] for (place, contract), end in zip(begins, ends, strict=True)}
    for contract, (file, target) in BREAKING.items():
        module = "sextant." + file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        assert f"{module} -> {target} (l." in under[contract], (contract, under[contract])
