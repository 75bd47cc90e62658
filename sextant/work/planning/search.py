"""How published plans and funding calls are found."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.planning.models import Call, Plan, Version


def _plan(plan: Plan) -> EntryDraft | None:
    """Only what was adopted and published, in the words of the version in force."""
    version = plan.versions.all()[0] if plan.is_public and plan.versions.all() else None
    if version is None:
        return None
    said = version.content
    text = " ".join(part[f"title_{language}"] for goal in said["goals"] for part in (goal, *goal["initiatives"]) for language in ("ru", "en"))
    texts = {"title_ru": said["title_ru"], "title_en": said["title_en"], "summary_ru": said["about_ru"], "summary_en": said["about_en"]}
    return EntryDraft(url_name="planning:published", url_args=(plan.pk,), text=text, audience="public", **texts)


def _call(call: Call) -> EntryDraft:
    text = " ".join((call.text, *call.themes))
    texts = {"title_ru": call.title, "title_en": call.title, "summary_ru": call.funder, "summary_en": call.funder}
    return EntryDraft(url_name="planning:call", url_args=(call.pk,), text=text, audience="public", weight=-1, **texts)


PLANS = Searchable(
    "planning.plan", Plan, _plan, _("Strategic plans"), lambda: Plan.objects.prefetch_related(Prefetch("versions", Version.objects.all()))
)
CALLS = Searchable("planning.call", Call, _call, _("Funding calls"))
