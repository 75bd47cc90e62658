"""Opening, freezing, writing, agreeing, publishing: what is allowed and what stays for good."""

import pytest
from django.core.exceptions import ValidationError

from sextant.front.report import actions, states
from sextant.front.report.models import FrozenRows, Report, Words
from sextant.front.report.tests.factories import ROWS, make_agenda, make_report

pytestmark = pytest.mark.django_db


def publish(report):
    return actions.move_report(actions.move_report(report, states.REVIEW, by=None), states.PUBLISHED, by=None)


def test_freezing_keeps_value_comparison_target_and_rows():
    figures = {figure.indicator_code: figure for figure in make_report().figures.all()}
    counted, told, lacking = figures["counted"], figures["told"], figures["lacking"]
    assert (counted.value, counted.course, counted.target_year, counted.row_count) == (12, "reached", 2020, len(ROWS))
    assert (told.value, told.earlier_value, told.earlier_year) == (3.5, 2.0, 2016)
    assert (lacking.value, lacking.status, lacking.rows) == (None, "not_collected", None)


def test_counting_again_from_the_same_inputs_changes_nothing():
    report = make_report()
    first = (report.fingerprint, report.frozen_at, list(report.figures.values_list("pk", flat=True)))
    again = actions.freeze_figures(report, actions.counted_figures(report), by=None)
    assert (again.fingerprint, again.frozen_at, list(again.figures.values_list("pk", flat=True)), FrozenRows.objects.count()) == (*first, 2)


def test_a_published_report_is_never_counted_again_and_a_new_edition_is_opened():
    agenda = make_agenda()
    report = publish(make_report(agenda))
    with pytest.raises(ValidationError, match="frozen"):
        actions.freeze_figures(report, actions.counted_figures(report), by=None)
    assert actions.open_report(agenda=agenda, year=2018, by=None).edition == 2


def test_words_must_be_agreed_before_publishing(make_user):
    report, user = make_report(), make_user("editor")
    words = actions.write_words(report.words.get(), text_ru="Год", text_en="Year", by=user)
    review = actions.move_report(report, states.REVIEW, by=user)
    with pytest.raises(ValidationError, match="not agreed yet: I"):
        actions.move_report(review, states.PUBLISHED, by=user)
    actions.move_words(actions.move_words(words, states.REVIEW, by=user), states.AGREED, by=user)
    assert actions.move_report(review, states.PUBLISHED, by=user).state == states.PUBLISHED


def test_words_in_one_language_cannot_be_handed_in(make_user):
    words = actions.write_words(make_report().words.get(), text_ru="Год", text_en="", by=make_user("editor"))
    with pytest.raises(ValidationError, match="both languages"):
        actions.move_words(words, states.REVIEW, by=None)


def test_writing_changes_the_fingerprint(make_user):
    before = make_report().fingerprint
    actions.write_words(Words.objects.get(), text_ru="Год", text_en="Year", by=make_user("editor"))
    assert Report.objects.get().fingerprint != before


def test_a_report_without_figures_cannot_be_published():
    report = actions.open_report(agenda=make_agenda(), year=2018, by=None)
    with pytest.raises(ValidationError, match="Count the figures first"):
        actions.move_report(report, states.REVIEW, by=None)
