"""Versions: published with their files, compared, and told on the page of each concept."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.lab.thesaurus.foreign import read_skos
from sextant.lab.thesaurus.reading import starter
from sextant.society.concepts.actions.concepts import add_synonym, withdraw_concept
from sextant.society.concepts.actions.publishing import ask_version
from sextant.society.concepts.actions.starting import load_starter
from sextant.society.concepts.models import Concept, Version, VersionChange
from sextant.society.concepts.queries.versions import changes_between, number_after, read_version
from sextant.society.concepts.queries.whole import stored_thesaurus
from sextant.society.concepts.tests.factories import stored_small

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"concepts:{name}", args=args)


def publish(number):
    job = perform_here(ask_version(number=number, note_en=f"Note of {number}", on=timezone.localdate(), by=None))
    assert (job.state, job.error) == ("done", "")
    return Version.objects.get(number=number)


def content_of(answer):
    return b"".join(answer.streaming_content)


def test_a_published_version_is_the_thesaurus_with_a_fingerprint_of_its_file(client, tmp_path):
    stored_small()
    version = publish("1.1")
    turtle = content_of(client.get(page("version_file", "1.1", "ttl")))
    assert hashlib.sha256(turtle).hexdigest() == version.fingerprint
    (tmp_path / "thesaurus.ttl").write_bytes(turtle)
    assert read_skos(tmp_path / "thesaurus.ttl").thesaurus == read_version(version) == stored_thesaurus()
    assert (version.concepts, version.labels, version.withdrawn) == (5, 12, 0)
    assert b"skos:prefLabel" in content_of(client.get(page("version_file", "1.1", "rdf")))


def test_a_version_tells_what_changed_since_the_last_one(client):
    rows = stored_small()
    publish("1.1")
    add_synonym(rows["c0003"], language="en", text="village library", by=None)
    withdraw_concept(rows["c0005"], successor=rows["c0004"], by=None)
    version = publish("1.2")
    assert list(version.changes.values_list("concept__code", "kind", "after")) == [("c0003", "edited", ""), ("c0005", "merged", "c0004")]
    shown = client.get(page("version", "1.2")).content.decode()
    assert [text for text in ("Note of 1.2", "rural library", "withdrawn, with a successor: reading") if text not in shown] == []
    assert "withdrawn, with a successor" in client.get(page("concept", "c0005")).content.decode()
    assert client.get(page("versions")).content.decode().index("1.2") > 0
    assert client.get(page("version", "9.9")).status_code == 404


def test_two_versions_that_do_not_follow_each_other_are_compared(client):
    rows = stored_small()
    publish("1.1")
    add_synonym(rows["c0003"], language="en", text="village library", by=None)
    publish("1.2")
    add_synonym(rows["c0004"], language="en", text="perusal", by=None)
    publish("1.3")
    shown = client.get(page("version", "1.3"), {"since": "1.1"}).content.decode()
    assert ("rural library" in shown, page("concept", "c0004") in shown) == (True, True)
    assert page("concept", "c0003") not in client.get(page("version", "1.3")).content.decode()


def test_the_curator_sees_the_difference_before_publishing_and_a_number_is_given_once(client, make_user):
    rows = stored_small()
    publish("1.1")
    client.force_login(make_user("secretary"))
    assert "Nothing has changed since the last version" in client.get(page("publish")).content.decode()
    add_synonym(rows["c0003"], language="en", text="village library", by=None)
    shown = client.get(page("publish")).content.decode()
    assert ("rural library" in shown, 'value="1.2"' in shown) == (True, True)
    refused = client.post(page("publish"), {"number": "1.1"})
    assert (refused.status_code, "There is a version 1.1 already" in refused.content.decode()) == (400, True)
    wrong = client.post(page("publish"), {"number": "../1"})
    assert "Use Latin letters" in wrong.content.decode()
    client.post(page("publish"), {"number": "1.2", "note_en": "Villages"})
    perform_here(Job.objects.get(name="concepts.publish_version", args__number="1.2"))
    assert Version.objects.first().note == "Villages"


def test_nothing_is_published_twice():
    stored_small()
    publish("1.1")
    with pytest.raises(ValidationError, match="Nothing has changed"):
        ask_version(number="1.2", on=timezone.localdate(), by=None)


def test_the_shipped_thesaurus_becomes_the_first_version():
    load_starter()
    add_synonym(Concept.objects.get(code="c0001"), language="en", text="house of books", by=None)
    job = perform_here(Job.objects.get(name="concepts.publish_first"))
    assert job.state == "done"
    version = Version.objects.get()
    assert (version.number, version.concepts, VersionChange.objects.filter(kind="added").count()) == ("1.0", version.concepts, version.concepts)
    assert (read_version(version) == starter(), changes_between(starter(), stored_thesaurus())[0].kind) == (True, "edited")


def test_the_next_number_is_offered():
    assert [number_after(number) for number in ("1.0", "2026.9", "2026", "draft")] == ["1.1", "2026.10", "2027", "draft.1"]
