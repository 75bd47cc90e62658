"""The command `sextant`: only collects every house's commands; a lab command starts without loading Django."""

import importlib
import os
import sys
from copy import copy
from functools import partial
from typing import Any

import click
from click.exceptions import Exit
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import DatabaseError, OperationalError, ProgrammingError

from sextant.config.starting import load

COMMANDS = {
    "run": "sextant.config.commands:run",
    "init": "sextant.config.commands:init",
    "check": "sextant.config.commands:check",
    "work": "sextant.config.commands:work",
    "demo": "sextant.base.demo.commands:demo",
    "docs": "sextant.config.reference:docs",
    "export": "sextant.config.commands:export",
    "backup": "sextant.config.backup:backup",
    "restore": "sextant.config.backup:restore",
    "user": "sextant.base.office.commands:user",
    "members": "sextant.society.members.commands:members",
    "search": "sextant.base.search.commands:search",
    "ledger": "sextant.society.ledger.commands:ledger",
    "statement": "sextant.society.ledger.commands:statement",
    "trends": "sextant.work.trends.commands:trends",
    "agenda": "sextant.society.agenda.commands:agenda",
    "report": "sextant.front.report.commands:report",
    "returns": "sextant.lab.returns.commands:returns",
    "payment": "sextant.lab.payments.commands:payment",
    "donors": "sextant.lab.donors.commands:donors",
    "jury": "sextant.lab.jury.commands:jury",
    "blinding": "sextant.lab.blinding.commands:blinding",
    "likeness": "sextant.lab.likeness.commands:likeness",
    "epub": "sextant.lab.publications.epub.commands:epub",
    "readability": "sextant.lab.readability.commands:readability",
    "literature": "sextant.lab.literature.commands:literature",
    "counts": "sextant.lab.counts.commands:counts",
    "thesaurus": "sextant.lab.thesaurus.commands:thesaurus",
    "catalogue": "sextant.lab.catalogues.commands:catalogue",
    "observatory": "sextant.lab.observatory.commands:observatory",
    "opinions": "sextant.lab.opinions.commands:opinions",
    "acquisitions": "sextant.lab.acquisitions.commands:acquisitions",
    "surveys": "sextant.lab.surveys.commands:surveys",
    "publication": "sextant.lab.publications.commands:publication",
    "redlines": "sextant.lab.redlines.commands:redlines",
}
OF_SITE = {"returns": "sextant.work.returns.commands.estimates:returns"}
"""Groups of the lab in whose list the site's own commands stand as well; Django is loaded when one of these, or the list, is asked for."""


class Houses(click.Group):
    """Finds a command in its house only when it is called, so that `sextant --help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = _found(COMMANDS[cmd_name])
        if cmd_name in OF_SITE:
            command = copy(command)  # the lab's own group stays without a site
            command.site = partial(_found, OF_SITE[cmd_name])
        return command


def _found(place: str) -> Any:
    """The command at `module:name`; Django is loaded first unless it is one of the lab."""
    module, name = place.split(":")
    if not module.startswith("sextant.lab.") and not settings.configured:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant.config.settings")
        load()
    return getattr(importlib.import_module(module), name)


@click.group(cls=Houses)
@click.version_option(package_name="sextant")
def sextant() -> None:
    """Sextant: a library association's agenda, its people, and how far it has come."""


def main() -> None:
    """Runs the command; a user's mistake is one sentence and exit code 2, never a traceback."""
    try:
        code = sextant(standalone_mode=False)
    except click.ClickException as refusal:
        refusal.show()
        code = 2
    except (Exit, click.Abort) as stop:
        code = getattr(stop, "exit_code", 2)
    except ValidationError as refusal:
        click.echo(" ".join(refusal.messages), err=True)
        code = 2
    except (OperationalError, ProgrammingError) as trouble:
        click.echo(
            f"sextant: the database does not answer as it should ({trouble}). If the site is new or was updated, run `sextant init` first.", err=True
        )
        code = 2
    except (ImproperlyConfigured, DatabaseError, OSError) as trouble:
        click.echo(f"sextant: {trouble}", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)
