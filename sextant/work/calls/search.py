"""How published calls are found."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.calls import states
from sextant.work.calls.models import Call


def _call(call: Call) -> EntryDraft | None:
    """Published ones, in their own words; drafts are nobody's but their organisers'."""
    if call.state not in states.PUBLIC:
        return None
    return EntryDraft(
        title_ru=call.title_ru,
        title_en=call.title_en,
        summary_ru=call.summary_ru,
        summary_en=call.summary_en,
        text=f"{call.text_ru} {call.text_en}",
        url_name="calls:call",
        url_args=(call.slug,),
        audience="public",
    )


CALLS = Searchable("calls.call", Call, _call, _("Contests and grants"))
