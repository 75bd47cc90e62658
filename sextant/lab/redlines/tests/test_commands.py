"""The command from the outside: formats, exit codes, refusals."""

import json
from pathlib import Path

import jsonschema
from click.testing import CliRunner

from sextant.lab.redlines import commands

OUTPUTS = json.loads((Path(commands.__file__).parent / "outputs.json").read_text())


def ran(tmp_path, before, after, *options, language="en"):
    (tmp_path / "a.txt").write_text(before, encoding="utf-8")
    (tmp_path / "b.txt").write_text(after, encoding="utf-8")
    arguments = ["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), *options]
    return CliRunner().invoke(commands.redlines, arguments, env={"LC_ALL": "ru_RU.UTF-8" if language == "ru" else "C"})


def test_changed_words_are_marked_and_counted(tmp_path):
    done = ran(tmp_path, "We read.\n\nWe meet.", "We read a lot.\n\nWe meet.")
    assert done.exit_code == 1
    assert done.stdout == "We read{+ a lot+}.\n\nWe meet.\n"
    assert done.stderr == (
        "4 words stayed, 2 words were added, 0 words were removed. Paragraphs: 1 the same, 1 changed, 0 added, 0 removed, 0 moved.\n"
    )


def test_equal_texts_are_no_finding(tmp_path):
    done = ran(tmp_path, "Мы читаем.", "Мы читаем.", language="ru")
    assert (done.exit_code, done.stderr) == (0, "Тексты совпадают слово в слово.\n")


def test_json_keeps_its_promise(tmp_path):
    done = ran(tmp_path, "We read.", "We write.", "--format", "json")
    found = json.loads(done.stdout)
    jsonschema.validate(found, OUTPUTS["sextant redlines compare"])
    assert found["passages"] == [
        {
            "state": "changed",
            "moved": False,
            "key": "",
            "segments": [
                {"kind": "same", "text": "We "},
                {"kind": "removed", "text": "read"},
                {"kind": "added", "text": "write"},
                {"kind": "same", "text": "."},
            ],
        }
    ]


def test_html_is_a_page_without_script(tmp_path):
    done = ran(tmp_path, "We <read>.", "We <write>.", "--format", "html")
    assert '<p class="changed">We &lt;<del>read</del><ins>write</ins>&gt;.</p>' in done.stdout
    assert "<script" not in done.stdout


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path):
    done = CliRunner().invoke(commands.redlines, ["compare", str(tmp_path / "x.txt"), str(tmp_path / "y.txt")], env={"LC_ALL": "C"})
    assert done.exit_code == 2
    assert done.stderr == "Error: x.txt: The file cannot be opened. Check its name and that you may read it.\n"
