"""`sextant trends`: the yearly trend report without a browser."""

import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _

from sextant.work.trends.models import TrendReport
from sextant.work.trends.printed import data, pdf


@click.group()
def trends() -> None:
    """The yearly trend report."""


def _refusal(year: int) -> str:
    known = ", ".join(str(one) for one in TrendReport.objects.order_by("year").values_list("year", flat=True))
    if not known:
        return _("There is no trend report yet. The office opens one under Trends → Trend reports.")
    return _("There is no trend report of %(year)s; there are those of: %(known)s.") % {"year": year, "known": known}


@trends.command()
@click.option("--year", type=int, required=True, help="Year the report is about.")
@click.option(
    "--format", "form", type=click.Choice(["pdf", "json"]), default="json", show_default=True, help="PDF in one language, or all data in both."
)
@click.option("--language", type=click.Choice(["ru", "en"]), default="ru", show_default=True, help="Language of the PDF.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; without it the output.")
def report(year: int, form: str, language: str, out: Path | None) -> None:
    """Write the report of a year: as it was published, or a draft as last gathered. The same data give the same bytes."""
    found = TrendReport.objects.filter(year=year).first()
    if found is None:
        raise click.ClickException(_refusal(year))
    made = pdf(found, language) if form == "pdf" else data(found)
    if out is not None:
        out.write_bytes(made)
    else:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
