"""Concepts added, changed and withdrawn by those who may; the laws at every save."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.audit.models import Entry
from sextant.base.search.queries import matching_ids
from sextant.lab.thesaurus.laws import check
from sextant.society.concepts.actions.concepts import add_synonym, remove_concept, restore_concept, withdraw_concept
from sextant.society.concepts.models import Concept, Label
from sextant.society.concepts.queries.whole import stored_thesaurus
from sextant.society.concepts.tests.factories import officer, stored_small

pytestmark = pytest.mark.django_db

FORM = {"label_ru": "детская библиотека", "label_en": "children's library", "broader": "library", "alt_ru": "библиотека для детей\n\n"}


def page(name, *args):
    return reverse(f"concepts:{name}", args=args)


def form_of(code):
    """The form of a concept as a browser would send it back."""
    whole = stored_thesaurus()
    one = whole.by_id[code]
    return {
        "label_ru": one.ru.pref,
        "label_en": one.en.pref,
        "alt_ru": "\n".join(one.ru.alt),
        "alt_en": "\n".join(one.en.alt),
        "definition_ru": one.ru.definition,
        "definition_en": one.en.definition,
        "broader": "; ".join(one.broader),
        "related": "; ".join(one.related),
        **({"is_top": "on"} if one.top else {}),
    }


def test_an_officer_of_the_section_on_research_adds_a_concept_that_is_found_at_once(client, make_user):
    stored_small()
    client.force_login(officer(make_user))
    client.post(page("new_concept"), FORM)
    made = Concept.objects.get(label_en="children's library")
    assert (made.code, [one.code for one in made.broader.all()]) == ("c0006", ["c0001"])
    assert set(made.labels.values_list("language", "kind", "text")) == {
        ("ru", "pref", "детская библиотека"),
        ("ru", "alt", "библиотека для детей"),
        ("en", "pref", "children's library"),
    }
    assert made in Concept.objects.filter(pk__in=matching_ids("concepts.concept", "библиотека для детей", make_user()))
    assert Entry.objects.filter(verb="concepts.add_concept", object_id=str(made.pk)).exists()


def test_others_may_read_and_not_write(client, make_user):
    stored_small()
    for user in (make_user(), make_user("member"), make_user("analyst"), make_user("editor"), officer(make_user, "reading")):
        client.force_login(user)
        sent = [
            client.post(page("new_concept"), FORM),
            client.post(page("edit_concept", "c0003"), FORM),
            client.post(page("withdraw_concept", "c0003")),
        ]
        asked = [client.get(page(name)) for name in ("suggestions", "imports", "publish")]
        assert {answer.status_code for answer in (*sent, *asked)} == {403}
        shown = client.get(page("concept", "c0003")).content.decode()
        assert (page("edit_concept", "c0003") in shown, "History" in shown) == (False, False)
    client.logout()
    assert client.post(page("new_concept"), FORM).status_code == 302
    assert Concept.objects.count() == 5


def test_the_office_changes_a_concept_and_the_record_tells_only_what_changed(client, make_user):
    stored_small()
    client.force_login(make_user("secretary"))
    client.post(page("edit_concept", "c0002"), {**form_of("c0002"), "label_en": "municipal library", "related": ""})
    row = Concept.objects.get(code="c0002")
    assert (row.label_en, row.related.count(), Concept.objects.get(code="c0004").related.count()) == ("municipal library", 0, 0)
    line = Entry.objects.get(verb="concepts.save_concept")
    assert (line.before, line.after) == ({"en": "public library", "related": ["c0004"]}, {"en": "municipal library", "related": []})
    client.post(page("edit_concept", "c0002"), form_of("c0002"))
    assert Entry.objects.filter(verb="concepts.save_concept").count() == 1


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(client, make_user):
    rows = stored_small()
    client.force_login(make_user("secretary"))
    seen = client.get(page("edit_concept", "c0003")).context["form"]["seen"].value()
    add_synonym(rows["c0003"], language="en", text="village library", by=None)
    answer = client.post(page("edit_concept", "c0003"), {**form_of("c0003"), "alt_en": "", "seen": seen})
    assert (answer.status_code, "Somebody changed this concept" in answer.content.decode()) == (400, True)
    assert Label.objects.filter(text="village library").exists()


@pytest.mark.parametrize(
    ("code", "change", "sentence"),
    [
        ("c0001", {"broader": "c0003", "is_top": ""}, "run in a circle"),
        ("c0003", {"label_en": "Reading"}, "Reading"),
        ("c0003", {"broader": ""}, "broader"),
        ("c0003", {"related": "c0001"}, "c0001"),
        ("c0003", {"broader": "c0003"}, "itself"),
        ("c0003", {"elsewhere": "not an address"}, "address"),
    ],
)
def test_what_would_break_a_law_is_refused_with_its_sentence_and_nothing_is_written(client, make_user, code, change, sentence):
    stored_small()
    client.force_login(make_user("secretary"))
    before, given = stored_thesaurus(), {**form_of(code), **change}
    answer = client.post(page("edit_concept", code), {name: value for name, value in given.items() if value or name != "is_top"})
    assert (answer.status_code, stored_thesaurus() == before) == (400, True)
    assert sentence in answer.content.decode()


def test_a_withdrawn_concept_leads_on_and_what_stood_under_it_moves(client, make_user):
    stored_small()
    client.force_login(make_user("secretary"))
    asked = client.get(page("withdraw_concept", "c0002")).content.decode()
    assert "Withdraw “public library”?" in asked
    client.post(page("withdraw_concept", "c0002"), {"successor": "library"})
    gone = Concept.objects.get(code="c0002")
    assert (gone.is_withdrawn, gone.replaced_by.code, gone.related.count()) == (True, "c0001", 0)
    assert [one.code for one in Concept.objects.get(code="c0003").broader.all()] == ["c0001"]
    assert check(stored_thesaurus()) == []
    shown = client.get(page("concept", "c0002")).content.decode()
    assert "What took its place" in shown
    assert not Concept.objects.filter(pk__in=matching_ids("concepts.concept", "community library", make_user()), code="c0002").exists()


def test_the_head_of_a_facet_is_not_withdrawn_from_above_its_concepts(make_user):
    rows = stored_small()
    with pytest.raises(ValidationError, match="Narrower concepts would hang nowhere: семейное чтение"):
        withdraw_concept(rows["c0004"], successor=None, by=None)
    with pytest.raises(ValidationError, match="The successor is another concept"):
        withdraw_concept(rows["c0004"], successor=rows["c0004"], by=None)
    withdraw_concept(rows["c0004"], successor=rows["c0005"], by=None)
    assert Concept.objects.get(code="c0005").is_top
    assert check(stored_thesaurus()) == []


def test_a_withdrawn_concept_comes_back_unless_its_label_is_taken_meanwhile():
    rows = stored_small()
    withdraw_concept(rows["c0003"], successor=None, by=None)
    with pytest.raises(ValidationError, match="withdrawn already"):
        withdraw_concept(rows["c0003"], successor=None, by=None)
    restore_concept(rows["c0003"], by=None)
    row = Concept.objects.get(code="c0003")
    assert (row.is_withdrawn, [one.code for one in row.broader.all()]) == (False, ["c0002"])
    withdraw_concept(row, successor=None, by=None)
    label = Label.objects.get(concept__code="c0005", language="en", kind="pref")
    label.text, label.folded = "rural library", "rural library"
    label.save()
    with pytest.raises(ValidationError, match="rural library"):
        restore_concept(row, by=None)


def test_the_code_of_a_removed_concept_is_never_given_again(client, make_user):
    stored_small()
    client.force_login(make_user("secretary"))
    client.post(page("new_concept"), FORM)
    remove_concept(Concept.objects.get(code="c0006"), by=None)
    client.post(page("new_concept"), FORM)
    assert Concept.objects.get(label_en="children's library").code == "c0007"
    with pytest.raises(ValidationError, match="other concepts stand on it"):
        remove_concept(Concept.objects.get(code="c0001"), by=None)
