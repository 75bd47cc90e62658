"""Letters of the board: to those who keep a job, to authors, and the searches that write."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.letters.actions import write_letter
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.work.careers.models import Alert, CareerStory, EmployerProfile, Job
from sextant.work.careers.sentences import pay_in_words

TEMPLATES: dict[str, str | Promise] = {
    "job_published": _("Jobs: job published"),
    "job_returned": _("Jobs: job sent back"),
    "job_expiring": _("Jobs: job about to expire"),
    "profile_decided": _("Jobs: employer's profile looked over"),
    "story_decided": _("Jobs: career story looked over"),
    "alert_confirm": _("Jobs: confirm the alert"),
    "alert": _("Jobs: new jobs for a search"),
}
SALT = "careers.alert"


def token_of(alert: Alert) -> str:
    """The signed part of the links of an alert."""
    return signing.dumps([alert.pk, alert.key], salt=SALT)


def _write(code: str, key: str, to: User | str, language: str, about: models.Model, context: dict[str, Any]) -> None:
    address = to.email if isinstance(to, User) else to
    if not address or is_invented(address, is_demo=getattr(about, "is_demo", False)):
        return
    write_letter(key=f"careers.{code}:{key}"[:160], template=f"careers.{code}", to=to, language=language, context=context, about=about)


def write_about_job(code: str, job: Job, turn: str) -> None:
    """To whoever made the job, else to the employer's address."""
    to: User | str = job.made_by if job.made_by is not None else job.organisation.email
    language = to.language if isinstance(to, User) else settings.LANGUAGE_CODE
    with translation.override(language):
        page = full_url(reverse("careers:job", args=[job.pk]))
        context = {"title": job.title, "reason": job.reason, "until": job.apply_until, "page": page}
    _write(code, f"{job.pk}:{turn}", to, language, job, context)


def write_about_profile(profile: EmployerProfile) -> None:
    """To whoever sent the facts: agreed, or sent back with the reason."""
    to: User | str = profile.sent_by if profile.sent_by is not None else profile.organisation.email
    language = to.language if isinstance(to, User) else settings.LANGUAGE_CODE
    with translation.override(language):
        page = full_url(reverse("careers:my_employer", args=[profile.organisation_id]))
        context = {"organisation": str(profile.organisation), "reason": profile.reason, "state": profile.state, "page": page}
    assert profile.decided_at is not None
    _write("profile_decided", f"{profile.pk}:{profile.decided_at.timestamp():.0f}", to, language, profile, context)


def write_about_story(story: CareerStory, turn: str) -> None:
    """To the author: published, or sent back with the reason."""
    person = story.person
    to: User | str = person.user if person.user is not None else person.email or ""
    with translation.override(person.language):
        page = full_url(reverse("careers:story", args=[story.pk]))
        context = {"title": story.title, "reason": story.reason, "state": story.state, "page": page}
    _write("story_decided", f"{story.pk}:{turn}", to, person.language, story, context)


def write_confirmation(alert: Alert) -> None:
    """Asks the owner of the address whether the alert is theirs."""
    with translation.override(alert.language):
        page = full_url(reverse("careers:confirm_alert", args=[token_of(alert)]))
    _write("alert_confirm", str(alert.pk), alert.email, alert.language, alert, {"page": page})


def write_alert(alert: Alert, jobs: list[Job], more: int, on: str) -> None:
    """One letter with the new jobs of a search."""
    with translation.override(alert.language):
        lines = [
            {
                "title": job.title,
                "employer": str(job.organisation),
                "where": job.where,
                "pay": pay_in_words(job),
                "page": full_url(reverse("careers:job", args=[job.pk])),
            }
            for job in jobs
        ]
        context = {
            "jobs": lines,
            "count": len(jobs),
            "more": more,
            "board": full_url(reverse("careers:jobs")),
            "stop": full_url(reverse("careers:stop_alert", args=[token_of(alert)])),
        }
    _write("alert", f"{alert.pk}:{on}", alert.email, alert.language, alert, context)


def sample() -> dict[str, Any]:
    """An invented job to preview a letter with."""
    link = full_url("/…")
    job = {"title": "Библиограф", "employer": "Областная библиотека", "where": "Псков", "pay": "60 000–75 000 ₽ в месяц", "page": link}
    return {"title": "Библиограф", "organisation": "Областная библиотека", "reason": "…", "state": "returned", "page": link} | {
        "jobs": [job],
        "count": 1,
        "more": 0,
        "board": link,
        "stop": link,
        "until": None,
    }


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"careers.{code}", title, sample=sample)
