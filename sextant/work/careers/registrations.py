"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.permissions.pages import logged_in
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.members import forgetting, panels
from sextant.society.members.models import Organisation
from sextant.society.members.queries import held
from sextant.work.careers import jobs, letters, rules
from sextant.work.careers.actions.alerts import forget_alerts
from sextant.work.careers.actions.stories import forget_stories
from sextant.work.careers.demo import load as demo
from sextant.work.careers.held import alerts_held
from sextant.work.careers.measures import MEASURES
from sextant.work.careers.models import Alert, BoardRules, CareerStory, EmployerProfile, Job, PrestigeFigure
from sextant.work.careers.queries.board import jobs_wanted
from sextant.work.careers.queries.prestige import indices
from sextant.work.careers.queries.tables import jobs_table, prestige_table
from sextant.work.careers.search import JOBS, STORIES
from sextant.work.careers.waiting_tasks import tasks_of

VERBS = {
    "careers.save_job": _("Job changed"),
    "careers.submit_job": _("Job handed in"),
    "careers.publish_job": _("Job published"),
    "careers.return_job": _("Job sent back"),
    "careers.extend_job": _("Job extended"),
    "careers.close_job": _("Job closed"),
    "careers.expire_job": _("Job expired"),
    "careers.add_requirement": _("Requirement added"),
    "careers.remove_requirement": _("Requirement removed"),
    "careers.send_profile": _("Facts about the employer sent"),
    "careers.agree_profile": _("Facts about the employer agreed"),
    "careers.return_profile": _("Facts about the employer sent back"),
    "careers.ask_alert": _("Letters about jobs asked for"),
    "careers.confirm_alert": _("Address of the letters confirmed"),
    "careers.end_alert": _("Letters about jobs ended"),
    "careers.tell_alert": _("New jobs told"),
    "careers.save_story": _("Story changed"),
    "careers.submit_story": _("Story handed in with consent"),
    "careers.publish_story": _("Story published"),
    "careers.return_story": _("Story sent back"),
    "careers.withdraw_story": _("Consent taken back, story taken down"),
    "careers.reopen_story": _("Story made a draft again"),
    "careers.save_figure": _("Figure of the index entered"),
    "careers.remove_figure": _("Figure of the index removed"),
    "careers.save_rules": _("Rules of the board changed"),
}


def _job_may_keep(user: Any, job: Job) -> bool:
    return rules.may_keep_job(user, job)


def _may_see_profile(user: Any, profile: EmployerProfile) -> bool:
    return rules.acts_for(user, profile.organisation)


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Job, _("Job"), _job_may_keep)
    record.register(EmployerProfile, _("Employer's profile"), _may_see_profile)
    record.register(CareerStory, _("Career story"), rules.may_read_draft)
    record.register(Alert, _("Job alert"), rules.may_review)
    record.register(PrestigeFigure, _("Figure of the index of prestige"), rules.may_review)
    record.register(BoardRules, _("Rules of the board"), rules.may_review)
    record.register_verbs(**VERBS)
    register_names(
        applicants=_("How many applied"),
        apply_email=_("Apply by e-mail"),
        apply_until=_("Apply until"),
        apply_url=_("Apply on a page"),
        consented_on=_("Consented on"),
        contract=_("Contract"),
        jobs=_("Jobs"),
        longest_days=_("Longest time to apply, days"),
        mentors=_("Mentors for newcomers"),
        pay=_("Median pay a month before tax"),
        period=pgettext_lazy("pay", "Paid"),
        place=_("Town"),
        places=_("Places"),
        region=_("Region"),
        remote=_("Where one works"),
        rhythm=_("Letters"),
        salary_from=_("Pay from"),
        salary_to=_("Pay up to"),
        search=_("Search"),
        tax=_("Tax"),
        training_days=_("Training days per employee"),
        trusts_members=_("Organisations in good standing publish at once, without a review"),
        warn_days=_("Letter before a job expires, days"),
        workload=_("Working time"),
    )


def register_office() -> None:
    """The office's tools."""
    group = _("Careers")
    tools.register(_("Jobs of the board"), "careers:kept_jobs", rules.may_review, group=group, about=_("What waits, runs and is over."), order=60)
    tools.register(
        _("Employers' profiles"), "careers:profiles", rules.may_review, group=group, about=_("Facts to agree before they are shown."), order=61
    )
    tools.register(
        _("Career stories to look over"), "careers:stories_waiting", rules.may_review, group=group, about=_("Handed in with consent."), order=62
    )
    tools.register(
        _("Figures of the index of prestige"), "careers:figures", rules.may_review, group=group, about=_("Each with its source."), order=63
    )
    tools.register(_("Rules of the board"), "careers:board_rules", rules.may_review, group=group, about=_("Terms, letters, reviews."), order=64)


def jobs_panel(user: Any, organisation: Organisation) -> panels.Panel | None:
    """On the page of an organisation: its open jobs, and for those who act for it the way to add one."""
    acts = rules.acts_for(user, organisation)
    open_jobs = list(Job.objects.with_all().on_board(timezone.localdate()).filter(organisation=organisation).order_by("-published_at")[:5])
    if not (acts or open_jobs):
        return None
    shown = {"organisation": organisation, "jobs": open_jobs, "acts": acts}
    return panels.Panel(_("Jobs and workplace"), "careers/_panel.html", shown, 60)


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    register_record()
    register_office()
    letters.register_letters()
    search.register(JOBS)
    search.register(STORIES)
    today = timezone.localdate
    exports.register("jobs", _("Jobs of the board"), lambda: jobs_table(jobs_wanted({}, today())))
    exports.register("prestige-index", _("Index of prestige"), lambda: prestige_table(indices(today().year)))
    navigation.register(_("Jobs"), "careers:jobs", 37)
    navigation.register(_("Career stories"), "careers:stories", 37, place="footer")
    navigation.register(_("Index of prestige"), "careers:prestige", 38, place="footer")
    navigation.register(_("Jobs of my organisation"), "careers:kept_jobs", 40, rules.is_representative, place="account")
    navigation.register(_("My job searches"), "careers:my_alerts", 41, logged_in, place="account")
    navigation.register(_("My career stories"), "careers:my_stories", 42, rules.has_entry, place="account")
    panels.register("organisation", jobs_panel)
    forgetting.register("career stories", forget_stories)
    forgetting.register("job alerts", forget_alerts)
    held.register(alerts_held)
    waiting.register(tasks_of)
    for measure in MEASURES:
        measuring.register(measure)
    demo.register()
