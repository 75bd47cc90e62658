"""The command: forecasts and segments from a file, and one sentence where there are none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.lab.donors.commands import donors
from sextant.lab.donors.tests.factories import AS_PUBLISHED, donors_giving
from sextant.lab.payments.amounts import format_amount


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("donors") / "gifts.csv"
    gifts = donors_giving(AS_PUBLISHED, 120, ahead=0)
    lines = [f"{gift.donor};{gift.day};{format_amount(gift.amount_minor, 'RUB')};RUB" for gift in gifts]
    file.write_text("\n".join(["donor;day;amount;currency", *lines, "x;2030-01-01;5;RUB"]))
    return file


def run(*words: str, lang: str = "C") -> Result:
    return CliRunner().invoke(donors, [*words, "--on", "2026-06-30"], env={"LC_ALL": lang})


def test_a_forecast_is_shown_as_a_table_and_as_json(table: Path) -> None:
    shown = run("expect", str(table), "--periods", "3")
    lines = shown.stdout.splitlines()
    assert [line.split("\t")[0] for line in lines[:7]] == ["", "alive", "givers", "gifts", "value RUB", "", "donor"]
    assert lines[-1].startswith("line ")
    assert "after 2026-06-30" in lines[-1]
    whole = json.loads(run("expect", str(table), "--periods", "3", "--format", "json").stdout)
    assert whole["reading"]["rows"] == whole["reading"]["taken"] + len(whole["reading"]["merged"]) + len(whole["reading"]["refused"])
    assert (len(whole["donors"]), len(whole["value"]["donors"]), whole["value"]["currency"]) == (120, 120, "RUB")
    assert f"gifts\t{whole['gifts']['expected']:.1f}\t" in shown.stdout


def test_segments_are_shown_with_their_definitions(table: Path) -> None:
    shown = run("segments", str(table), lang="ru_RU.UTF-8").stdout
    assert "Постоянные\t" in shown
    whole = json.loads(run("segments", str(table), "--format", "json").stdout)
    assert (whole["by"], len(whole["donors"]), len(whole["definitions"])) == ("fifths", 120, 8)


def test_too_few_donors_are_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "few.csv"
    file.write_text("donor;day;amount\n1;2020-01-01;5\n1;2021-01-01;5\n")
    done = run("expect", str(file), "--currency", "rub")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: Only 1 donor could have given again, and 30 are needed for a forecast. Use shorter periods or a longer time.\n",
    )


def test_the_command_starts_without_the_site_and_segments_without_numpy(table: Path) -> None:
    script = (
        "import sys; from sextant.cli import sextant;"
        "sextant(['donors', 'segments', sys.argv[1], '--on', '2026-06-30'], standalone_mode=False);"
        "print('django.contrib.auth.models' in sys.modules, 'sextant.config.settings' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(table)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False False False"
