"""Work for later. What is heavy (rdflib, pymorphy3) is imported inside, where a worker comes to it."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.base.search.actions import index_many
from sextant.lab.thesaurus.concepts import CYRILLIC, Thesaurus, fold
from sextant.lab.thesaurus.findings import ThesaurusError
from sextant.lab.thesaurus.reading import starter
from sextant.society.concepts import states
from sextant.society.concepts.actions import demand
from sextant.society.concepts.actions.imports import keep_preview, refuse_import, store_import
from sextant.society.concepts.actions.publishing import Files, Overtaken, keep_version, under
from sextant.society.concepts.actions.suggestions import end_texts, keep
from sextant.society.concepts.demand import sources
from sextant.society.concepts.joining import plan_of
from sextant.society.concepts.models import Concept, TextFile, ThesaurusImport, Version
from sextant.society.concepts.queries.whole import fingerprint, scheme, stored_thesaurus

BATCH = 200
MOST_TERMS = 200
"""Terms of each language that one file gives at most."""
YEAR = re.compile(r"(\d{4})\t(.*)")
FIRST_NOTE_RU, FIRST_NOTE_EN = "Тезаурус в том виде, в каком он поставляется с Секстантом.", "The thesaurus as it comes with Sextant."


def _user(key: int | None) -> User | None:
    return User.objects.filter(pk=key).first() if key else None


def files_of(whole: Thesaurus) -> Files:
    """The thesaurus as Turtle and RDF/XML; the same bytes for the same thesaurus."""
    from sextant.lab.thesaurus.skos import written

    turtle = written(whole, "ttl")
    return Files(whole, turtle, written(whole, "rdf"), hashlib.sha256(turtle).hexdigest())


def _publish(run: Run, number: str, on: date, by: User | None, note_ru: str, note_en: str) -> None:
    """Writes the files and keeps the version; begins anew where somebody changed the thesaurus in between."""
    while True:
        files = files_of(under(stored_thesaurus(), number=number, on=on))
        run.progress(1, 2)
        try:
            with run.last_step() as result:
                version = keep_version(files, by=by, note_ru=note_ru, note_en=note_en)
                result.update({"url": reverse("concepts:version", args=[version.number]), "concepts": version.concepts})
        except Overtaken:
            continue
        return


@job("concepts.publish_version", title=_("Publishing a version of the thesaurus"))
def publish_version(run: Run, number: str, note_ru: str, note_en: str, on: str, user: int | None) -> None:
    """Writes the files of a version that a curator asked for, and publishes them."""
    _publish(run, number, date.fromisoformat(on), _user(user), note_ru, note_en)


@job("concepts.publish_first", title=_("Publishing the thesaurus that comes with the product"))
def publish_first(run: Run) -> None:
    """The shipped thesaurus as the first version, so that later ones have something to be compared with."""
    if Version.objects.exists():
        return
    files = files_of(starter())
    with run.last_step():
        keep_version(files, by=None, is_shipped=True, note_ru=FIRST_NOTE_RU, note_en=FIRST_NOTE_EN)


@job("concepts.index_all", title=_("Making the concepts findable"))
def index_all(run: Run) -> None:
    """Brings the search up to date about every concept."""
    keys = list(Concept.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        index_many(Concept.objects.filter(pk__in=keys[start : start + BATCH]).prefetch_related("labels"))
        run.progress(start, len(keys))


@job("concepts.read_import", title=_("Reading a thesaurus file"))
def read_import(run: Run, import_id: int) -> None:
    """Reads a file and keeps what it would do; one that cannot be used is refused whole."""
    work = ThesaurusImport.objects.get(pk=import_id)
    if work.state != states.READING:
        return
    try:
        plan = plan_of(Path(work.file.path), stored_thesaurus(), scheme().last_number)
    except ThesaurusError as refusal:
        with run.last_step():
            refuse_import(work, texts=(refusal.said.ru, refusal.said.en))
        return
    with run.last_step() as result:
        keep_preview(work, plan)
        result.update({**plan.counts, "url": reverse("concepts:import", args=[work.pk])})


@job("concepts.store_import", title=_("Storing a thesaurus file"))
def store_file(run: Run, import_id: int, user: int | None) -> None:
    """Stores a file whose preview was confirmed, whole or not at all."""
    work = ThesaurusImport.objects.get(pk=import_id)
    if work.state != states.STORING:
        return
    plan = plan_of(Path(work.file.path), stored_thesaurus(), scheme().last_number)
    run.progress(1, 2)
    with run.last_step() as result:
        stored = store_import(work, plan, by=_user(user))
        result.update({**(plan.counts if stored else {}), "url": reverse("concepts:import", args=[work.pk])})


@job("concepts.find_terms", title=_("Looking for new terms in texts"))
def find_terms(run: Run, file_id: int) -> None:
    """Looks through a file of texts or keywords and keeps what the thesaurus lacks, for a person to decide."""
    work = TextFile.objects.get(pk=file_id)
    if not work.file:
        return
    with work.file.open("rb") as handle:
        lines = [line.strip() for line in handle.read().decode("utf-8-sig").splitlines() if line.strip()]
    run.progress(0, 2)
    found = terms_of_keywords(lines, work.least) if work.kind == TextFile.Kind.KEYWORDS else terms_of_texts(lines, work.least)
    run.progress(1, 2)
    with run.last_step() as result:
        counts = keep(found, source=work.file_name, by=work.by)
        end_texts(work, counts | {"lines": len(lines)})
        result.update({**counts, "url": reverse("concepts:suggestions")})


def terms_of_texts(lines: Sequence[str], least: int) -> list[Any]:
    """Terms by C-value in texts, one a line; a year and a tab may stand before a text. The thesaurus is that of the site as it stands."""
    from sextant.lab.thesaurus.landing import Lander
    from sextant.lab.thesaurus.suggesting import Text, suggest

    texts = [Text(parts[2], int(parts[1])) if (parts := YEAR.fullmatch(line)) else Text(line) for line in lines]
    return [one for some in suggest(texts, Lander(stored_thesaurus()), least=least, most=MOST_TERMS).values() for one in some]


def terms_of_keywords(lines: Sequence[str], least: int) -> list[Any]:
    """Keywords that are no label in any of its forms, each with the number of works that have it; the concepts within it are near."""
    from sextant.lab.thesaurus.landing import Lander
    from sextant.lab.thesaurus.suggesting import Near, Suggestion

    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for line in lines:
        row = {fold(word): word for word in (" ".join(part.split()).strip("\"'") for part in reversed(line.split(";"))) if word}
        counts.update(row.keys())
        for folded, word in row.items():
            forms.setdefault(folded, Counter())[word] += 1
    lander, found = Lander(stored_thesaurus()), []
    for folded, count in sorted(counts.items()):
        name = forms[folded].most_common(1)[0][0]
        landed = lander.land(name).landings
        if count < least or any(place.end - place.start == len(name) for one in landed for place in one.places):
            continue
        near = tuple(Near(one.concept, one.places[0].label, 0.5) for one in landed[:3])
        found.append(Suggestion(name, "ru" if CYRILLIC.search(name) else "en", count, count, float(count), {}, (), near))
    return found


@job("concepts.land_demand", title=_("Finding what practice asks for"), every=timedelta(days=1))
def land_demand(run: Run) -> dict[str, int]:
    """Lands the texts of every source of demand that are new or changed, or whose thesaurus has changed; texts that are gone are forgotten.

    Texts read = landed + unchanged."""
    whole = stored_thesaurus()
    mark, known = fingerprint(whole), sources()
    counts = dict.fromkeys(("landed", "unchanged", "gone", "landings"), 0)
    land: demand.Land | None = None
    with run.step():
        demand.forget_sources(one.name for one in known)
    for place, source in enumerate(known):
        new, gone, unchanged = demand.wanting(source.name, source.texts(), mark)
        counts["unchanged"] += unchanged
        with run.step():
            counts["gone"] += demand.forget_gone(source.name, gone)
        for start in range(0, len(new), BATCH):
            land = land or lander_of(whole)
            part = new[start : start + BATCH]
            with run.step():
                counts["landings"] += demand.keep_landed(source.name, part, mark, land)
            counts["landed"] += len(part)
            run.progress(place * len(new) + start, max(1, len(known) * len(new)), str(source.title))
    return counts


def lander_of(whole: Thesaurus) -> demand.Land:
    """The labels of the thesaurus compiled, which takes about a second; then texts are landed by the thousand."""
    from sextant.lab.thesaurus.landing import Lander

    lander = Lander(whole)
    return lambda text: {one.concept: len(one.places) for one in lander.land(text).landings}
