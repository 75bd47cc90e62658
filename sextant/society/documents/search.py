"""How a document is found: everybody finds what is published or in a public consultation, members what is laid before them."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.society.documents import states
from sextant.society.documents.models import Document, Version


def _shown(document: Document) -> tuple[Version | None, str]:
    """The version that is found, and by whom."""
    versions = list(document.versions.prefetch_related("consultations"))
    published = next((one for one in versions if one.state == states.PUBLISHED), None)
    if published is not None:
        return published, "public"
    audiences = {one.audience: version for version in reversed(versions) for one in version.consultations.all()}
    if states.PUBLIC in audiences:
        return audiences[states.PUBLIC], "public"
    return audiences.get(states.MEMBERS), "members"


def document_entry(document: Document) -> EntryDraft | None:
    version, audience = _shown(document)
    if version is None:
        return None
    return EntryDraft(
        title_ru=version.title_ru or version.title_en,
        title_en=version.title_en or version.title_ru,
        url_name="documents:document",
        url_args=(document.code,),
        summary_ru=(version.summary_ru or version.summary_en)[:300],
        summary_en=(version.summary_en or version.summary_ru)[:300],
        text=" ".join(" ".join((one.heading_ru, one.heading_en, one.text_ru, one.text_en)) for one in version.clauses.all())[:20000],
        audience=audience,
    )


DOCUMENTS = Searchable("documents.document", Document, document_entry, _("Documents"))
