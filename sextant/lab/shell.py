"""What every command says to whoever sits at the shell: in their language, and a refusal as one sentence."""

from __future__ import annotations

import os

import click


class Refused(click.ClickException):
    """A sentence on standard error and exit code 2."""

    exit_code = 2


def language() -> str:
    """`ru` where the shell speaks Russian, else `en`."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ru" if said.lower().startswith("ru") else "en"
