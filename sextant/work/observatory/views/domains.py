"""Priority domains with weights anybody may move, one concept of an edition, and the works behind every number."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.charts import Point, Series
from sextant.base.ui.columns import column_chart
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.lab.priorities.scoring import Priority
from sextant.lab.sentences import SaidError
from sextant.society.concepts.judgements import judgements_on
from sextant.society.concepts.models import Concept
from sextant.society.concepts.ways import ways_for
from sextant.work.observatory import rules
from sextant.work.observatory.forms.reading import WeightsForm, WorksForm
from sextant.work.observatory.models import Brief, Edition
from sextant.work.observatory.queries.domains import PARTS, domains
from sextant.work.observatory.queries.editions import analyses_by_name, label_of, labels, language, works_of
from sextant.work.observatory.queries.forecasts import outlooks
from sextant.work.observatory.queries.ranking import as_kept, parts_with_data, ranking
from sextant.work.observatory.views.editions import COLUMNS, as_file, edition_at, needed, shown_of


@decided_by(rules.may_read_edition, edition_at)
@require_safe
def priorities(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The ranking by the weights on the page, which answers at once; `?format=` downloads it as it stands."""
    analysis = needed(edition, "priorities")
    known = parts_with_data(analysis)
    form = WeightsForm({part: request.GET[part] for part in PARTS if part in request.GET}, known)
    weights, names, refusal = form.weights(), labels(edition), ""
    found: list[Priority] = []
    try:
        if known and form.moved:
            found, _notes = ranking(analysis, {part: value for part, value in (weights or {}).items() if part in known})
        elif known:
            found = as_kept(analysis)
    except SaidError as said:
        refusal = said.sentence(language())
    if "format" in request.GET:
        return as_file(edition, "priorities", [{"label": names.get(one.concept, ""), **asdict(one)} for one in found], request.GET["format"])
    page = paged(request, domains(found, names), 50)
    judged = judgements_on([one.code for one in page])
    briefs = dict(Brief.objects.published().filter(edition=edition).values_list("concept__code", "pk"))
    more = {
        "form": form,
        "page": page,
        "rows": [(one, judged.get(one.code, [])) for one in page],
        "refusal": refusal,
        "briefs": briefs,
        "parts": [(part, name) for part, name in PARTS.items() if part in known],
        "absent": [name for part, name in PARTS.items() if part not in known],
    }
    template = "observatory/_priorities.html" if part_wanted(request) else "observatory/priorities.html"
    return render(request, template, shown_of(edition, analysis, **more))


@decided_by(rules.may_read_edition, edition_at)
@require_safe
def works(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The works of the edition; `?format=` downloads those that are asked for."""
    form = WorksForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = works_of(edition, year=asked.get("year"), words=asked.get("q", ""))
    if "format" in request.GET:
        return download(Table(f"{edition.corpus.code}-{edition.number}-works", COLUMNS, rows.iterator(chunk_size=1000)), request.GET["format"])
    template = "observatory/_works.html" if part_wanted(request) else "observatory/works.html"
    return render(request, template, shown_of(edition, None, form=form, page=paged(request, rows)))


def concept_at(code: str, number: int, concept: str) -> Edition:
    """An edition and a concept that it has; the concept's code is left on the edition for the view."""
    edition = edition_at(code, number)
    if concept not in labels(edition):
        raise Http404
    edition.asked_concept = concept  # type: ignore[attr-defined]
    return edition


@decided_by(rules.may_read_edition, concept_at)
@require_safe
def concept(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """One concept of an edition: works by year, forecast, place among the priorities, neighbours, works."""
    code: str = edition.asked_concept  # type: ignore[attr-defined]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    rows = works_of(edition, code=code, year=year)
    if "format" in request.GET:
        return download(Table(f"{edition.corpus.code}-{edition.number}-{code}", COLUMNS, rows.iterator(chunk_size=1000)), request.GET["format"])
    page = paged(request, rows, 25)
    if request.user.is_authenticated:
        for work in page:
            work.ways = ways_for(title=work.title, authors=work.authors, doi=work.doi, year=work.year, concept=code)
    shown = {"page": page, "year": year, "keeps": rules.may_keep(request.user), **_about(edition, code)}
    if part_wanted(request):
        return render(request, "observatory/_works.html", shown_of(edition, None, **shown))
    return render(request, "observatory/concept.html", shown_of(edition, None, **shown))


def _about(edition: Edition, code: str) -> dict[str, Any]:
    """What the analyses say of a concept."""
    found = analyses_by_name(edition, without=("priorities",))
    topics = found["topics"]
    names = {row["concept"]: label_of(row) for row in topics.rows}
    counts = topics.row_of(code)["by_year"]
    points = [Point(year, float(value), f"?year={year}#works" if value else "") for year, value in counts.items()]
    near = found["map"].extra.get("near", {}).get(code, []) if "map" in found else []
    outlook = next(iter(outlooks(found["forecast"], topics, names, code)), None) if "forecast" in found else None
    row = found["priorities"].row_of(code) if "priorities" in found else {}
    parts = [(name, row["parts"][part], row["adds"].get(part)) for part, name in PARTS.items() if row and row["parts"].get(part) is not None]
    return {
        "code": code,
        "label": names[code],
        "total": topics.row_of(code)["works"],
        "years": column_chart([Series(names[code], points)], title=names[code], decimals=0),
        "near": [(other, names[other], shared) for other, shared in near if other in names],
        "outlook": outlook,
        "forecast": outlook.chart() if outlook else None,
        "priority": row,
        "parts": parts,
        "bursts": [one for one in found["bursts"].rows if one["concept"] == code] if "bursts" in found else [],
        "asked": row.get("asked"),
        "brief": Brief.objects.published().filter(edition=edition, concept__code=code).first(),
        "judgements": judgements_on([code]).get(code, []),
        "in_thesaurus": Concept.objects.living().filter(code=code).exists(),
    }
