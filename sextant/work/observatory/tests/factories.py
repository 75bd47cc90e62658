"""A small corpus with a store, and an edition that was really made of it."""

from random import Random

from django.core.files.base import ContentFile

from sextant.base.jobs.worker import perform_here
from sextant.society.concepts.actions.starting import load_starter
from sextant.work.observatory.actions.corpora import save_corpus, start_import
from sextant.work.observatory.actions.editions import publish_edition, start_edition
from sextant.work.observatory.demo.load import works_as_bibtex
from sextant.work.observatory.models import Corpus, Edition, ImportRun

LAST = 2024
PARAMETERS = {"until": LAST, "most": 60, "least": 5, "resolution": 1.0, "periods": 2, "times": 20, "horizon": 2, "others": False}


def corpus_of(code: str = "field", **fields: object) -> Corpus:
    load_starter()
    return save_corpus(Corpus(code=code, name_en="The field", name_ru="Область", **fields), by=None)


def imported(corpus: Corpus, text: str = "", name: str = "works.bib", form: str = "auto") -> ImportRun:
    """A file brought in by its job; without a text some hundred invented works."""
    run = start_import(corpus, file=ContentFile((text or works_as_bibtex(Random(7), LAST)).encode(), name=name), form=form, by=None)
    perform_here(run.job)
    run.refresh_from_db()
    return run


def made(corpus: Corpus, by: object = None, **parameters: object) -> Edition:
    """An edition made by its job."""
    edition = start_edition(corpus, {**PARAMETERS, **parameters}, by=by)
    perform_here(edition.job)
    return Edition.objects.select_related("corpus").get(pk=edition.pk)


def published(corpus: Corpus | None = None) -> Edition:
    """A corpus with works, and its edition, published."""
    if corpus is None:
        corpus = corpus_of()
        imported(corpus)
    return publish_edition(made(corpus), note={"en": "Read with care.", "ru": "Читайте с осторожностью."}, by=None)
