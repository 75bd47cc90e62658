"""What the report makes known to the registries of base when the site starts."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.exports import registry as exports
from sextant.base.measures import waiting
from sextant.base.measures.waiting import Task
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.search.registry import EntryDraft, Searchable
from sextant.base.ui import navigation
from sextant.front.report import demo, jobs, measures, rules, states
from sextant.front.report.api import router
from sextant.front.report.models import Report, Words
from sextant.front.report.queries import reports_table

VERBS = {
    "report.open": gettext_lazy("Report opened"),
    "report.freeze": gettext_lazy("Figures counted and frozen"),
    "report.edit": gettext_lazy("Title and foreword edited"),
    "report.write": gettext_lazy("Words of a direction written"),
    "report.move_words": gettext_lazy("Words of a direction moved along"),
    "report.review": gettext_lazy("Report sent to review"),
    "report.draft": gettext_lazy("Report taken back to draft"),
    "report.published": gettext_lazy("Report published"),
    "report.withdrawn": gettext_lazy("Report withdrawn"),
}


def entry_of(report: Report) -> EntryDraft | None:
    """A published report is found by everybody, by its title and all its words."""
    if report.state != states.PUBLISHED:
        return None
    words = " ".join(f"{words.text_ru} {words.text_en}" for words in report.words.all())
    texts = {"title_ru": report.title_ru, "title_en": report.title_en, "summary_ru": report.foreword_ru[:300], "summary_en": report.foreword_en[:300]}
    return EntryDraft(**texts, url_name="report:read", url_args=(report.year,), text=words, audience="public", weight=3)


def tasks(user: Any) -> Iterable[Task]:
    """Words to write for those who may, words and reports to decide for the editors."""
    group = _("Monitoring report")
    for words in (
        Words.objects.filter(report__state__in=[states.DRAFT, states.REVIEW]).exclude(state=states.AGREED).select_related("report", "direction")
    ):
        address = reverse("report:desk", kwargs={"year": words.report.year})
        if words.state == states.REVIEW and rules.is_editor(user):
            yield Task(
                _("Agree the words of direction %(code)s, %(year)s") % {"code": words.direction.code, "year": words.report.year}, address, None, group
            )
        elif words.state == states.DRAFT and rules.may_write_words(user, words):
            yield Task(
                _("Write the words of direction %(code)s, %(year)s") % {"code": words.direction.code, "year": words.report.year}, address, None, group
            )
    for report in Report.objects.filter(state=states.REVIEW):
        if rules.may_publish(user, report):
            yield Task(_("Publish the report of %(year)s") % {"year": report.year}, reverse("report:desk", kwargs={"year": report.year}), None, group)


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    navigation.register(gettext_lazy("Report"), "report:list", 40)
    group, about = gettext_lazy("Agenda"), gettext_lazy("Count, write and publish the annual report.")
    tools.register(gettext_lazy("Monitoring reports"), "report:list", rules.may_open_report, group=group, about=about, order=30)
    record.register(Report, gettext_lazy("Report"), lambda user, report: rules.is_editor(user))
    record.register(Words, gettext_lazy("Words of a direction"), lambda user, words: rules.is_editor(user))
    record.register_verbs(**VERBS)
    search.register(Searchable("report", Report, entry_of, gettext_lazy("Reports")))
    exports.register("reports", gettext_lazy("Monitoring reports"), reports_table)
    waiting.register(tasks)
    measures.register_measures()
    mount("reports", router)
    demo.register()
