"""`sextant blinding`: whether a file names its author, and the file without its metadata. Starts without Django."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..shell import Refused, language
from .findings import BlindingError, refuse
from .people import Finding, Identity

T = TypeVar("T")
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group()
def blinding() -> None:
    """Blinding: look for an author's name, take metadata out."""


@blinding.command("check")
@click.argument("file", type=FILE)
@click.option("--name", "names", multiple=True, metavar="“FAMILY GIVEN PATRONYMIC”", help="An author; may be given several times.")
@click.option("--latin", default="", help="How the first author writes the name in Latin letters.")
@click.option("--e-mail", default="", help="The first author's e-mail address.")
@click.option("--orcid", default="", help="The first author's ORCID.")
@click.option("--phone", default="", help="The first author's telephone number.")
@click.option("--organisation", "organisations", multiple=True, help="An organisation of the first author; an acronym in capitals.")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="json", help="How to show it.")
def check_file(file: Path, names: tuple[str, ...], form: str, **of_first: Any) -> None:
    """Look for the authors' names in the text of a file, and tell what its metadata hold."""
    if not names and not any(of_first.values()):
        raise Refused(refuse("nobody_named").sentence(language()))
    people = [_identity(name) for name in names[1:]]
    people.insert(0, _identity(names[0] if names else "", **of_first))
    shown = _spoken(lambda: _checked(file, people))
    if form == "json":
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for one in shown["findings"]:
        click.echo(f"{one['place']}: {one['what']} ({one['sure']}) {one['excerpt']}")
    for sentence in [*shown["removed"], *shown["warnings"]]:
        click.echo(sentence)


@blinding.command("strip")
@click.argument("file", type=FILE)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where to write the file without metadata.")
def strip_file(file: Path, out: Path) -> None:
    """Write a file without author, programs, days, history and places; pages and text stay."""
    from .stripping import strip

    done = _spoken(lambda: strip(file.read_bytes(), file.suffix))
    if not done.cleaned:
        raise Refused(" ".join(one.sentence(language()) for one in done.warnings))
    out.write_bytes(done.content)
    for one in (*done.removed, *done.warnings):
        click.echo(one.sentence(language()), err=True)


def _identity(name: str, **more: Any) -> Identity:
    """`Чехов Антон Павлович`: family name, given name, and the rest as patronymic."""
    words = [*name.split(maxsplit=2), "", "", ""]
    return Identity(words[0], words[1], words[2], **more)


def _checked(file: Path, people: list[Identity]) -> dict[str, Any]:
    from . import find_names, strip, text_of

    content = file.read_bytes()
    parts = text_of(content, file.suffix)
    done = strip(content, file.suffix)
    said = language()
    return {
        "findings": [_shown(one, said) for one in find_names(parts, people)],
        "letters": sum(len(part.text) for part in parts),
        "removed": [one.sentence(said) for one in done.removed],
        "warnings": [one.sentence(said) for one in done.warnings],
    }


def _shown(one: Finding, said: str) -> dict[str, Any]:
    return {
        "place": one.place.sentence(said) if one.place else "",
        "part": one.part,
        "start": one.start,
        "stop": one.stop,
        "person": one.person,
        "code": one.what.code,
        "what": one.what.sentence(said),
        "confidence": one.confidence,
        "sure": one.said_confidence.sentence(said),
        "excerpt": one.excerpt,
    }


def _spoken(act: Callable[[], T]) -> T:
    try:
        return act()
    except BlindingError as refusal:
        raise Refused(refusal.sentence(language())) from None
    except ModuleNotFoundError as lacking:
        raise Refused(refuse("extra_missing", name=str(lacking.name)).sentence(language())) from None
