"""Questionnaires that come with the product, to begin from."""

from functools import cache
from pathlib import Path

from sextant.lab.surveys.questionnaires import Questionnaire
from sextant.lab.surveys.reading import read_toml

FOLDER = Path(__file__).parent / "questionnaires"


@cache
def shipped() -> dict[str, Questionnaire]:
    """By the name of the file."""
    return {path.stem: read_toml(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
