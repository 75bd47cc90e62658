"""For everybody: the thesaurus by facet and by any label, one concept, and both as files."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.parts import part_wanted
from sextant.lab.thesaurus.exporting import as_json
from sextant.society.concepts import json_ld
from sextant.society.concepts.forms.finding import FindForm
from sextant.society.concepts.models import Concept, Version
from sextant.society.concepts.queries.demand import asked_of
from sextant.society.concepts.queries.finding import named_like
from sextant.society.concepts.queries.one import changes_of, neighbours_of, sides_of
from sextant.society.concepts.queries.tables import concepts_table
from sextant.society.concepts.queries.tree import facets, totals
from sextant.society.concepts.queries.whole import stored_thesaurus
from sextant.society.concepts.rules import may_curate
from sextant.society.members.panels import panels_of

MOST, MOST_FACETS = 60, 200
JSON_LD = "application/ld+json; charset=utf-8"
KINDS = {"ttl": ("turtle", "text/turtle; charset=utf-8"), "rdf": ("rdf", "application/rdf+xml"), "json": ("json", "application/json")}


@decided_by(anyone)
@require_safe
def concepts(request: HttpRequest) -> HttpResponseBase:
    """Facets to go down, or what answers the words typed; `?format=` gives the whole as a table."""
    if "format" in request.GET:
        return download(concepts_table(), request.GET["format"])
    form = FindForm(request.GET or None)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    shown: dict[str, Any] = {"form": form, "words": words}
    if words:
        hits = named_like(words, MOST + 1)
        shown |= {"hits": hits[:MOST], "more": len(hits) > MOST, "most": MOST}
    else:
        found = facets()
        shown |= {"facets": found[:MOST_FACETS], "beyond": len(found) - MOST_FACETS}
    if part_wanted(request):
        return render(request, "concepts/_found.html", shown)
    shown |= {"totals": totals(), "newest": Version.objects.first(), "curates": may_curate(request.user)}
    return render(request, "concepts/concepts.html", shown)


@decided_by(anyone, Concept.objects.select_related("replaced_by"))
@require_safe
def concept(request: HttpRequest, concept: Concept) -> HttpResponse:
    """One concept: what it is called, where it stands, what practice asks about it, and what other houses know of it."""
    shown = {
        "concept": concept,
        "sides": sides_of(concept),
        **neighbours_of(concept),
        "changes": changes_of(concept),
        "asked": asked_of(concept),
        "panels": panels_of("concept", request.user, concept),
        "curates": may_curate(request.user),
    }
    return render(request, "concepts/concept.html", shown)


@decided_by(anyone, Concept)
@require_safe
def concept_data(request: HttpRequest, concept: Concept) -> HttpResponse:
    """One concept as SKOS in JSON-LD."""
    whole = stored_thesaurus()
    return HttpResponse(json_ld.written(json_ld.of_concept(whole.by_id[concept.code], whole)), content_type=JSON_LD)


@decided_by(anyone)
@require_safe
def as_it_stands(request: HttpRequest, form: str) -> HttpResponse:
    """The thesaurus as it stands now, as JSON-LD or as plain JSON."""
    whole = stored_thesaurus()
    if form == "jsonld":
        answer = HttpResponse(json_ld.written(json_ld.of_thesaurus(whole)), content_type=JSON_LD)
    else:
        answer = HttpResponse(as_json(whole), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="thesaurus.{form}"'
    return answer


@decided_by(anyone)
@require_safe
def version_file(request: HttpRequest, number: str, form: str) -> FileResponse:
    """A published version as Turtle, RDF/XML or JSON, byte for byte as it was published."""
    version = get_object_or_404(Version, number=number)
    name, kind = KINDS[form]
    try:
        opened = getattr(version, name).open("rb")
    except OSError as trouble:
        raise Http404 from trouble
    return FileResponse(opened, as_attachment=True, filename=f"thesaurus-{version.number}.{form}", content_type=kind)
