"""A report as accessible PDF (PDF/UA-1) set by Typst, and as a ZIP with the documents that show what was done."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.exports.typeset import typeset
from sextant.base.ui.numerals import written
from sextant.base.words.fields import in_language
from sextant.base.words.money import money
from sextant.work.projects.models import Evidence, Report
from sextant.work.projects.queries.reports import shown

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
MOMENT = (2019, 4, 25, 0, 0, 0)
"""The date of every file in the ZIP, so that the same report gives the same bytes."""


def _text(part: dict[str, Any], name: str) -> str:
    return in_language({"ru": part[f"{name}_ru"], "en": part[f"{name}_en"]})


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text)) if text else "—"


def _words(report: Report) -> dict[str, Any]:
    said = shown(report)
    project, agreement, currency = said["project"], said["agreement"], said["currency"]
    costs = [
        [_text(one, "title"), *(money(amount, currency) for amount in (one["planned"], one["spent"], one["planned"] - one["spent"]))]
        for one in said["costs"]
    ]
    whole = [_("Total"), *(money(amount, currency) for amount in (said["planned"], said["spent"], said["planned"] - said["spent"]))]
    funder = _("%(funder)s, agreement %(number)s") % agreement if agreement and agreement["number"] else agreement["funder"] if agreement else ""
    return {
        "language": (translation.get_language() or "ru")[:2],
        "title": _text(project, "title"),
        "dated": _("Report from %(since)s through %(until)s") % {"since": _day(said["since"]), "until": _day(said["until"])},
        "funder": funder,
        "draft": "" if report.is_published else _("Draft: figures of today"),
        "sections": _sections(said),
        "milestones_title": _("Milestones"),
        "milestones_head": [_("Milestone"), _("Due on"), _("Done on")],
        "milestones": [[_named(one), _day(one["due_on"]), _day(one["done_on"])] for one in said["milestones"]],
        "costs_title": _("Money planned and spent"),
        "costs_head": [_("Account"), _("Planned"), _("Spent"), _("Left")],
        "costs": [*costs, whole],
        "instalments_title": _("Instalments"),
        "instalments_head": [_("Due on"), pgettext("day", "Received on"), _("Amount")],
        "instalments": [[_day(one["due_on"]), _day(one["received_on"]), money(one["amount"], currency)] for one in said["instalments"]],
        "hours": _("Hours worked: %(hours)s") % {"hours": written(said["minutes"] / 60, 1)} if said["minutes"] else "",
        "evidence_title": _("Documents"),
        "evidence": [[one["name"], one["sha256"][:16]] for one in said["evidence"]],
        "evidence_head": [_("Document"), "SHA-256"],
        "fingerprint": _("Fingerprint of the report: %(digest)s") % {"digest": report.fingerprint} if report.fingerprint else "",
    }


def _named(one: dict[str, Any]) -> str:
    """A milestone with what came of it."""
    said = _text(one, "said")
    return f"{_text(one, 'title')}. {said}" if said else _text(one, "title")


def _sections(said: dict[str, Any]) -> list[list[str]]:
    """Headings with their texts; a part nobody wrote is left out."""
    found = [
        [_("What was promised"), _text(said["project"], "promise")],
        [_("Conditions"), _text(said["agreement"], "conditions") if said["agreement"] else ""],
        [_("What was done"), _text(said, "summary")],
        [_("What was learned"), _text(said, "lessons")],
    ]
    return [part for part in found if part[1]]


def report_pdf(report: Report, language: str) -> bytes:
    """The report in that language. Raises ValidationError with a sentence when it cannot be set."""
    with translation.override(language):
        return typeset(TEMPLATE, _words(report))


def report_zip(report: Report) -> bytes:
    """Both PDFs, the figures as JSON, and every document the report names; a document that is gone is told by its absence in the list."""
    said = shown(report)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for language in ("ru", "en"):
            _put(archive, f"report.{language}.pdf", report_pdf(report, language))
        _put(archive, "report.json", json.dumps({**said, "fingerprint": report.fingerprint}, ensure_ascii=False, indent=2).encode())
        files = Evidence.objects.filter(project=report.project).in_bulk([one["key"] for one in said["evidence"]])
        for number, one in enumerate(said["evidence"], 1):
            if one["key"] in files:
                with files[one["key"]].file.open("rb") as file:
                    _put(archive, f"documents/{number:02d} {one['name']}", file.read())
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED)
