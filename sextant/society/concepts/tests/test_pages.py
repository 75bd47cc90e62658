"""The thesaurus as everybody reads it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from sextant.lab.thesaurus.reading import starter
from sextant.society.concepts.actions.starting import load_starter
from sextant.society.concepts.models import Concept, Label
from sextant.society.concepts.queries.whole import fingerprint, stored_thesaurus
from sextant.society.concepts.tests.factories import stored_small
from sextant.society.members import panels

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"concepts:{name}", args=args)


def seen(client, name, *args, **query):
    answer = client.get(page(name, *args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_shipped_thesaurus_goes_into_rows_and_comes_back_the_same():
    whole = starter()
    load_starter()
    kept = stored_thesaurus()
    assert kept == whole
    assert fingerprint(kept) == fingerprint(whole)


def test_facets_lead_down_to_every_concept(client):
    stored_small()
    shown = seen(client, "concepts")
    places = [shown.index(f">{name}<") for name in ("library", "public library", "rural library", "reading", "family reading")]
    assert places == sorted(places)
    assert "Thesaurus of the library field" in shown


def test_a_concept_is_found_by_any_label_of_either_language_while_one_types(client):
    stored_small()
    part = client.get(page("concepts"), {"q": "ОБЩЕДОСТ"}, headers={"HX-Request": "true"}).content.decode()
    assert ("public library" in part, "общедоступная библиотека" in part, "rural library" in part, "<html" in part) == (True, True, False, False)
    assert "c0005" in seen(client, "concepts", q="c0005")
    assert "No concept is called so" in seen(client, "concepts", q="phlogiston")


def test_labels_for_searching_find_and_their_qualifiers_do_not(client, make_user):
    rows = stored_small()
    Label.objects.create(concept=rows["c0001"], language="en", kind="hidden", text="libary (reading, zebras)", folded="libary (reading, zebras)")
    shown = seen(client, "concepts", q="libary")
    assert ("c0001" in shown, "zebras" in shown) == (True, False)
    assert "c0001" not in seen(client, "concepts", q="reading")
    assert "libary" not in seen(client, "concept", "c0001")
    client.force_login(make_user("secretary"))
    assert "libary" in seen(client, "concept", "c0001")


def test_whole_labels_stand_before_beginnings_and_those_before_the_rest(client):
    stored_small()
    shown = seen(client, "concepts", q="reading")
    assert shown.index("c0004") < shown.index("c0005")


def test_the_page_of_a_concept_shows_both_languages_its_place_and_its_neighbours(client):
    stored_small()
    shown = seen(client, "concept", "c0002")
    expected = ("публичная библиотека", "community library", "What is meant by public library.", "rural library", "reading")
    assert [text for text in expected if text not in shown] == []
    assert page("concept", "c0001") in shown
    assert client.get(page("concept", "c0099")).status_code == 404


def test_another_house_adds_its_part_to_the_page(client, monkeypatch):
    stored_small()
    monkeypatch.setitem(panels._sources, "concept", [lambda user, concept: panels.Panel(f"Theses on {concept.code}", "concepts/_head.html")])
    assert "Theses on c0003" in seen(client, "concept", "c0003")


def test_one_concept_is_read_by_programs(client):
    stored_small()
    node = json.loads(seen(client, "concept_data", "c0002"))
    assert node["@id"] == "urn:sextant:thesaurus:c0002"
    assert node["prefLabel"] == {"en": "public library", "ru": "публичная библиотека"}
    assert (node["broader"], node["narrower"], node["related"]) == (
        ["urn:sextant:thesaurus:c0001"],
        ["urn:sextant:thesaurus:c0003"],
        ["urn:sextant:thesaurus:c0004"],
    )


def test_the_json_ld_of_the_whole_says_the_same_as_the_turtle_of_the_lab(client):
    rdflib = pytest.importorskip("rdflib")
    from sextant.lab.thesaurus.skos import graph

    stored_small()
    text = b"".join(client.get(page("as_it_stands", "jsonld"))).decode()
    ours, theirs = rdflib.Graph().parse(data=text, format="json-ld"), graph(stored_thesaurus())
    assert set(ours) ^ set(theirs) == set()


def test_the_list_is_downloaded_with_what_the_lab_calls_its_columns(client):
    stored_small()
    answer = client.get(page("concepts"), {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].split(",")[:4] == ["id", "ru", "en", "alt_ru"]
    assert len(lines) == 6


def test_pages_ask_the_database_alike_for_few_concepts_and_for_many(client):
    stored_small()
    with CaptureQueriesContext(
        connection,
    ) as few:
        seen(client, "concepts")
        seen(client, "concept", "c0001")
    Concept.objects.all().delete()
    load_starter()
    with CaptureQueriesContext(connection) as many:
        seen(client, "concepts")
        seen(client, "concept", "c0001")
    assert len(many) <= len(few) + 1
    assert len(many) <= 30


def test_the_reader_of_russian_sees_russian_names_first(client):
    stored_small()
    with translation.override("ru"):
        shown = seen(client, "concept", "c0002")
    assert "<h1>публичная библиотека</h1>" in shown
