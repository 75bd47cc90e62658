"""A thesaurus from elsewhere: looked through, stored whole, or refused."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.lab.thesaurus.laws import check
from sextant.lab.thesaurus.skos import written
from sextant.society.concepts.actions.concepts import add_synonym, remove_concept
from sextant.society.concepts.actions.imports import begin_import, confirm_import
from sextant.society.concepts.models import Concept, ImportLine, ThesaurusImport
from sextant.society.concepts.queries.whole import stored_thesaurus
from sextant.society.concepts.tests.factories import small, stored_small

pytestmark = pytest.mark.django_db

THEIRS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://example.org/t/> .
x:lib a skos:Concept ; skos:prefLabel "library"@en, "библиотека"@ru ; skos:altLabel "bibliotheca"@en .
x:mobile a skos:Concept ; skos:prefLabel "mobile library"@en, "передвижная библиотека"@ru ; skos:broader x:lib ; skos:altLabel "rural library"@en .
x:reading a skos:Concept ; skos:prefLabel "reading"@en, "читательская деятельность"@ru .
x:same a skos:Concept ; skos:prefLabel "family reading"@en, "семейное чтение"@ru ; skos:broader x:reading .
x:nameless a skos:Concept .
"""


def page(name, *args):
    return reverse(f"concepts:{name}", args=args)


def brought(text=THEIRS, name="theirs.ttl"):
    work = begin_import(content=text.encode() if isinstance(text, str) else text, file_name=name, by=None)
    perform_here(work.job)
    work.refresh_from_db()
    return work


def stored(work):
    work = confirm_import(work, by=None)
    perform_here(work.job)
    work.refresh_from_db()
    return work


def test_a_file_is_looked_through_and_then_stored(client, make_user):
    stored_small()
    before = stored_thesaurus()
    client.force_login(make_user("secretary"))
    client.post(page("imports"), {"file": SimpleUploadedFile("theirs.ttl", THEIRS.encode())})
    work = ThesaurusImport.objects.get()
    perform_here(work.job)
    shown = client.get(page("import", work.pk)).content.decode()
    expected = ("mobile library", "передвижная библиотека", "bibliotheca", "читательская деятельность", "rural library")
    assert [text for text in expected if text not in shown] == []
    assert stored_thesaurus() == before
    assert "Wherever the two thesauri disagree, ours is kept" in client.get(page("confirm_import", work.pk)).content.decode()
    client.post(page("confirm_import", work.pk))
    perform_here(Job.objects.get(name="concepts.store_import"))
    work.refresh_from_db()
    assert (work.state, work.read, work.added, work.joined, work.refused) == ("stored", 5, 1, 3, 1)
    new = Concept.objects.get(label_en="mobile library")
    assert (new.code, new.matches, [one.code for one in new.broader.all()]) == ("c0006", ["https://example.org/t/mobile"], ["c0001"])
    assert Concept.objects.get(code="c0004").label_ru == "чтение"
    assert check(stored_thesaurus()) == []


def test_read_is_added_and_joined_and_refused_and_disagreements_are_lines():
    stored_small()
    work = brought()
    assert work.read == work.added + work.joined + work.refused
    kinds = {kind: work.lines.filter(kind=kind).count() for kind in ImportLine.Kind.values}
    assert (kinds["new"], kinds["changed"] + kinds["same"], kinds["conflict"] >= 2, kinds["refused"]) == (1, 3, True, 1)
    assert "читательская деятельность" in " ".join(work.lines.values_list("text_ru", flat=True))
    mended = work.lines.filter(kind="repaired", text_en__contains="nothing broader")
    assert set(mended.values_list("code", "place")) == {("c0001", "https://example.org/t/lib"), ("c0004", "https://example.org/t/reading")}


def test_our_own_file_brings_nothing_new():
    stored_small()
    work = brought(written(small(), "rdf"), "ours.rdf")
    assert (work.state, work.read, work.joined, work.added, work.changed, work.conflicting) == ("preview", 5, 5, 0, 0, 0)


def test_nothing_is_stored_where_ours_has_changed_since_the_preview():
    rows = stored_small()
    work = brought()
    add_synonym(rows["c0003"], language="en", text="mobile library", by=None)
    before = stored_thesaurus()
    work = stored(work)
    assert (work.state, "changed while you looked" in work.sentence_en, stored_thesaurus() == before) == ("preview", True, True)
    assert stored(work).state == "stored"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        ("@prefix skos: <http://www.w3.org/2004/02/skos/core#> . x:lib a", "cut.ttl", "cannot be read"),
        ("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>", "evil.rdf", "entity"),
        ("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n", "none.ttl", "concept"),
        (b"\xff\xfe\x00", "bytes.ttl", "UTF-8"),
        ("just words", "words.docx", "format"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(content, name, sentence):
    stored_small()
    work = brought(content, name)
    assert (work.state, work.read, sentence.casefold() in work.sentence_en.casefold()) == ("unreadable", 0, True), work.sentence_en
    assert (bool(work.sentence_ru), Concept.objects.count()) == (True, 5)
    with pytest.raises(ValidationError, match="moved on"):
        confirm_import(work, by=None)


def test_a_ring_and_names_that_are_too_long_are_mended_or_refused_and_told():
    stored_small()
    ring = THEIRS + "x:lib skos:broader x:mobile .\n" + f'x:long a skos:Concept ; skos:prefLabel "{"long " * 50}"@en .\n'
    work = stored(brought(ring))
    assert (work.state, work.read, work.refused) == ("stored", 6, 2)
    assert check(stored_thesaurus()) == []


def test_a_number_that_was_taken_back_is_not_given_to_a_concept_of_a_file():
    stored_small()
    theirs = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<https://example.org/t/one> a skos:Concept ; skos:prefLabel "{name}"@en .'
    assert stored(brought(theirs.format(name="bookmobile"))).state == "stored"
    remove_concept(Concept.objects.get(label_en="bookmobile"), by=None)
    stored(brought(theirs.format(name="book boat")))
    assert Concept.objects.get(label_en="book boat").code == "c0007"


def test_a_file_is_thrown_away(client, make_user):
    stored_small()
    work = brought()
    client.force_login(make_user("secretary"))
    client.post(page("discard_import", work.pk))
    work.refresh_from_db()
    assert (work.state, bool(work.file), work.lines.count(), Concept.objects.count()) == ("discarded", False, 0, 5)


def test_an_empty_file_is_refused_on_the_form(client, make_user):
    client.force_login(make_user("secretary"))
    answer = client.post(page("imports"), {"file": SimpleUploadedFile("empty.ttl", b"")})
    assert (answer.status_code, ThesaurusImport.objects.count()) == (400, 0)
