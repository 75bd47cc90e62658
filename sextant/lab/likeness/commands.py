"""`sextant likeness`: which earlier texts a new one repeats. Starts without Django."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from ..blinding.texts import plain_text
from ..shell import Refused, language
from .comparing import RUN, similar
from .findings import LikenessError, refuse
from .words import words_of

LARGEST = 50 * 1024 * 1024


class Folder(Mapping[str, str]):
    """The .txt files of a folder by name, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        self.paths = {one.name: one for one in sorted(path.glob("*.txt")) if one.is_file() and one.stat().st_size <= LARGEST}

    def __getitem__(self, name: str) -> str:
        return plain_text(self.paths[name].read_bytes())

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


@click.command("likeness")
@click.argument("new", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("earlier", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--at-least", type=float, default=0.3, help="The share of the new text, 0 to 1, from which a pair is shown.")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="json", help="How to show it.")
def likeness(new: Path, earlier: Path, at_least: float, form: str) -> None:
    """Likeness: which texts of a folder a new text repeats, word for word. A retold or translated text is not seen."""
    try:
        folder = Folder(earlier)
        if not folder:
            raise refuse("no_earlier", folder=str(earlier))
        text = plain_text(new.read_bytes())
        if len(words_of(text)) < RUN:
            raise refuse("too_short", words=RUN)
        found = similar({new.name: text}, folder, at_least)
    except LikenessError as refusal:
        raise Refused(refusal.sentence(language())) from None
    if form == "json":
        click.echo(json.dumps([dataclasses.asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(one.said.sentence(language()))
