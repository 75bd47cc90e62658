"""The report as an accessible PDF (PDF/UA-1), set by Typst from the frozen report; no clock, so equal reports give equal bytes."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from sextant.base.exports.typeset import typeset
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


def _with_charts(content: dict[str, Any]) -> dict[str, bytes]:
    """Names in the text the chart of every figure that has a series, and gives their files."""
    files = {}
    for direction in content["directions"]:
        for guideline in direction["guidelines"]:
            for figure in guideline["figures"]:
                if figure["known"] and len(figure["series"]) > 1:
                    figure["chart"] = f"{figure['key']}.svg"
                    files[figure["chart"]] = chart_of(figure).as_svg(standalone=True).encode()
    return files


def pdf(report: Report, language: str) -> bytes:
    """The PDF in one language; ValidationError in words when the text cannot be set."""
    with translation.override(language):
        content = document(report, language)
        files = _with_charts(content)
        return typeset(TEMPLATE, {**content, "words": _words()}, files)
