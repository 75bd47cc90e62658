"""What the search finds: editions with a mark, and the norms."""

from sextant.base.search.registry import EntryDraft
from sextant.work.publications.models import NormPack, QualityMark


def mark_entry(mark: QualityMark) -> EntryDraft:
    book = mark.book
    return EntryDraft(
        title_ru=book.title,
        title_en=book.title,
        url_name="publications:mark",
        url_args=(mark.code,),
        summary_ru=book.authors,
        summary_en=book.authors,
        text=f"{book.published_by} {book.isbn}",
        audience="public",
    )


def pack_entry(pack: NormPack) -> EntryDraft:
    return EntryDraft(
        title_ru=pack.title_ru or pack.code,
        title_en=pack.title_en or pack.code,
        url_name="publications:pack",
        url_args=(pack.code,),
        summary_ru="",
        summary_en="",
        audience="public",
    )
