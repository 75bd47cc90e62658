"""Terms found in texts, decided by a person one by one, and a decision undone."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sextant.base.jobs.worker import perform_here
from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.society.concepts.actions.publishing import ask_version
from sextant.society.concepts.actions.suggestions import accept_concept, accept_synonym, bring_texts, keep, refuse_suggestion, undo_decision
from sextant.society.concepts.models import Concept, Label, Suggestion, TextFile
from sextant.society.concepts.queries.suggestions import next_after
from sextant.society.concepts.tests.factories import officer, stored_small

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"concepts:{name}", args=args)


def found(text, language="en", weight=5.0, near=()):
    rows = tuple(SimpleNamespace(concept=code) for code in near)
    return SimpleNamespace(term=text, language=language, frequency=9, works=4, c_value=weight, examples=("in a village library of",), near=rows)


def kept(text="village library", **rest):
    stored_small()
    keep([found(text, **rest)], source="Texts of 2026")
    return Suggestion.objects.get()


def test_terms_given_are_kept_once_and_counted_wholly():
    stored_small()
    refuse_suggestion(kept_one("old paper"), why="too general", by=None)
    keep([found("village library")], source="first")
    given = [found("Village  library", weight=7.0), found("old paper"), found("Public Library"), found(""), found("story hour"), found("story hour")]
    counts = keep(given, source="second")
    assert counts == {"new": 1, "renewed": 1, "decided": 1, "known": 1, "refused": 1}
    row = Suggestion.objects.get(folded="village library")
    assert (row.weight, row.source, row.state) == (7.0, "second", "suggested")
    assert Suggestion.objects.get(folded="old paper").why == "too general"


def kept_one(text):
    keep([found(text)], source="first")
    return Suggestion.objects.get(term=text)


def test_a_term_becomes_a_synonym_and_no_longer_after_undoing(client, make_user):
    one, user = kept(near=("c0003",)), officer(make_user)
    client.force_login(user)
    shown = client.get(page("suggestion", one.pk)).content.decode()
    assert [text for text in ("village library", "in a village library of", "rural library", "Texts of 2026") if text not in shown] == []
    client.post(page("accept_synonym", one.pk), {"synonym-concept": "rural library"})
    one.refresh_from_db()
    assert (one.state, one.concept.code, one.decided_by) == ("synonym", "c0003", user)
    assert Label.objects.filter(concept__code="c0003", text="village library", kind="alt").exists()
    client.post(page("undo_decision", one.pk))
    one.refresh_from_db()
    assert (one.state, one.concept, one.decided_at) == ("suggested", None, None)
    assert not Label.objects.filter(text="village library").exists()


def test_a_term_becomes_a_concept_of_its_own_and_is_taken_back_until_it_is_published(client, make_user):
    one = kept("story hour")
    client.force_login(make_user("secretary"))
    wrong = client.post(page("accept_concept", one.pk), {"new-broader": "reading", "new-label_en": "story hour", "new-label_ru": "чтение"})
    assert (wrong.status_code, Concept.objects.count()) == (400, 5)
    given = {"new-broader": "reading", "new-label_en": "story hour", "new-label_ru": "час чтения"}
    client.post(page("accept_concept", one.pk), given)
    assert Concept.objects.get(code="c0006").label_ru == "час чтения"
    undo_decision(one, by=None)
    assert (Concept.objects.count(), Suggestion.objects.get().state) == (5, "suggested")
    accept_concept(one, broader=Concept.objects.get(code="c0004"), label_ru="час чтения", label_en="story hour", by=None)
    perform_here(ask_version(number="1.1", on=timezone.localdate(), by=None))
    with pytest.raises(ValidationError, match="Withdraw it instead"):
        undo_decision(one, by=None)
    assert Suggestion.objects.get().state == "new"


def test_a_label_of_another_concept_is_not_given_twice():
    one = kept()
    accept_synonym(one, concept=Concept.objects.get(code="c0003"), by=None)
    with pytest.raises(ValidationError, match="Somebody has decided"):
        refuse_suggestion(one, why="", by=None)
    other = kept_one("public library of old")
    Label.objects.filter(concept__code="c0002", kind="alt", language="en").update(text="public library of old", folded="public library of old")
    with pytest.raises(ValidationError, match="public library of old"):
        accept_synonym(other, concept=Concept.objects.get(code="c0003"), by=None)


def test_one_decision_leads_to_the_next_and_the_last_can_be_undone_from_there(client, make_user):
    stored_small()
    keep([found("heavy term", weight=9.0), found("middle term", weight=5.0), found("light term", weight=1.0)], source="x")
    heavy, middle, light = Suggestion.objects.order_by("-weight")
    client.force_login(make_user("secretary"))
    answer = client.post(page("refuse_suggestion", middle.pk), {"refuse-why": ""})
    assert answer.url == page("suggestion", light.pk)
    assert "Undo: middle term" in client.get(page("suggestion", light.pk)).content.decode()
    assert next_after(light) == heavy
    assert "Decide 2 suggestions for the thesaurus" in client.get(reverse("home:desk")).content.decode()


def test_texts_are_looked_through_by_a_job_and_the_file_goes(client, make_user):
    stored_small()
    client.force_login(make_user("secretary"))
    line = "2024\tThe reading circle of the public library met; a reading circle is a joy. Читательский клуб собирается, читательский клуб растёт."
    text = "\n".join([line] * 6)
    client.post(page("bring_texts"), {"file": SimpleUploadedFile("texts.txt", text.encode()), "kind": "texts", "least": "5"})
    work = TextFile.objects.get()
    job = perform_here(work.job)
    work.refresh_from_db()
    assert (job.state, bool(work.file), work.counts["lines"]) == ("done", False, 6)
    assert {"reading circle", "читательский клуб"} <= set(Suggestion.objects.values_list("folded", flat=True))
    assert not Suggestion.objects.filter(folded="public library").exists()


def test_keywords_are_counted_by_work_and_known_ones_left_out_in_any_form():
    stored_small()
    content = "public libraries; bookmobile; Bookmobile\nbookmobile; сельские библиотеки\nодно слово".encode()
    perform_here(bring_texts(content=content, file_name="keywords.csv", kind="keywords", least=2, by=None).job)
    assert list(Suggestion.objects.values_list("term", "language", "works")) == [("bookmobile", "en", 2)]


@pytest.mark.parametrize(("content", "sentence"), [(b" \n", "empty"), (b"\xff\xfe", "UTF-8"), (b"x" * 10_000_001, "10 MB")])
def test_a_file_that_cannot_be_read_is_refused(content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        bring_texts(content=content, file_name="x.txt", kind="texts", least=2, by=None)
    assert TextFile.objects.count() == 0


def test_decisions_are_measured_with_the_rows_behind_them():
    refuse_suggestion(kept(), why="", by=None)
    kept_one("another term")
    counted = measure("concepts.suggestions_decided")
    year = Period.of_year(timezone.localdate().year)
    figure = counted.function(year, ASSOCIATION)
    assert (figure.value, figure.source.count_and_fingerprint()[0]) == (1, 1)
    assert counted.function(Period.of_year(2001), ASSOCIATION).value == 0
    assert counted.function(year, Scope("region", "1")).status == "not_collected"
    assert measure("concepts.versions_published").function(year, ASSOCIATION).value == 0
