"""What the readers say of pages, in words: each reader keeps its own sentences, in a folder named after the kind of file it reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sextant.lab.sentences import Sentences

FOLDER = Path(__file__).parent


@cache
def _reader(kind: str) -> Sentences:
    return Sentences(FOLDER / kind / "sentences.toml")


def said_why(kind: str, key: str, language: str) -> str:
    """Why a page cannot be checked, for the key that the reader of that kind (`pdf`, `epub`) gave; a key that it does not explain stays as it is."""
    return _reader(kind).say(key).sentence(language) if key in _reader(kind).entries else key


def said_note(kind: str, written: str, language: str) -> str:
    """A note on a page, written `key|name=value`, as a sentence; one that the reader does not explain stays as it is."""
    key, *rest = written.split("|")
    words = {name: int(value) if value.isdecimal() else value for name, _, value in (part.partition("=") for part in rest)}
    return _reader(kind).say(key, **words).sentence(language) if key in _reader(kind).entries else written
