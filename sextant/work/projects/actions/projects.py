"""Making projects, who works on them, milestones, evidence, risks, and moving on."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.agenda.attached import inspect
from sextant.society.ledger.actions.chart import open_programme
from sextant.work.projects import states
from sextant.work.projects.models import Evidence, Milestone, Project, Risk, TeamMember

KIND = "projects.project"


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


@transaction.atomic
def save_project(project: Project | None, *, by: User | None, is_demo: bool = False, **values: Any) -> Project:
    """Writes a project; its code and currency stay once money is kept for it."""
    row = project or Project(is_demo=is_demo)
    if row.state != states.IDEA and any(name in values and values[name] != getattr(row, name) for name in ("code", "currency", "programme")):
        raise ValidationError({"code": _("The project has a programme in the books; its code, currency and programme stay.")})
    before = {name: _plain(getattr(row, name)) for name in values} if project else {}
    for name, value in values.items():
        setattr(row, name, value)
    if not row.title_ru and not row.title_en:
        raise ValidationError({"title_ru": _("Give it a title in one language at least.")})
    if row.ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first one.")})
    if Project.objects.filter(code=row.code).exclude(pk=row.pk).exists():
        raise ValidationError({"code": _("Another project has this code; choose another one.")})
    row.save()
    record(verb="projects.save_project", obj=row, by=by, before=before, after={name: _plain(value) for name, value in values.items()})
    return row


@transaction.atomic
def move_project(project: Project, target: str, *, by: User | None) -> Project:
    """One step on. Approval opens the programme in the books; a project is closed when its reports are published."""
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if not states.may_follow(row.state, target):
        raise ValidationError(_("This step does not follow from the present state; look at the project again."))
    if target == states.RUNNING and row.manager_id is None:
        raise ValidationError(_("Name the manager before the project runs."))
    if target == states.CLOSED:
        _refuse_unreported(row)
    if target == states.APPROVED and row.programme_id is None:
        names = {"name_ru": row.title_ru, "name_en": row.title_en}
        row.programme = open_programme(code=f"project-{row.code}", about_kind=KIND, about_id=str(row.pk), is_demo=row.is_demo, **names)
    before, row.state = row.state, target
    row.closed_on = timezone.localdate() if target == states.CLOSED else None
    row.save()
    record(verb="projects.move_project", obj=row, by=by, before={"state": before}, after={"state": target})
    return row


def _refuse_unreported(project: Project) -> None:
    if project.agreements.exists() and not project.reports.filter(published_at__isnull=False).exists():
        raise ValidationError(_("Funders have not had a report yet. Publish one before the project is closed."))


@transaction.atomic
def join_team(project: Project, *, person: Any, by: User | None, **values: Any) -> TeamMember:
    """Adds a person to the team, or changes what they do and what an hour costs."""
    member, made = TeamMember.objects.update_or_create(project=project, person=person, defaults=values)
    record(verb="projects.join_team", obj=project, by=by, after={"person": person.pk, "made": made})
    return member


@transaction.atomic
def leave_team(member: TeamMember, *, by: User | None) -> Project:
    """Takes a person off the team; one who has written hours stays in it."""
    if member.hours.exists():
        raise ValidationError(_("Hours are written for this person; they stay on the team."))
    record(verb="projects.leave_team", obj=member.project, by=by, before={"person": member.person_id})
    member.delete()
    return member.project


@transaction.atomic
def save_milestone(milestone: Milestone | None, *, project: Project, by: User | None, **values: Any) -> Milestone:
    row = milestone or Milestone(project=project)
    before = {name: getattr(row, name) for name in values} if milestone else {}
    for name, value in values.items():
        setattr(row, name, value)
    if not row.title_ru and not row.title_en:
        raise ValidationError({"title_ru": _("Give it a title in one language at least.")})
    row.save()
    record(verb="projects.save_milestone", obj=project, by=by, before=before, after=values)
    return row


@transaction.atomic
def mark_milestone(milestone: Milestone, *, done_on: date | None, by: User | None, said_ru: str = "", said_en: str = "") -> Milestone:
    """Done on a day, with what came of it in words; or not done after all, with no day."""
    if done_on is not None and done_on > timezone.localdate():
        raise ValidationError({"done_on": _("A milestone cannot be done in the future.")})
    before = milestone.done_on
    milestone.done_on, milestone.said_ru, milestone.said_en = done_on, said_ru, said_en
    milestone.save(update_fields=["done_on", "said_ru", "said_en"])
    record(verb="projects.mark_milestone", obj=milestone.project, by=by, before={"done_on": before}, after={"key": milestone.pk, "done_on": done_on})
    return milestone


@transaction.atomic
def add_evidence(project: Project, *, upload: UploadedFile, by: User | None, milestone: Milestone | None = None) -> Evidence:
    """Keeps a file under its SHA-256; the same one again is refused by name."""
    found = inspect(upload)
    twin = project.evidence.filter(sha256=found.sha256).first()
    if twin is not None:
        raise ValidationError(_("This file is attached already, as “%(name)s”.") % {"name": twin.name})
    fields = {"name": found.name, "kind": found.kind, "size": found.size, "sha256": found.sha256}
    row = Evidence(project=project, milestone=milestone, added_by=by, **fields)
    row.file.save(found.sha256, ContentFile(found.content), save=False)
    row.save()
    record(verb="projects.add_evidence", obj=project, by=by, after={"name": found.name, "sha256": found.sha256, "size": found.size})
    return row


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User | None) -> Project:
    """Takes a file away that no published report names; it leaves the disk when the transaction is committed."""
    project, storage, name = evidence.project, evidence.file.storage, evidence.file.name
    reports = project.reports.filter(published_at__isnull=False)
    if any(one["sha256"] == evidence.sha256 for report in reports for one in (report.content or {}).get("evidence", [])):
        raise ValidationError(_("A published report names this file; it stays."))
    record(verb="projects.remove_evidence", obj=project, by=by, before={"name": evidence.name, "sha256": evidence.sha256})
    evidence.delete()
    if name and not Evidence.objects.filter(file=name).exists():
        transaction.on_commit(lambda: storage.delete(name))
    return project


@transaction.atomic
def save_risk(risk: Risk | None, *, project: Project, by: User | None, **values: Any) -> Risk:
    row = risk or Risk(project=project)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record(verb="projects.save_risk", obj=project, by=by, after=values)
    return row


@transaction.atomic
def remove_risk(risk: Risk, *, by: User | None) -> Project:
    record(verb="projects.remove_risk", obj=risk.project, by=by, before={"title": risk.title})
    risk.delete()
    return risk.project
