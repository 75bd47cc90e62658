"""From a command over files to the site's own of the same name."""

from __future__ import annotations

import click


def of_site(ctx: click.Context, name: str) -> click.Command | None:
    """The site's command of that name; None where the lab runs without a site."""
    find = getattr(ctx.parent.command, "of_site", None) if ctx.parent else None
    found = find(ctx.parent, name) if find else None
    return found if isinstance(found, click.Command) else None
