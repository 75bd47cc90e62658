"""What this house makes known to the registries of base and society when the site starts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.office import setup
from sextant.base.search import registry as search
from sextant.base.search.registry import Searchable
from sextant.base.ui import navigation
from sextant.society.members import panels
from sextant.work.publications import jobs, measures, rules
from sextant.work.publications.actions.packs import load_shipped
from sextant.work.publications.demo import load as demo
from sextant.work.publications.models import Book, Check, NormPack, PackVersion, QualityMark
from sextant.work.publications.panels import on_organisation
from sextant.work.publications.search import mark_entry, pack_entry
from sextant.work.publications.waiting_tasks import tasks_of

VERBS = {
    "publications.save_book": _("Book handed in or changed"),
    "publications.check_file": _("File handed in for a check"),
    "publications.keep_findings": _("File checked"),
    "publications.refuse_file": _("File refused"),
    "publications.stop_check": _("Check stopped"),
    "publications.remove_file": _("File removed"),
    "publications.answer_check": _("Publisher answered"),
    "publications.reply_to_answer": _("Answer replied to"),
    "publications.give_mark": _("Quality mark given"),
    "publications.withdraw_mark": _("Quality mark withdrawn"),
    "publications.expire_mark": _("Quality mark expired"),
    "publications.write_draft": _("Draft of a norm written"),
    "publications.put_in_force": _("Norm put in force"),
    "publications.discard_draft": _("Draft of a norm put away"),
}


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Book, _("Checked book"), rules.may_see_book)
    record.register(Check, _("Check of a book"), rules.may_see_check)
    record.register(QualityMark, _("Quality mark"), rules.is_keeper)
    record.register(NormPack, _("Pack of norms"), rules.is_keeper)
    record.register(PackVersion, _("Version of a pack"), rules.is_keeper)
    record.register_verbs(**VERBS)
    register_names(
        age=_("Readers' age"),
        age_mark=_("Age mark in the catalogue record"),
        also_age=_("and of this age, too"),
        authors=_("Authors"),
        exempt=_("Why it needs no age mark"),
        finding=pgettext_lazy("of a check", "Finding"),
        findings=_("Findings"),
        isbn=_("ISBN"),
        marks_ended=_("Marks that expired"),
        published_by=_("Publishing house"),
        verdict=_("Verdict"),
    )


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    setup.register("publications", load_shipped)
    register_record()
    for measure in measures.MEASURES:
        measuring.register(measure)
    waiting.register(tasks_of)
    search.register(Searchable("quality-mark", QualityMark, mark_entry, _("Quality marks"), lambda: QualityMark.objects.select_related("book")))
    search.register(Searchable("norm-pack", NormPack, pack_entry, _("Norms for children's books")))
    tools.register(
        _("Quality of children's books"),
        "publications:books",
        rules.may_hand_in,
        group=_("Children's reading"),
        about=_("Check a book's file by the norms for its readers' age; marks and norms."),
        order=70,
    )
    navigation.register(_("Quality of children's books"), "publications:register", 47, place="footer")
    panels.register("organisation", on_organisation)
    demo.register()
