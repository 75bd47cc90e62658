"""What the search finds: collections whose profile the library opened."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.acquisitions.models import Collection


def _collection(one: Collection) -> EntryDraft | None:
    if not one.is_public or one.profile_id is None:
        return None
    library = one.organisation
    return EntryDraft(
        title_ru=f"{library.name_ru or library.name_en}: {one.name}",
        title_en=f"{library.name_en or library.name_ru}: {one.name}",
        url_name="acquisitions:profile",
        url_args=(one.pk,),
        summary_ru="Профиль фонда для детей",
        summary_en="Profile of a collection for children",
        audience="public",
    )


COLLECTIONS = Searchable(
    "acquisitions.collection",
    Collection,
    _collection,
    _("Profiles of collections"),
    lambda: Collection.objects.filter(is_public=True, profile__isnull=False).select_related("organisation"),
)
