"""Literature comes in and editions are made: counts that add up, refusals with a sentence, nothing half-written."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.base.jobs.worker import run_waiting
from sextant.work.observatory.actions.corpora import start_import
from sextant.work.observatory.actions.editions import publish_edition, start_edition, withdraw_edition
from sextant.work.observatory.models import Analysis, Corpus, Edition, ImportRun, Landing, Work
from sextant.work.observatory.queries.editions import NAMES
from sextant.work.observatory.tests.factories import PARAMETERS, corpus_of, imported, made

pytestmark = pytest.mark.django_db


def test_a_file_is_read_by_a_job_and_every_record_is_counted(settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    run = imported(corpus_of())
    assert (run.state, run.read, run.stored, run.refused) == ("done", 700, 700, 0)


def test_a_broken_record_is_named_and_the_others_are_kept(settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    run = imported(corpus_of(), "@article{a, title={Good libraries}, year={2020}}\n@article{b, title={Broken, year={2021}\n", "two.bib")
    assert run.outcome == "done"
    assert run.read == run.stored + run.refused
    assert run.findings
    assert run.findings[0]["en"] != run.findings[0]["ru"]


@pytest.mark.parametrize(("name", "text"), [("empty.bib", ""), ("picture.png", "\x89PNG nothing to read"), ("half.json.gz", "no gzip at all")])
def test_a_file_that_cannot_be_read_is_refused_whole_with_a_sentence(settings, tmp_path, name, text):
    settings.SEXTANT_HOME = tmp_path
    run = imported(corpus_of(), text or " ", name)
    assert (run.outcome, run.stored) in (("refused", 0), ("done", 0))
    assert run.sentence_en or run.read == 0


def test_the_same_file_twice_is_refused(settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    corpus = corpus_of()
    imported(corpus)
    with pytest.raises(ValidationError, match="its works are held already"):
        start_import(corpus, file=SimpleUploadedFile("again.bib", ImportRun.objects.get().file.read()), by=None)


def test_an_edition_has_every_analysis_and_the_works_behind_them(settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    corpus = corpus_of()
    imported(corpus)
    edition = made(corpus)
    assert edition.state == "made"
    assert set(edition.analyses.values_list("name", flat=True)) == {*NAMES, "sources"}
    assert 600 < Work.objects.filter(edition=edition).count() == edition.works <= 700  # invented works that are alike are joined
    rows = Analysis.objects.get(edition=edition, name="topics").rows
    for row in rows[:5]:
        assert Landing.objects.filter(edition=edition, code=row["concept"]).count() == row["works"] == sum(row["by_year"].values())


def test_an_edition_of_nothing_is_refused(settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    corpus = corpus_of()
    with pytest.raises(ValidationError, match="no works yet"):
        start_edition(corpus, PARAMETERS, by=None)
    imported(corpus, "@article{a, title={Zzz qqq}, year={2020}}\n", "one.bib")
    edition = made(corpus)
    assert edition.has_failed
    assert edition.sentence_en
    assert not Work.objects.exists()


def test_a_second_edition_waits_for_the_first(settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    corpus = corpus_of()
    imported(corpus)
    start_edition(corpus, PARAMETERS, by=None)
    with pytest.raises(ValidationError, match="is being made"):
        start_edition(corpus, PARAMETERS, by=None)


def test_what_was_withdrawn_can_be_published_again_but_not_twice(settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    corpus = corpus_of()
    imported(corpus)
    edition = publish_edition(made(corpus), note={}, by=None)
    with pytest.raises(ValidationError):
        publish_edition(edition, note={}, by=None)
    edition = withdraw_edition(edition, by=None)
    assert publish_edition(edition, note={}, by=None).state == "published"


def test_a_file_is_brought_in_on_the_page_and_an_edition_is_asked_for(client, make_user, settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    client.force_login(make_user("analyst"))
    client.post("/en/observatory/corpora/new/", {"code": "field", "name_en": "The field"})
    corpus = Corpus.objects.get()
    refused = client.post("/en/observatory/corpora/new/", {"code": "briefs", "name_en": "Taken"})
    assert "is an address of the observatory already" in refused.content.decode()
    corpus_of(code="other")
    file = SimpleUploadedFile("a.bib", b"@article{a, title={Reading in rural libraries}, year={2020}}\n")
    answer = client.post("/en/observatory/corpora/field/import/", {"file": file, "form": "auto"}, follow=True)
    assert "a.bib" in answer.content.decode()
    run_waiting()
    assert ImportRun.objects.get(corpus=corpus).stored == 1
    client.post("/en/observatory/corpora/field/make/", PARAMETERS)
    assert Edition.objects.get(corpus=corpus).is_waiting
