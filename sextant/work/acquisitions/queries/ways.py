"""Where a book is held: in libraries that opened their collection to everybody, and in those the reader keeps."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from sextant.society.members.book_ways import BookWay
from sextant.work.acquisitions import rules
from sextant.work.acquisitions.models import Title

MOST = 200


def ways_to_copies(user: Any, isbns: frozenset[str]) -> Iterator[BookWay]:
    """A link for every library that holds one of these books and lets this reader see its titles; at most 200."""
    rows = Title.objects.filter(isbn__in=isbns, run=F("run__collection__current"))
    if not rules.is_keeper(user):
        public = Q(run__collection__is_public=True, run__collection__profile__isnull=False)
        rows = rows.filter(public | Q(run__collection__organisation__in=rules.represented(user)))
    for row in rows.select_related("run__collection__organisation").order_by("run__collection__organisation__name_ru", "pk")[:MOST]:
        collection = row.run.collection
        yield BookWay(row.isbn, collection.organisation.name, f"{reverse('acquisitions:titles', args=[collection.pk])}?q={row.isbn}")
