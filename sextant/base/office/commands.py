"""The command `sextant user`: the first log-ins of a site, before anybody can open its office."""

import click
from django.db import transaction

from sextant.base.accounts.models import User
from sextant.base.office.actions import add_user, grant_role
from sextant.base.office.queries import password_link
from sextant.base.permissions.roles import all_roles


@click.group()
def user() -> None:
    """Who may log in: the first officer of a new site, a way in for somebody who lost the password."""


def _known_roles(_ctx: click.Context, _parameter: click.Parameter, roles: tuple[str, ...]) -> tuple[str, ...]:
    known = [role.code for role in all_roles() if role.grantable]
    for role in roles:
        if role not in known:
            raise click.BadParameter(f"there is no role \u201c{role}\u201d to give. Roles: {', '.join(known)}.")
    return roles


@user.command()
@click.argument("email")
@click.option("--role", "roles", multiple=True, callback=_known_roles, help="A role for the whole association; may be given more than once.")
@click.option("--name", default="", help="The name the site shows.")
@click.option("--language", type=click.Choice(["ru", "en"]), default="ru", show_default=True, help="Language of letters to this user.")
@click.option("--superuser", is_flag=True, help="May do everything. For the person who keeps the site, not for daily work.")
@click.option("--link", is_flag=True, help="Ask for no password; print a link by which the user sets one.")
def add(email: str, roles: tuple[str, ...], name: str, language: str, superuser: bool, link: bool) -> None:
    """Add a user who may log in as EMAIL."""
    password = None if link else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with transaction.atomic():
        added = add_user(email=email, password=password, display_name=name, language=language, superuser=superuser, by=None)
        for role in roles:
            grant_role(user=added, role=role, by=None)
    click.echo(f"{added.email} may log in now.")
    if link:
        click.echo(f"Set a password here (once, within three days): {password_link(added)}")


@user.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a link by which EMAIL sets a new password: once, within three days."""
    known = User.objects.filter(email__iexact=email.strip()).first()
    if known is None:
        raise click.ClickException(f"There is no user {email}. Add one with `sextant user add {email}`.")
    if not known.is_active:
        raise click.ClickException(f"{email} has been shut out. Let the user in again on the page of the user in the office.")
    click.echo(password_link(known))


@user.command("list")
def list_users() -> None:
    """List who may log in, with the roles for the whole association."""
    for known in User.objects.prefetch_related("grants").order_by("email"):
        words = [*(["superuser"] if known.is_superuser else []), *sorted({grant.role for grant in known.grants.all() if not grant.scope_kind})]
        state = "" if known.is_active else " (shut out)"
        click.echo(f"{known.email}{state}  {', '.join(words)}".rstrip())
