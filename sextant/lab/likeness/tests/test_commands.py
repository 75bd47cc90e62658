"""The command: a folder of earlier texts, and one sentence where there is none."""

from __future__ import annotations

import json
import re
import string
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.lab.likeness.commands import likeness
from sextant.lab.likeness.findings import SENTENCES
from sextant.lab.likeness.tests.test_comparing import COPIED, prose

ENTRIES = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in Path(SENTENCES).parent.glob("*.py"))


def run(*words: object, lang: str = "C") -> Result:
    return CliRunner().invoke(likeness, [str(word) for word in words], env={"LC_ALL": lang})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "earlier").mkdir()
    (tmp_path / "new.txt").write_text(COPIED, encoding="cp1251")
    (tmp_path / "earlier" / "2019.txt").write_text(f"{prose(1)} {COPIED}", encoding="utf-8")
    (tmp_path / "earlier" / "2020.txt").write_text(prose(2), encoding="utf-8")
    return tmp_path


def test_likenesses_are_shown_as_json_and_as_sentences(folder: Path) -> None:
    (shown,) = json.loads(run(folder / "new.txt", folder / "earlier", "--format", "json").stdout)
    assert (shown["new"], shown["earlier"], shown["share"]) == ("new.txt", "2019.txt", 1.0)
    assert [(one["start"], one["words"], one["text"]) for one in shown["passages"]] == [(0, 23, COPIED.rstrip("."))]
    said = run(folder / "new.txt", folder / "earlier", "--format", "text", lang="ru_RU.UTF-8").stdout
    assert said == "«new.txt» повторяет «2019.txt» в 100 % слов (1 отрывок). Пересказ и перевод так не видны.\n"


def test_what_is_refused_is_one_sentence(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "short.txt").write_text("два слова")
    for words, sentence in (
        ((folder / "new.txt", folder / "empty"), "There is no .txt file in"),
        ((folder / "new.txt", folder / "earlier", "--at-least", 2), "A share of 2 cannot be looked for."),
        ((folder / "short.txt", folder / "earlier"), "The text has fewer than 5 words"),
    ):
        done = run(*words)
        assert (done.exit_code, sentence in done.stderr) == (2, True)


def test_the_command_starts_without_the_site() -> None:
    script = (
        "import sys; from sextant.cli import sextant; sextant(['likeness', '--help'], standalone_mode=False);"
        "print([name for name in ('django.contrib.auth.models', 'sextant.config.settings', 'numpy', 'pikepdf', 'lxml') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    named = [{name for _, name, _, _ in string.Formatter().parse(entry[language]) if name} for language in ("en", "ru")]
    assert (set(entry), named[0]) == ({"en", "ru"}, named[1])
    assert all(text.endswith(".") for text in entry.values())
    assert re.search("[а-яё]", entry["ru"])
    assert f'"{code}"' in CODE
