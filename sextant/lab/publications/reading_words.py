"""What the readers say of pages, in words: each reader keeps its own sentences."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sextant.lab.sentences import Sentences

FOLDER = Path(__file__).parent


@cache
def _readers() -> tuple[Sentences, ...]:
    return tuple(Sentences(path) for path in sorted(FOLDER.glob("*/sentences.toml")))


def said_why(key: str, language: str) -> str:
    """Why a page cannot be checked, for the key a reader gave; a key that no reader explains stays as it is."""
    for one in _readers():
        if key in one.entries:
            return one.say(key).sentence(language)
    return key


def said_note(written: str, language: str) -> str:
    """A reader's note on a page, written `key|name=value`, as a sentence; one that no reader explains stays as it is."""
    key, *rest = written.split("|")
    words = {name: int(value) if value.isdecimal() else value for name, _, value in (part.partition("=") for part in rest)}
    for one in _readers():
        if key in one.entries:
            return one.say(key, **words).sentence(language)
    return written
