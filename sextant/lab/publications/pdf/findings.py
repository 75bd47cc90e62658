"""What the reader of PDF has to say to a person, in English and in Russian: refusals, and why a page cannot be checked."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import Said, SaidError, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
say = Sentences(SENTENCES, decimals=frozenset({"ours", "theirs"})).say


class PublicationError(SaidError):
    """A file was refused whole; `place` is its name."""


def refuse(code: str, place: str = "", /, **words: object) -> PublicationError:
    """The refusal of that code; the caller raises it."""
    return PublicationError(say(code, **words), place)


def why(key: str) -> Said:
    """Why a page cannot be checked, for the key in `Page.why`. Raises `KeyError` for a key that is not the reader's."""
    return say(key)


def note(written: str) -> Said:
    """A note of `Page.notes`, written as `key` or `key|name=value|…`, as a sentence."""
    key, *words = written.split("|")
    return say(key, **{name: _number(value) for name, _, value in (word.partition("=") for word in words)})


def _number(value: str) -> object:
    return int(value) if value.isdecimal() else value
