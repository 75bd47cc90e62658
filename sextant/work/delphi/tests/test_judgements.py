"""What a panel says of a concept goes to those who set priorities: published only, of five people at least, in a constant number of queries."""

import pytest
from django.utils import timezone

from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.society.agenda.evidence import Thing, found
from sextant.society.concepts.judgements import judgements_on
from sextant.society.concepts.tests.factories import stored_small
from sextant.work.delphi.actions.rounds import close_study, publish_study
from sextant.work.delphi.models import Study
from sextant.work.delphi.tests.factories import a_number, a_panel, a_study, closed, opened, said

pytestmark = pytest.mark.django_db


def asked(values, about=None, questions=1) -> Study:
    """A closed study on the importance of a concept."""
    study = a_study()
    items = [a_number(study, is_importance=True, concept=about, band=1) for _place in range(questions)]
    panel = a_panel(study, len(values))
    opened(study)
    for item in items:
        said(panel, item, values, argument="It is old.")
    closed(study)
    return close_study(study, by=None)


def published(study: Study) -> Study:
    return publish_study(study, fingerprint="f", today=timezone.localdate(), by=None)


def test_median_and_dissent_of_a_published_study_stand_by_the_concept(client):
    about = next(iter(stored_small().values()))
    study = asked([2, 5, 5, 6, 6, 7], about)
    assert judgements_on([about.code]) == {}
    published(study)
    one = judgements_on([about.code, "c9999"])[about.code][0]
    # as in the report: median (5 + 6)/2, quartiles 5 and 6; 2 and 7 lie outside the band of 1
    assert (one.median, one.q1, one.q3, one.people, one.dissent, one.reasons) == (5.5, 5.0, 6.0, 6, 2, ("It is old.", "It is old."))
    assert client.get(one.url).status_code == 200


def test_four_experts_are_too_few_to_be_told_of():
    about = next(iter(stored_small().values()))
    published(asked([2, 5, 6, 7], about))
    assert judgements_on([about.code]) == {}


def test_more_questions_ask_the_database_no_more(django_assert_num_queries):
    about = next(iter(stored_small().values()))
    published(asked([2, 5, 5, 6, 6, 7], about, questions=3))
    with django_assert_num_queries(2):
        assert len(judgements_on([about.code])[about.code]) == 3


def test_an_indicator_may_follow_what_experts_think():
    about = next(iter(stored_small().values()))
    published(asked([2, 5, 5, 6, 6, 7], about))
    year = Period.of_year(timezone.localdate().year)
    function = measure("delphi.importance").function
    # 5.5 on a scale from 1 to 7 is 75 % of the way
    assert function(year, ASSOCIATION, concept=about.code).value == pytest.approx(75.0)
    nothing = function(year, ASSOCIATION, concept="c9999")
    assert (nothing.value, nothing.status) == (None, "missing")


def test_a_published_study_may_be_evidence_and_an_unpublished_one_may_not(make_user):
    study = asked([5, 5, 5, 5, 5])
    user = make_user("editor")
    assert found(user, "delphi.study", {str(study.pk)}) == {}
    published(study)
    assert found(user, "delphi.study", {str(study.pk)}) == {str(study.pk): Thing("A study", study.get_absolute_url())}
