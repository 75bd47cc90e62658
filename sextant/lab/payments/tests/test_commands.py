"""The command: codes drawn, statements shown, and one sentence where it could not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.lab.payments import gost
from sextant.lab.payments.commands import payment
from sextant.lab.payments.tests.factories import BIC, CORR, FILES, IBAN, OURS
from sextant.lab.payments.tests.factories import gost as gost_payment

GOST = {
    "standard": "gost",
    "name": "АНО «Пример»",
    "account": OURS,
    "bic": BIC,
    "bank": "АО «Банк»",
    "corr": CORR,
    "sum": "1 234,50",
    "purpose": "Взнос",
}


def run(*words: str, lang: str = "C", **options: str) -> Result:
    given = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
    return CliRunner().invoke(payment, [*words, *given], env={"LC_ALL": lang})


def test_the_payload_goes_to_standard_output_byte_for_byte() -> None:
    done = run("qr", "--payload", **GOST)
    assert (done.exit_code, done.stdout_bytes) == (0, gost.payload(gost_payment()))


def test_the_encoding_can_be_chosen() -> None:
    assert run("qr", "--payload", **GOST, encoding="windows-1251").stdout_bytes == gost.payload(gost_payment(), "1")


def test_without_a_place_the_svg_goes_to_standard_output() -> None:
    assert run("qr", **GOST).stdout.startswith("<?xml")


@pytest.mark.parametrize(("name", "start"), [("code.svg", b"<?xml"), ("code.PNG", b"\x89PNG")])
def test_a_file_is_written_by_its_ending(tmp_path: Path, name: str, start: bytes) -> None:
    done = run("qr", **GOST, out=str(tmp_path / name))
    assert (done.exit_code, done.stdout, (tmp_path / name).read_bytes()[:5].startswith(start[:5])) == (0, "", True)


def test_a_european_code_is_drawn_without_a_bic() -> None:
    done = run("qr", "--payload", standard="epc", name="Beispiel e.V.", account=IBAN, sum="12.30", purpose="Beitrag")
    assert done.stdout == f"BCD\n002\n1\nSCT\n\nBeispiel e.V.\n{IBAN}\nEUR12.30\n\n\nBeitrag"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sum": "0"}, "--sum: the sum must be greater than nought; write what is to be paid."),
        ({"sum": "-5"}, "--sum: the sum must be greater than nought; write what is to be paid."),
        ({"currency": "EUR"}, "--currency: a code by GOST R 56042-2014 is in roubles only, not in EUR; write RUB."),
        ({"name": ""}, "--name: this option is needed; add it, such as --name “АНО «Библиотека»”."),
        ({"reference": "RF1"}, "--reference: the standard gost has no such field; leave the option out."),
        ({"out": "code.gif"}, "--out: “code.gif” is neither an .svg nor a .png file; give the file one of these endings."),
    ],
)
def test_a_refusal_names_the_option_and_the_remedy(changes: dict[str, str], sentence: str) -> None:
    done = run("qr", **(GOST | changes))
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"Error: {sentence}\n")


def test_the_standard_must_be_named() -> None:
    done = run("qr", name="АНО")
    assert (done.exit_code, done.stderr) == (2, "Error: --standard: this option is needed; add it, such as --standard “gost”.\n")


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    done = run("qr", **GOST, out=str(tmp_path / "no" / "code.svg"))
    assert (done.exit_code, done.stderr.startswith("Error: --out: the file ")) == (2, True)


def test_a_russian_shell_gets_russian_sentences() -> None:
    done = run("qr", lang="ru_RU.UTF-8", **(GOST | {"bic": "1"}))
    assert done.stderr == "Error: --bic: «1» — не БИК из девяти цифр; скопируйте БИК из реквизитов банка.\n"


def test_a_statement_is_shown_as_text_and_as_json() -> None:
    shown = run("read", str(FILES / "table_ru.csv"))
    assert shown.stdout.splitlines()[1] == '2\t2026-03-02\t1500.00\tМБУК "Городская библиотека"\t17\tЧленский взнос, СЧ-2026-000123'
    whole = json.loads(run("read", str(FILES / "table_ru.csv"), format="json").stdout)
    assert (len(whole["lines"]), [one["line"] for one in whole["refused"]], whole["currency"]) == (2, [4, 5, 6, 7], "RUB")


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    done = run("read", str(tmp_path / "nothing.xml"))
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: nothing.xml: the file does not exist or cannot be read; check the path and the permissions.\n",
    )


def test_a_refused_account_names_its_option() -> None:
    done = run("read", str(FILES / "table_en.csv"), account=OURS)
    assert done.stderr == (f"Error: --account: the statement is of account {IBAN}, not of {OURS}; choose the right file or the right account.\n")


def test_the_command_starts_without_loading_the_site() -> None:
    script = (
        "import sys; from sextant.cli import sextant; sextant(['payment', 'read', sys.argv[1]], standalone_mode=False);"
        "print('django.contrib.auth.models' in sys.modules, 'sextant.config.settings' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(FILES / "table_en.csv")], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False False"
