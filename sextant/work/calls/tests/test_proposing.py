"""The office is shown experts on the concepts of a call, and invites them with one press."""

import pytest
from django.urls import reverse

from sextant.society.concepts import experts
from sextant.society.concepts.experts import Expert
from sextant.society.concepts.models import Concept, Label
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.calls import states
from sextant.work.calls.tests.factories import entry_in, juror_in, open_call

pytestmark = pytest.mark.django_db


def test_experts_on_the_concepts_of_a_call_are_proposed_and_invited_with_one_press(client, make_user, monkeypatch):
    concept = Concept.objects.create(code="c9001", label_ru="библиотекарь", label_en="librarian")
    Label.objects.create(concept=concept, language="en", kind="pref", text="librarian", folded="librarian")
    call, free, author, judge = open_call(), PersonFactory(), PersonFactory(), PersonFactory()
    entry_in(call, author)
    juror_in(call, judge)
    asked = []

    def source(codes, role):
        asked.append((list(codes), role))
        return [Expert(one, 1.0, 2, 2025, ("juror",), ("2 works on it",)) for one in (author, judge, free)]

    monkeypatch.setattr(experts, "_sources", [source])
    client.force_login(make_user("secretary"))
    page = client.get(reverse("calls:jury", args=[call.slug])).content.decode()
    assert (asked, page.count("2 works on it"), f'name="person" value="{free.pk}"' in page) == ([(["c9001"], "juror")], 1, True)
    client.post(reverse("calls:invite", args=[call.slug]), {"person": str(free.pk)})
    assert call.jurors.get(person=free).state == states.INVITED


def test_words_that_are_no_concept_are_told_and_nobody_is_asked(client, make_user, monkeypatch):
    call = open_call()
    monkeypatch.setattr(experts, "_sources", [lambda codes, role: pytest.fail("asked")])
    client.force_login(make_user("secretary"))
    page = client.get(reverse("calls:jury", args=[call.slug]), {"concepts": "no such thing"}).content.decode()
    assert "is not a concept of the thesaurus" in page
    assert "Name concepts of the thesaurus" in client.get(reverse("calls:jury", args=[call.slug])).content.decode()
