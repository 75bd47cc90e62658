"""Reports of a recipient: written, sent with papers, accepted or sent back."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.agenda.attached import PDF, inspect
from sextant.society.grants import letters, states
from sextant.society.grants.actions.promising import LARGEST, standing
from sextant.society.grants.models import GrantFile, GrantReport, GrantSpent

MOST_FILES = 30
ACTIVE_PDF = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/Encrypt")
Spent = Mapping[int, tuple[int, str]]
"""By the key of a line of the budget: minor units and a note."""


def _held(report: GrantReport, *allowed: str) -> GrantReport:
    """The report as it is now, of a grant that is locked and binds both sides."""
    grant = standing(report.grant, *states.BINDING)
    found = GrantReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if found.state not in allowed:
        raise ValidationError(_("This report is “%(state)s”; that is not possible any more.") % {"state": found.get_state_display()})
    found.grant = grant
    return found


@in_turn
def write_report(report: GrantReport, *, narrative: str, spent: Spent, by: User | None) -> GrantReport:
    """Keeps what the recipient has written so far; nobody else reads it as a report before it is sent."""
    report = _held(report, *states.OPEN_REPORTS)
    report.narrative = narrative.strip()[:20_000]
    report.save(update_fields=["narrative"])
    known = {line.pk: line for line in report.grant.budget.all()}
    if set(spent) - set(known):
        raise ValidationError(_("This line is not in the budget of the grant."))
    report.spent.all().delete()
    for key, (amount, note) in spent.items():
        if not 0 <= amount < LARGEST:
            raise ValidationError({f"spent_{key}": _("Give nought or an amount above it.")})
        GrantSpent.objects.create(report=report, line=known[key], amount_minor=amount, note=note.strip()[:300])
    record(verb="grants.write_report", obj=report.grant, by=by, after={"report": report.due_on})
    return report


@in_turn
def send_report(report: GrantReport, *, on: date, by: User | None, who: str) -> GrantReport:
    """Hands the report to the office. Every line of the budget says what was spent of it."""
    report = _held(report, *states.OPEN_REPORTS)
    if not may_move(states.REPORT_MOVES, report.state, states.SENT, {who}):
        raise ValidationError(_("This report cannot be sent now."))
    if not report.narrative.strip():
        raise ValidationError({"narrative": _("Say what was done.")})
    missing = report.grant.budget.exclude(pk__in=report.spent.values("line")).filter(amount_minor__gt=0).first()
    if missing is not None:
        raise ValidationError({f"spent_{missing.pk}": _("Say what was spent; write 0 where nothing was.")})
    report.state, report.sent_on, report.reason = states.SENT, on, ""
    report.first_sent_on, report.times = report.first_sent_on or on, report.times + 1
    report.save(update_fields=["state", "sent_on", "first_sent_on", "times", "reason"])
    record(verb="grants.send_report", obj=report.grant, by=by, after={"report": report.due_on, "sent_on": on, "by": who})
    return report


@in_turn
def accept_report(report: GrantReport, *, on: date, by: User | None) -> GrantReport:
    """The office takes the report; an instalment that waited for it may be paid."""
    report = _held(report, states.SENT)
    _decide(report, states.ACCEPTED, on, by)
    record(verb="grants.accept_report", obj=report.grant, by=by, after={"report": report.due_on})
    letters.write_about_report("report_accepted", report)
    return report


@in_turn
def send_report_back(report: GrantReport, *, reason: str, on: date, by: User | None) -> GrantReport:
    """The office wants it changed, and says what."""
    report = _held(report, states.SENT)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be changed.")})
    report.reason = reason.strip()[:4000]
    _decide(report, states.SENT_BACK, on, by)
    record(verb="grants.send_report_back", obj=report.grant, by=by, after={"report": report.due_on, "reason": report.reason})
    letters.write_about_report("report_sent_back", report)
    return report


def _decide(report: GrantReport, state: str, on: date, by: User | None) -> None:
    report.state, report.decided_on, report.decided_by = state, on, by
    report.save(update_fields=["state", "decided_on", "decided_by", "reason"])


@in_turn
def add_file(report: GrantReport, *, upload: UploadedFile, by: User | None) -> GrantFile:
    """Keeps a paper after looking into it: kind by content, without programs. The same file twice is one."""
    report = _held(report, *states.OPEN_REPORTS)
    if report.files.count() >= MOST_FILES:
        raise ValidationError({"file": _("There are %(count)s files already.") % {"count": MOST_FILES}})
    try:
        found = inspect(upload)
    except ValidationError as refusal:
        raise ValidationError({"file": refusal.messages}) from refusal
    if found.kind == PDF and any(mark in found.content for mark in ACTIVE_PDF):
        raise ValidationError({"file": _("This PDF holds a script, an attachment or a password. Save it without them and send it again.")})
    known = report.files.filter(sha256=found.sha256).first()
    if known is not None:
        return known
    kept = GrantFile(report=report, name=found.name, kind=found.kind, size=found.size, sha256=found.sha256, by=by)
    kept.file.save(found.sha256, ContentFile(found.content), save=False)
    kept.save()
    record(verb="grants.add_file", obj=report.grant, by=by, after={"name": found.name, "sha256": found.sha256})
    return kept


@in_turn
def remove_file(file: GrantFile, *, by: User | None) -> GrantReport:
    """Takes a paper off a report that is not sent."""
    report = _held(file.report, *states.OPEN_REPORTS)
    record(verb="grants.remove_file", obj=report.grant, by=by, before={"name": file.name, "sha256": file.sha256})
    file.file.delete(save=False)
    GrantFile.objects.filter(pk=file.pk).delete()
    return report
