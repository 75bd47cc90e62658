"""`sextant demo`: loading the demo association and taking it away."""

import time

import click

from sextant.base.demo.actions import is_loaded, load_demo, remove_demo


@click.command()
@click.option("--remove", is_flag=True, help="Take the demo association away; nothing else is touched.")
@click.option("--libraries", default=2000, show_default=True, type=click.IntRange(10, 10000), help="Public libraries that send returns.")
@click.option("--organisations", default=600, show_default=True, type=click.IntRange(5, 5000), help="Member organisations of all kinds.")
@click.option("--people", default=5000, show_default=True, type=click.IntRange(200, 100000), help="People.")
def demo(remove: bool, libraries: int, organisations: int, people: int) -> None:
    """Load an invented association, clearly marked as demo, or remove it."""
    if remove:
        if not is_loaded():
            click.echo("There is no demo data here.")
            return
        click.echo(f"Removed {remove_demo()} rows of demo data.")
        return
    if is_loaded():
        raise click.ClickException("The demo association is loaded already; remove it with `sextant demo --remove`.")
    begun = time.monotonic()
    load_demo(libraries=libraries, members=organisations, people=people, echo=click.echo)
    click.echo(f"The demo association is loaded ({time.monotonic() - begun:.0f} s).")
