"""What the search finds: sessions that people were invited to."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.foresight import states
from sextant.work.foresight.models import Session


def _session(one: Session) -> EntryDraft | None:
    if one.state not in states.SHOWN:
        return None
    titles = {code: getattr(one, f"title_{code}") or str(one.title) for code in ("ru", "en")}
    return EntryDraft(
        title_ru=titles["ru"],
        title_en=titles["en"],
        url_name="foresight:session",
        url_args=(one.pk,),
        summary_ru="Форсайт-сессия",
        summary_en="Foresight session",
        text=f"{one.about_ru} {one.about_en}",
        audience="public",
    )


SESSIONS = Searchable("foresight.session", Session, _session, _("Foresight sessions"), lambda: Session.objects.filter(state__in=states.SHOWN))
