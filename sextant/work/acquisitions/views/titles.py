"""The titles of a collection: what every cell of its profile opens to."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.work.acquisitions import rules
from sextant.work.acquisitions.forms.titles import TitlesForm
from sextant.work.acquisitions.models import Collection
from sextant.work.acquisitions.queries.titles import choices_of, columns_for, norms_shown, titles_wanted
from sextant.work.acquisitions.views.collections import COLLECTIONS


@decided_by(rules.may_read_profile, COLLECTIONS)
@require_safe
def titles(request: HttpRequest, collection: Collection) -> HttpResponseBase:
    """Titles that answer the question in the address; `?format=` downloads them."""
    insider = rules.may_keep(request.user, collection)
    sections, languages, places = choices_of(collection)
    form = TitlesForm(request.GET, sections=sections, languages=languages, places=places, insider=insider)
    rows = titles_wanted(collection, form.asked(), norms_shown(collection))
    if "format" in request.GET:
        table = Table(f"titles-{collection.pk}", columns_for(insider=insider), rows.iterator(chunk_size=1000))
        return download(table, request.GET["format"])
    shown = {"collection": collection, "form": form, "page": paged(request, rows), "insider": insider}
    return render(request, "acquisitions/_titles.html" if part_wanted(request) else "acquisitions/titles.html", shown)
