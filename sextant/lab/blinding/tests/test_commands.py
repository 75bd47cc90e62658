"""The command: what a file betrays, the file without it, and one sentence where there is none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from sextant.lab.blinding.commands import blinding
from sextant.lab.blinding.tests import factories, office


def run(*words: object, lang: str = "C") -> Result:
    return CliRunner().invoke(blinding, [str(word) for word in words], env={"LC_ALL": lang})


def test_a_file_is_checked_for_names_and_metadata(tmp_path: Path) -> None:
    file = tmp_path / "work.docx"
    file.write_bytes(office.docx("Автор — А. П. Чехов"))
    shown = json.loads(run("check", file, "--name", "Чехов Антон Павлович", "--format", "json", lang="ru_RU.UTF-8").stdout)
    assert shown["findings"] == [
        {
            "place": "текст",
            "part": 0,
            "start": 8,
            "stop": 19,
            "person": 0,
            "code": "found_initials",
            "what": "Фамилия с инициалами.",
            "confidence": "certain",
            "sure": "точно",
            "excerpt": 'Автор — А. П. Чехов вставкаубрано INCLUDEPICTURE "C:\\\\Users…',
        }
    ]
    assert "Список людей, работавших над документом: 1." in shown["removed"]
    lines = run("check", file, "--name", "Чехов Антон Павлович", "--format", "text").stdout.splitlines()
    assert lines[0].startswith("text: Family name with initials. (certain) Автор — А. П. Чехов")


def test_a_file_is_written_without_metadata(tmp_path: Path) -> None:
    file, out = tmp_path / "work.pdf", tmp_path / "clean.pdf"
    file.write_bytes(factories.pdf())
    done = run("strip", file, "--out", out)
    assert (done.exit_code, factories.betrayals(out.read_bytes())) == (0, [])
    assert "Attached files, sound and films: 4." in done.stderr


def test_what_is_refused_is_one_sentence(tmp_path: Path) -> None:
    file, out = tmp_path / "work.pdf", tmp_path / "out"
    file.write_bytes(office.docx())
    done = run("strip", file, "--out", out, lang="ru_RU.UTF-8")
    assert (done.exit_code, "Файл назван «pdf», а содержит «docx»." in done.stderr, out.exists()) == (2, True, False)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(20))
    assert "are not cleaned" in run("strip", film, "--out", out).stderr
    assert "Name an author" in run("check", film).stderr


def test_the_command_starts_without_the_site_and_help_without_the_readers() -> None:
    script = (
        "import sys; from sextant.cli import sextant;"
        "sextant(['blinding', 'check', '--help'], standalone_mode=False);"
        "print([name for name in ('django.contrib.auth.models', 'sextant.config.settings', 'pikepdf', 'PIL', 'lxml', 'pypdfium2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
