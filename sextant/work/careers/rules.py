"""Who may do what with jobs, employers' profiles, stories and the index."""

from typing import Any

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.models import Organisation
from sextant.society.members.rules import is_self, represents
from sextant.work.careers import states
from sextant.work.careers.models import Alert, CareerStory, EmployerProfile, Job, Requirement

OFFICE = ("secretary", "director")


def may_review(user: Any, thing: Any = None) -> bool:
    """The office looks over jobs, profiles and stories, and enters the figures of the index."""
    return holds(user, *OFFICE)


def represented(user: Any) -> set[int]:
    """Keys of the organisations the user acts for."""
    return {int(key) for key in scopes_held(user, "members.organisation", "representative")}


def is_representative(user: Any) -> bool:
    """Acts for an organisation today."""
    return bool(represented(user))


def is_employer(user: Any) -> bool:
    """Acts for an organisation, or is the office."""
    return bool(represented(user)) or may_review(user)


def acts_for(user: Any, organisation: Organisation) -> bool:
    return represents(user, organisation) or may_review(user)


def may_see_employer(user: Any, organisation: Organisation) -> bool:
    """An organisation that is listed, or whose facts or jobs were published; else those who act for it."""
    agreed = EmployerProfile.objects.filter(organisation=organisation, state=states.AGREED)
    published = Job.objects.filter(organisation=organisation, state__in=states.SHOWN)
    return organisation.in_directory or agreed.exists() or published.exists() or acts_for(user, organisation)


def may_keep_job(user: Any, job: Job) -> bool:
    return acts_for(user, job.organisation)


def may_keep_requirement(user: Any, requirement: Requirement) -> bool:
    return may_keep_job(user, requirement.job)


def may_see_job(user: Any, job: Job) -> bool:
    """Everybody, once it was published; before that those who keep it."""
    return job.state in states.SHOWN or may_keep_job(user, job)


def words_for_job(user: Any, job: Job, *, trusted: bool) -> set[str]:
    """The words of the table of states that the user has; `trusted` says that the employer publishes at once."""
    words = {states.OFFICE} if may_review(user) else set()
    if represents(user, job.organisation):
        words |= {states.EMPLOYER, states.TRUSTED} if trusted else {states.EMPLOYER}
    return words


def has_entry(user: Any) -> bool:
    """Has logged in and stands among the association's people."""
    return bool(user.is_authenticated and getattr(user, "person", None) is not None)


def is_author(user: Any, story: CareerStory) -> bool:
    return is_self(user, story.person)


def may_read_draft(user: Any, story: CareerStory) -> bool:
    """The author, and the office while it is handed in or published: neither a draft nor what was taken down."""
    return is_author(user, story) or (may_review(user) and story.state in (states.SUBMITTED, states.PUBLISHED))


def may_see_story(user: Any, story: CareerStory) -> bool:
    return story.state == states.PUBLISHED or may_read_draft(user, story)


def may_end_alert(user: Any, alert: Alert) -> bool:
    return bool(user.is_authenticated and alert.user_id == user.pk)
