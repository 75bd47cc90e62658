"""What a report says: promised, done, spent, received, worked, and the documents that show it; as plain values."""

import hashlib
import json
from typing import Any

from sextant.work.projects.models import Evidence, Milestone, Project, Report
from sextant.work.projects.queries.money import costs_of, hours_by_member, instalments_of, totals

Content = dict[str, Any]


def content_of(report: Report) -> Content:
    """Everything of the report's stretch of time, from the rows as they stand; names of the team are left out."""
    project = report.project
    costs = costs_of(project, report.since, report.until)
    planned, spent = totals(costs)
    milestones = [one for one in project.milestones.all() if one.due_on <= report.until or _done_within(one, report)]
    return {
        "project": _project(project),
        "agreement": _agreement(report),
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        **_texts(report, "summary", "lessons"),
        "currency": project.currency,
        "milestones": [_milestone(one) for one in milestones],
        "costs": [{**_names(cost.account), "planned": cost.planned, "spent": cost.spent} for cost in costs],
        "planned": planned,
        "spent": spent,
        "instalments": [_instalment(one) for one in instalments_of(project) if report.agreement_id in (None, one.agreement_id)],
        "minutes": sum(row["minutes"] for row in hours_by_member(project, report.since, report.until)),
        "evidence": [_evidence(one) for one in project.evidence.all()],
    }


def _done_within(one: Milestone, report: Report) -> bool:
    return one.done_on is not None and report.since <= one.done_on <= report.until


def _texts(row: Any, *names: str) -> dict[str, str]:
    return {f"{name}_{language}": getattr(row, f"{name}_{language}") for name in names for language in ("ru", "en")}


def _names(row: Any) -> dict[str, str]:
    return {"title_ru": row.name_ru, "title_en": row.name_en}


def _project(project: Project) -> dict[str, Any]:
    days = {"starts_on": project.starts_on.isoformat(), "ends_on": project.ends_on.isoformat()}
    return {"code": project.code, **_texts(project, "title", "about", "promise"), **days}


def _agreement(report: Report) -> dict[str, Any] | None:
    one = report.agreement
    if one is None:
        return None
    said = {"funder": one.funder, "number": one.number, "signed_on": one.signed_on.isoformat(), "amount": one.amount_minor}
    return {**said, **_texts(one, "conditions")}


def _milestone(one: Milestone) -> dict[str, Any]:
    return {**_texts(one, "title", "said"), "due_on": one.due_on.isoformat(), "done_on": one.done_on.isoformat() if one.done_on else ""}


def _instalment(one: Any) -> dict[str, Any]:
    received = one.received_on.isoformat() if one.received_on else ""
    return {"due_on": one.due_on.isoformat(), "amount": one.amount_minor, "received_on": received, "funder": one.agreement.funder}


def _evidence(one: Evidence) -> dict[str, Any]:
    return {"key": one.pk, "name": one.name, "size": one.size, "sha256": one.sha256}


def fingerprint_of(content: Content) -> str:
    """SHA-256 over the canonical JSON."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def shown(report: Report) -> Content:
    """The frozen content of a published report, else what it would be now."""
    return report.content if report.content is not None else content_of(report)
