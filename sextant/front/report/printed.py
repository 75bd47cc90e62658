"""The report as an accessible PDF (PDF/UA-1), set by Typst from the frozen report; no clock, so equal reports give equal bytes."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from sextant.front.report.charting import chart_of
from sextant.front.report.document import document
from sextant.front.report.models import Report

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "draft": _("Draft: not published"),
        "demo": _("Demo data: invented people, libraries and figures"),
        "fingerprint": _("Fingerprint of the inputs"),
        "how": _("Every number in this report links to the rows it was counted from."),
        "figures": _("figures"),
        "summary": _("Where the agenda stands"),
    }


def _with_charts(content: dict[str, Any], folder: Path) -> None:
    for direction in content["directions"]:
        for guideline in direction["guidelines"]:
            for figure in guideline["figures"]:
                if figure["known"] and len(figure["series"]) > 1:
                    name = f"{figure['key']}.svg"
                    (folder / name).write_text(chart_of(figure).as_svg(standalone=True))
                    figure["chart"] = name


def pdf(report: Report, language: str) -> bytes:
    """The PDF in one language; ValidationError in words when the text cannot be set."""
    with translation.override(language), TemporaryDirectory() as name:
        folder = Path(name)
        content = document(report, language)
        _with_charts(content, folder)
        (folder / "report.json").write_text(json.dumps({**content, "words": _words()}, ensure_ascii=False))
        (folder / "report.typ").write_bytes(TEMPLATE.read_bytes())
        try:
            return typst.compile(str(folder / "report.typ"), root=str(folder), pdf_standards=["ua-1"])
        except typst.TypstError as trouble:
            raise ValidationError(_("The PDF could not be set: %(trouble)s") % {"trouble": trouble}) from trouble
