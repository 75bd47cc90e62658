"""What this house makes known to the registries of base and society when the site starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.api.urls import mount
from sextant.base.audit import registry as record
from sextant.base.audit.names import register_names
from sextant.base.exports import registry as exports
from sextant.base.measures import registry as measuring
from sextant.base.measures import waiting
from sextant.base.office import registry as tools
from sextant.base.search import registry as search
from sextant.base.ui import navigation
from sextant.society.documents import association_documents, jobs, letters, measures, rules
from sextant.society.documents.actions.forgetting import forget_person
from sextant.society.documents.api import router
from sextant.society.documents.demo import load as demo
from sextant.society.documents.models import ApprovalVote, Document
from sextant.society.documents.queries.documents import documents_table, with_publication
from sextant.society.documents.search import DOCUMENTS
from sextant.society.documents.waiting_tasks import tasks_of
from sextant.society.members import forgetting

VERBS = {
    "documents.draft_document": _("Document drafted"),
    "documents.revise": _("Next version begun"),
    "documents.save_head": _("Title and summary of the draft saved"),
    "documents.name_editors": _("Editors named"),
    "documents.replace_clauses": _("Text of the draft handed in anew"),
    "documents.add_clause": _("Clause added"),
    "documents.save_clause": _("Clause saved"),
    "documents.move_clause": _("Clause moved"),
    "documents.take_over_wording": _("Proposed wording put into the draft"),
    "documents.remove_clause": _("Clause removed from the draft"),
    "documents.open_consultation": _("Consultation opened"),
    "documents.close_consultation": _("Consultation closed"),
    "documents.comment": _("Comment written"),
    "documents.withdraw_comment": _("Comment withdrawn"),
    "documents.dispose": _("Comment settled"),
    "documents.open_vote": _("Vote opened"),
    "documents.cast": _("Vote cast"),
    "documents.guest_is_person": _("Guest and person joined to one voter"),
    "documents.close_vote": _("Vote counted"),
    "documents.publish": _("Document published"),
}


def may_see_vote_history(user: Any, vote: ApprovalVote) -> bool:
    """Who voted when is the auditors' to read; who voted how stands nowhere in the record."""
    return rules.may_see_electorate(user, vote)


def register_record() -> None:
    """Who may read which history, and the verbs in words."""
    record.register(Document, _("Document"), rules.may_edit)
    record.register(ApprovalVote, _("Approval vote"), may_see_vote_history)
    record.register_verbs(**VERBS)
    register_names(
        abstained=_("Abstained"),
        approved=_("Approved"),
        clause=_("Clause"),
        clauses=pgettext_lazy("document", "Clauses"),
        closes_at=_("Closes at"),
        editors=_("Editors"),
        electorate=_("Electorate"),
        guests=_("Guests"),
        invited=_("Invited"),
        is_secret=_("Secret"),
        no=_("Votes against"),
        outcome=_("Disposition"),
        struck=_("A line struck"),
        yes=_("Votes for"),
    )


def register_all() -> None:
    """Importing `jobs` has made its work known already."""
    assert jobs
    association_documents.register()
    letters.register_letters()
    register_record()
    for measure in measures.MEASURES:
        measuring.register(measure)
    waiting.register(tasks_of)
    search.register(DOCUMENTS)
    forgetting.register("documents", forget_person)
    navigation.register(_("Documents"), "documents:documents", 46, place="footer")
    tools.register(
        _("Documents"),
        "documents:documents",
        rules.may_draft,
        group=_("Association"),
        about=_("Draft, consult, settle comments, put to the vote and publish."),
        order=45,
    )
    exports.register("documents", _("Documents"), lambda: documents_table(with_publication(Document.objects.order_by("pk"))))
    demo.register()
    mount("documents", router)
