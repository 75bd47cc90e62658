"""Jobs: drawn up, handed in, published, sent back, extended, expired, closed."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.moves import may_move
from sextant.base.search.actions import index
from sextant.society.members.models import Organisation
from sextant.society.members.queries.standing import organisation_in_good_standing
from sextant.work.careers import letters, rules, states
from sextant.work.careers.models import Job, Requirement
from sextant.work.careers.queries.board import board_rules

MONTHS = {Job.Period.MONTH: 1, Job.Period.YEAR: 12}
MOST_REQUIREMENTS = 30


def _locked(job: Job) -> Job:
    return Job.objects.select_for_update(of=("self",)).select_related("organisation", "region", "made_by").get(pk=job.pk)


def is_trusted(organisation: Organisation) -> bool:
    """Whether the organisation publishes without a review: the setting is on, and it stands well today."""
    return board_rules().trusts_members and organisation_in_good_standing(organisation).ok


@transaction.atomic
def save_job(job: Job | None, *, by: User | None, today: date, **values: Any) -> Job:
    """Draws up or changes a job. The pay is never left out; what was published stays complete, and goes to the review no second time."""
    kept = _locked(job) if job is not None else Job(made_by=by)
    if job is not None and kept.state not in states.CHANGEABLE:
        raise ValidationError(_("This job is over. Extend it first, or draw up a new one."))
    before = {name: _told(getattr(kept, name)) for name in values} if kept.pk else {}
    for name, value in values.items():
        setattr(kept, name, value)
    _refuse_incomplete(kept, today, values)
    months = MONTHS[Job.Period(kept.period)]
    kept.month_from_minor, kept.month_to_minor = kept.salary_from_minor // months, kept.salary_to_minor // months
    kept.is_demo = kept.is_demo or kept.organisation.is_demo
    kept.full_clean(validate_constraints=False)
    kept.save()
    after = {name: _told(value) for name, value in values.items()}
    record(verb="careers.save_job", obj=kept, by=by, before=before, after=after)
    index(kept)
    return kept


def _told(value: Any) -> Any:
    """A value as the record keeps it: amounts as numbers, objects by their name."""
    return value if isinstance(value, int | str) or value is None else str(value)


def _refuse_incomplete(job: Job, today: date, values: dict[str, Any]) -> None:
    if not (job.title_ru or job.title_en):
        raise ValidationError({"title_ru": _("Give the job a name, in Russian or in English.")})
    if not job.salary_from_minor or not job.salary_to_minor:
        raise ValidationError({"salary_from": _("Say what the job pays, from and to. Jobs without pay are not published here.")})
    if job.salary_to_minor < job.salary_from_minor:
        raise ValidationError({"salary_to": _("The upper end of the pay is below the lower one.")})
    longest = board_rules().longest_days
    if "apply_until" in values and not today <= job.apply_until <= today + timedelta(days=longest):
        words = _("Choose a last day from today on and within %(days)s days; you can extend it later.")
        raise ValidationError({"apply_until": words % {"days": longest}})
    if job.state != states.DRAFT:
        _refuse_unready(job)


def _refuse_unready(job: Job) -> None:
    if not (job.text_ru or job.text_en):
        raise ValidationError({"text_ru": _("Say what the work is.")})
    if not (job.apply_email or job.apply_url):
        raise ValidationError({"apply_email": _("Say how to apply: an e-mail address or a page.")})
    if job.remote != Job.Remote.REMOTE and not (job.place or job.region_id):
        raise ValidationError({"place": _("Say where the work is, or mark it as remote.")})


def _move(job: Job, target: str, words: set[str]) -> str:
    if not may_move(states.MOVES, job.state, target, words):
        raise ValidationError(_("The job has changed meanwhile, or this is not for you to do. Look at it again."))
    before, job.state = job.state, target
    return before


@transaction.atomic
def submit_job(job: Job, *, by: User, today: date) -> Job:
    """Hands the job in; that of a trusted employer is published at once."""
    job = _locked(job)
    _refuse_unready(job)
    if job.apply_until < today:
        raise ValidationError(_("The last day to apply is over. Choose a later one."))
    words = rules.words_for_job(by, job, trusted=is_trusted(job.organisation))
    if may_move(states.MOVES, job.state, states.PUBLISHED, words):
        return _published(job, words, by=by)
    _move(job, states.SUBMITTED, words)
    job.reason = ""
    job.save(update_fields=["state", "reason"])
    record(verb="careers.submit_job", obj=job, by=by)
    return job


def _published(job: Job, words: set[str], *, by: User | None, at: datetime | None = None) -> Job:
    before = _move(job, states.PUBLISHED, words)
    job.reason, job.published_at = "", job.published_at or at or timezone.now()
    job.save(update_fields=["state", "reason", "published_at"])
    record(verb="careers.publish_job", obj=job, by=by, before={"state": before}, after={"until": job.apply_until})
    index(job)
    letters.write_about_job("job_published", job, str(job.apply_until))
    return job


@transaction.atomic
def publish_job(job: Job, *, by: User | None, today: date, at: datetime | None = None) -> Job:
    """The office puts a job on the board."""
    job = _locked(job)
    _refuse_unready(job)
    if job.apply_until < today:
        raise ValidationError(_("The last day to apply is over. Choose a later one."))
    return _published(job, {states.OFFICE}, by=by, at=at)


@transaction.atomic
def return_job(job: Job, *, reason: str, by: User | None) -> Job:
    """The office sends a job back with what is to be changed."""
    job = _locked(job)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be changed; the employer reads it.")})
    _move(job, states.DRAFT, {states.OFFICE})
    job.reason = reason.strip()[:300]
    job.save(update_fields=["state", "reason"])
    record(verb="careers.return_job", obj=job, by=by, after={"reason": job.reason})
    letters.write_about_job("job_returned", job, timezone.now().isoformat())
    return job


@transaction.atomic
def extend_job(job: Job, *, by: User, today: date) -> Job:
    """One more term from today, as long as the board allows."""
    job = _locked(job)
    days = board_rules().longest_days
    if job.state == states.EXPIRED:
        _move(job, states.PUBLISHED, {states.EMPLOYER})
    elif job.state != states.PUBLISHED:
        raise ValidationError(_("Only a job that was published can be extended."))
    before, job.apply_until = job.apply_until, today + timedelta(days=days)
    job.save(update_fields=["state", "apply_until"])
    record(verb="careers.extend_job", obj=job, by=by, before={"until": before}, after={"until": job.apply_until})
    index(job)
    return job


@transaction.atomic
def close_job(job: Job, *, outcome: str, by: User | None, today: date, applicants: int | None = None) -> Job:
    """Ends a job and keeps what became of it, as numbers only."""
    job = _locked(job)
    if outcome not in Job.Outcome.values:
        raise ValidationError({"outcome": _("Say what became of the vacancy.")})
    before = _move(job, states.CLOSED, {states.EMPLOYER})
    job.outcome, job.applicants, job.closed_on = outcome, applicants, today
    job.save(update_fields=["state", "outcome", "applicants", "closed_on"])
    record(verb="careers.close_job", obj=job, by=by, before={"state": before}, after={"outcome": outcome, "applicants": applicants})
    index(job)
    return job


@transaction.atomic
def expire_job(job: Job, *, today: date) -> bool:
    """Takes a job off the board whose last day is over; False when it was extended meanwhile."""
    job = _locked(job)
    if job.apply_until >= today or job.state != states.PUBLISHED:
        return False
    _move(job, states.EXPIRED, {states.CLOCK})
    job.save(update_fields=["state"])
    record(verb="careers.expire_job", obj=job)
    index(job)
    return True


@transaction.atomic
def add_requirement(job: Job, *, text_ru: str, text_en: str, competency: str = "", by: User | None) -> Requirement:
    """Adds what somebody needs, with the code of a competency where one fits."""
    job = _locked(job)
    if job.state not in states.CHANGEABLE:
        raise ValidationError(_("This job is over. Extend it first, or draw up a new one."))
    if not (text_ru.strip() or text_en.strip()):
        raise ValidationError({"text_ru": _("Say what is needed, in Russian or in English.")})
    if job.requirements.count() >= MOST_REQUIREMENTS:
        raise ValidationError(_("There are enough requirements. Take one away first."))
    made = Requirement.objects.create(job=job, text_ru=text_ru.strip(), text_en=text_en.strip(), competency=competency.strip().upper())
    record(verb="careers.add_requirement", obj=job, by=by, after={"text": str(made), "code": made.competency})
    index(job)
    return made


@transaction.atomic
def remove_requirement(requirement: Requirement, *, by: User | None) -> Job:
    """Takes a requirement away."""
    job = _locked(requirement.job)
    if job.state not in states.CHANGEABLE:
        raise ValidationError(_("This job is over. Extend it first, or draw up a new one."))
    record(verb="careers.remove_requirement", obj=job, by=by, before={"text": str(requirement), "code": requirement.competency})
    requirement.delete()
    index(job)
    return job
