"""`sextant returns …` over files: starts without Django. The site's commands of the same group are added by `sextant.cli`."""

from __future__ import annotations

from collections.abc import Callable

import click

from .forecast import forecast


class Returns(click.Group):
    """The commands of the lab; `site` gives the group of the site's own when one of them, or the whole list, is asked for.

    A command of the lab that shares its name with one of the site hands over to it through `of_site`.
    """

    site: Callable[[], click.Group] | None = None

    def list_commands(self, ctx: click.Context) -> list[str]:
        more = self.site().list_commands(ctx) if self.site else []
        return [*more, *(name for name in super().list_commands(ctx) if name not in more)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or (self.site().get_command(ctx, cmd_name) if self.site else None)

    def of_site(self, ctx: click.Context, name: str) -> click.Command | None:
        """The site's command of that name, None where there is no site around."""
        return self.site().get_command(ctx, name) if self.site else None


@click.group(cls=Returns)
def returns() -> None:
    """Library statistics: import files of returns, check them, read indicators."""


returns.add_command(forecast)
