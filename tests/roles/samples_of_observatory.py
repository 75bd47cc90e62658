"""What to put into the addresses of pages of the observatory."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from sextant.society.concepts.models import Concept
from sextant.work.observatory.models import Analysis, Brief, Corpus, Edition, ImportRun
from tests.roles.world import World

ROW = {"rank": 1, "score": 70.0, "low": 60.0, "high": 80.0, "parts": {"growth": 0.7}, "adds": {"growth": 70.0}, "works": 2}


def _edition(world: World) -> Edition:
    """An edition that was made and is not public, with one concept in its tables."""
    if "observatory edition" not in world.left:
        corpus = Corpus.objects.create(code="roles", name_en="Literature")
        edition = Edition.objects.create(corpus=corpus, number=1, state="made", works=2, landed=2, made_at=timezone.now())
        concept, _new = Concept.objects.get_or_create(code="c0001", defaults={"label_en": "Library", "label_ru": "Библиотека"})
        named = {"concept": concept.code, "label_en": "Library", "label_ru": "Библиотека"}
        shares = {
            "concepts": [concept.code],
            "works": [2],
            "parts": ["growth"],
            "values": {"known": [1], "rows": [[1]]},
            "raw": [[0.5]],
            "resampled": [],
        }
        rows = {"topics": [{**named, "works": 2, "by_year": {"2019": 1, "2020": 1}}], "priorities": [{**named, **ROW}], "bursts": [], "themes": []}
        for name in ("topics", "map", "bursts", "themes", "priorities", "forecast"):
            Analysis.objects.create(edition=edition, name=name, rows=rows.get(name, []), extra={"shares": shares} if name == "priorities" else {})
        extra = {"title": {"en": "Works a year", "ru": "По годам"}, "headings": {"en": {"year": "Year"}, "ru": {"year": "Год"}}}
        drawing = {language: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>' for language in ("en", "ru")}
        Analysis.objects.create(edition=edition, name="dynamics", rows=[{"year": 2019}], extra={**extra, "drawing": drawing})
        world.left["observatory edition"], world.left["observatory concept"] = edition, concept
    edition = world.left["observatory edition"]
    assert isinstance(edition, Edition)
    return edition


def _page(world: World) -> dict[str, Any]:
    edition = _edition(world)
    return {"code": edition.corpus.code, "number": edition.number}


def _concept(world: World) -> dict[str, Any]:
    return {**_page(world), "concept": world.left["observatory concept"].code}


def _other(world: World) -> dict[str, Any]:
    return {**_page(world), "name": "dynamics"}


def _corpus(world: World) -> dict[str, Any]:
    return {"code": _edition(world).corpus.code}


def _published(world: World) -> dict[str, Any]:
    """Another corpus, whose edition is public."""
    if "observatory public" not in world.left:
        corpus = Corpus.objects.create(code="public", name_en="Public literature")
        Edition.objects.create(corpus=corpus, number=1, state="published", published_at=timezone.now(), made_at=timezone.now())
        world.left["observatory public"] = corpus
    return {"code": "public"}


def _key(world: World) -> dict[str, Any]:
    return {"pk": _edition(world).pk}


def _import(world: World) -> dict[str, Any]:
    if "observatory import" not in world.left:
        corpus = _edition(world).corpus
        world.left["observatory import"] = ImportRun.objects.create(corpus=corpus, file_name="works.bib", sha256="0" * 64, outcome="done")
    return {"pk": world.left["observatory import"].pk}


def _brief(world: World) -> dict[str, Any]:
    """A draft that nobody of the page has written."""
    if "observatory brief" not in world.left:
        edition = _edition(world)
        world.left["observatory brief"] = Brief.objects.create(
            edition=edition, concept=world.left["observatory concept"], title_en="Draft", figures=ROW
        )
    return {"pk": world.left["observatory brief"].pk}


def _new_brief(world: World) -> dict[str, Any]:
    return {**_key(world), "concept": _concept(world)["concept"]}


PAGES = ("edition", "map", "themes", "bursts", "priorities", "forecasts", "topics", "works", "method", "others")
SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"observatory:{name}": _page for name in PAGES},
    "observatory:concept": _concept,
    "observatory:other": _other,
    "observatory:drawing": _other,
    "observatory:corpus": _published,
    **{f"observatory:{name}": _corpus for name in ("kept_corpus", "edit_corpus", "start_import", "start_harvest", "make_edition")},
    **{f"observatory:{name}": _import for name in ("import", "cancel_import")},
    **{f"observatory:{name}": _key for name in ("edition_progress", "publish_edition", "withdraw_edition")},
    "observatory:new_brief": _new_brief,
    **{f"observatory:{name}": _brief for name in ("brief", "edit_brief", "move_brief")},
}
