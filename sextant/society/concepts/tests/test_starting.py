"""The shipped thesaurus in the site's tables, and concepts chosen in forms."""

import pytest
from django.core.exceptions import ValidationError

from sextant.lab.thesaurus.reading import starter
from sextant.society.concepts.actions.starting import load_starter
from sextant.society.concepts.forms.fields import ConceptField, ConceptsField
from sextant.society.concepts.models import Concept

pytestmark = pytest.mark.django_db


def test_every_shipped_concept_is_kept_with_its_relations():
    whole = starter()
    assert load_starter() == len(whole.concepts) == Concept.objects.count()
    assert Concept.broader.through.objects.count() == sum(len(one.broader) for one in whole.concepts)
    one = next(one for one in whole.concepts if one.related and one.broader)
    row = Concept.objects.get(code=one.id)
    assert {other.code for other in row.related.all()} == set(one.related)
    assert {label.text for label in row.labels.filter(language="ru")} >= {one.ru.pref}


def test_a_site_with_concepts_is_not_touched():
    Concept.objects.create(code="c9001", label_en="Our own", label_ru="Наше")
    assert load_starter() == 0
    assert Concept.objects.count() == 1


def test_a_concept_is_chosen_by_code_or_by_a_label_in_either_language():
    load_starter()
    wanted = Concept.objects.exclude(label_ru="").first()
    for text in (wanted.code, wanted.label_ru.upper(), f"  {wanted.label_en} "):
        assert ConceptField().clean(text) == wanted
    assert ConceptField(required=False).clean("") is None
    assert ConceptsField().clean(f"{wanted.label_en}; {wanted.label_ru};") == [wanted]


def test_words_that_name_no_concept_are_refused_with_a_way_on():
    load_starter()
    with pytest.raises(ValidationError, match="“phlogiston” is not a concept"):
        ConceptField().clean("phlogiston")
    with pytest.raises(ValidationError, match="At most 1"):
        ConceptsField(most=1).clean("c0001; c0002")
