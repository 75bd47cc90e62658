"""`sextant search rebuild`."""

import click
from tqdm import tqdm

from sextant.base.search import actions
from sextant.base.search.registry import searchables


@click.group()
def search() -> None:
    """What can be found on the site."""


@search.command()
@click.option("--kind", default=None, help="Only this kind of thing.")
def rebuild(kind: str | None) -> None:
    """Draw the search's entries anew from the rows of the site."""
    known = [each.kind for each in searchables()]
    if kind is not None and kind not in known:
        raise click.BadParameter(f"“{kind}” is not a kind that can be found; choose one of {', '.join(known)}.", param_hint="--kind")
    with tqdm(unit=" rows", disable=None) as bar:
        numbers = actions.rebuild(kind, progress=bar.update)
    for each, number in numbers.items():
        click.echo(f"{each}: {number}")
