"""Rounds, their reports, and who sees what when."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.work.delphi import jobs
from sextant.work.delphi.actions.rounds import answer, close_study, open_round, publish_study
from sextant.work.delphi.actions.studies import consent, invite, leave, save_item
from sextant.work.delphi.letters import token_of
from sextant.work.delphi.models import Answer, Item, Round
from sextant.work.delphi.panels import important_items
from sextant.work.delphi.queries.audit import audit_file
from sextant.work.delphi.queries.group import group_for
from sextant.work.delphi.telling import told_to_radar
from sextant.work.delphi.tests.factories import a_number, a_panel, a_study, closed, opened, said

pytestmark = pytest.mark.django_db


def test_a_report_says_what_a_hand_would_reckon():
    study = a_study(consensus=75)
    item, panel = a_number(study, band=1), a_panel(study, 6)
    opened(study)
    said(panel, item, [2, 5, 5, 6, 6, 7], expertise=None)
    told = closed(study).report["items"][str(item.pk)]
    part = told["parts"][str(item.pk)]
    # ordered 2 5 5 6 6 7: median (5 + 6)/2; q1 at place 1.25 is 5, q3 at place 3.75 is 6; within 1 of 5.5 lie 5 5 6 6, which is 4 of 6
    assert (part["median"], part["q1"], part["q3"], round(part["within"], 4), part["consensus"]) == (5.5, 5.0, 6.0, 0.6667, False)
    assert [(one["value"], one["side"]) for one in told["dissent"]] == [(2.0, "below"), (7.0, "above")]


def test_the_first_round_gives_no_advice_and_two_rounds_at_rest_say_stop():
    study = a_study()
    item, panel = a_number(study), a_panel(study, 6)
    opened(study)
    said(panel, item, [3, 4, 5, 5, 6, 7])
    first = closed(study)
    opened(study)
    said(panel[:5], item, [3, 4, 5, 5, 6])
    second = closed(study)
    assert (first.report["advice"], second.report["advice"]) == ("first", "stop")
    assert (second.report["between"]["dropped"], second.report["between"]["stability"][0]["changed"]) == (1, 0.0)


def test_items_that_move_ask_for_another_round():
    study = a_study(stopping="wilcoxon")
    item, panel = a_number(study), a_panel(study, 8)
    opened(study)
    said(panel, item, [1, 1, 2, 2, 1, 2, 1, 2])
    closed(study)
    opened(study)
    said(panel, item, [6, 7, 6, 7, 6, 7, 6, 7])
    assert closed(study).report["advice"] == "go_on"


def test_nobody_sees_the_group_before_the_own_first_answer():
    study = a_study()
    item, panel = a_number(study), a_panel(study, 7)
    opened(study)
    said(panel[:6], item, [3, 4, 5, 5, 6, 7])
    assert [group_for(one, item) for one in panel] == [None] * 7
    closed(study)
    opened(study)
    late = panel[6]
    assert (group_for(late, item), group_for(panel[0], item).middle) == (None, 5.0)
    answer(late, item, value=2, today=timezone.localdate())
    assert group_for(late, item).middle == 5.0


def test_in_real_time_the_group_is_seen_at_once_after_the_answer_and_only_then():
    study = a_study(mode="real_time")
    item, panel = a_number(study), a_panel(study, 6)
    opened(study)
    said(panel[:4], item, [3, 4, 5, 6])
    assert (group_for(panel[4], item), group_for(panel[0], item).withheld) == (None, True)
    answer(panel[4], item, value=7, today=timezone.localdate())
    assert (group_for(panel[4], item).middle, group_for(panel[5], item)) == (5.0, None)
    answer(panel[0], item, value=5, argument="I was persuaded", today=timezone.localdate())
    assert (group_for(panel[1], item).middle, group_for(panel[1], item).arguments) == (5.0, [(5, "I was persuaded")])
    assert Answer.objects.filter(panelist=panel[0]).count() == 2


def test_the_page_of_an_item_hides_the_group_and_the_arguments_until_one_has_answered(client):
    study = a_study(mode="real_time")
    item, panel = a_number(study), a_panel(study, 7)
    opened(study)
    said(panel[:6], item, [3, 4, 5, 5, 6, 7], argument="A secret reason")
    page = reverse("delphi:item", args=[token_of(panel[6]), item.pk])
    before = client.get(page).content.decode()
    client.post(page, {"value": "5", "round": "1"})
    after = client.get(page).content.decode()
    assert [("A secret reason" in text, "Expert 1" in text) for text in (before, after)] == [(False, False), (True, False)]


def test_points_must_add_up_and_an_order_needs_a_place_for_each():
    study = a_study()
    lines = "Фонды | Collections\nЛюди | Staff\nДома | Premises"
    points = save_item(study, None, kind=Item.Kind.ALLOCATION, text_ru="Пункты", text_en="Points", lines=lines, by=None)
    order = save_item(study, None, kind=Item.Kind.ORDER, text_ru="Порядок", text_en="Order", lines=lines, by=None)
    panel = a_panel(study, 5)
    opened(study)
    with pytest.raises(ValidationError, match="they add up to 90"):
        said(panel, points, [{"1": 30, "2": 30, "3": 30}])
    with pytest.raises(ValidationError, match="a place of its own"):
        said(panel, order, [["1", "1", "2"]])
    said(panel, points, [{"1": 20, "2": 50, "3": 30}] * 5)
    said(panel, order, [["2", "1", "3"]] * 5)
    told = closed(study).report["items"]
    assert [told[str(points.pk)]["parts"][f"{points.pk}:{key}"]["median"] for key in "123"] == [20.0, 50.0, 30.0]
    assert told[str(order.pk)]["concordance"]["w"] == pytest.approx(1.0)


def test_an_answer_to_a_closed_round_is_refused_and_loses_nothing():
    study = a_study()
    item, panel = a_number(study), a_panel(study, 6)
    opened(study)
    said(panel, item, [4] * 6)
    closed(study)
    with pytest.raises(ValidationError, match="This round is closed"):
        answer(panel[0], item, value=5, today=timezone.localdate())
    opened(study)
    with pytest.raises(ValidationError, match="This round is closed"):
        answer(panel[0], item, value=5, today=timezone.localdate(), round_number=1)
    with pytest.raises(ValidationError, match="whole number from 1 to 7"):
        answer(panel[0], item, value=8, today=timezone.localdate())
    assert Answer.objects.count() == 6


def test_questions_stay_once_the_first_round_is_open_and_a_round_needs_questions_and_people():
    study, today = a_study(), timezone.localdate()
    with pytest.raises(ValidationError, match="asks nothing yet"):
        open_round(study, closes_on=today, today=today, by=None)
    item = a_number(study)
    with pytest.raises(ValidationError, match="Nobody is on the panel"):
        open_round(study, closes_on=today, today=today, by=None)
    a_panel(study, 1)
    opened(study)
    with pytest.raises(ValidationError, match="no longer compare"):
        save_item(study, item, by=None, text_en="Another?")


def test_who_has_not_agreed_or_has_left_does_not_answer():
    study = a_study()
    item = a_number(study)
    stranger = invite(study, name="New", email="new@example.org", by=None)
    opened(study)
    with pytest.raises(ValidationError, match="Agree to take part"):
        said([stranger], item, [4])
    leave(consent(stranger, on=timezone.localdate()), on=timezone.localdate())
    with pytest.raises(ValidationError, match="Agree to take part"):
        said([stranger], item, [4])


def test_the_panel_is_written_to_and_reminded_once(monkeypatch):
    study = a_study()
    item, panel = a_number(study), a_panel(study, 2)
    one = opened(study)
    said(panel[:1], item, [4])
    Round.objects.filter(pk=one.pk).update(closes_on=timezone.localdate())
    assert [jobs.keep_rounds(None)["reminded"] for _time in range(2)] == [1, 0]
    assert sorted(Letter.objects.values_list("template", "to_address")) == [
        ("delphi.reminder", "expert1@example.org"),
        ("delphi.round", "expert0@example.org"),
        ("delphi.round", "expert1@example.org"),
    ]


def test_the_audit_file_names_nobody_and_is_the_same_each_time():
    study = a_study()
    item, panel = a_number(study), a_panel(study, 6)
    opened(study)
    said(panel, item, [3, 4, 5, 5, 6, 7], argument="Because")
    closed(study)
    study = close_study(study, by=None)
    made = audit_file(study)
    texts = {name: zipfile.ZipFile(io.BytesIO(made)).read(name).decode() for name in zipfile.ZipFile(io.BytesIO(made)).namelist()}
    assert sorted(texts) == ["README.txt", "SHA256SUMS", "answers.csv", "rounds.json", "study.json"]
    assert not any("Expert" in text or "example.org" in text or study.secret in text for text in texts.values())
    assert (made == audit_file(study), texts["answers.csv"].count("\n")) == (True, 7)


def test_what_a_published_panel_finds_important_is_demand_and_its_experts_are_counted():
    study = a_study()
    important, unimportant = a_number(study, is_importance=True, text_en="Reading"), a_number(study, is_importance=True, text_en="Telex")
    panel = a_panel(study, 6)
    opened(study)
    said(panel, important, [6, 6, 7, 6, 5, 7])
    said(panel, unimportant, [1, 2, 1, 2, 1, 1])
    closed(study)
    assert important_items() == []
    publish_study(close_study(study, by=None), fingerprint="f", today=timezone.localdate(), by=None)
    assert [one.title for one in important_items()] == ["Reading"]
    year = Period.of_year(timezone.localdate().year)
    assert [measure(f"delphi.{code}").function(year, ASSOCIATION).value for code in ("experts", "studies_published")] == [6, 1]


def test_before_publication_a_study_is_for_those_who_keep_it_and_they_see_no_answers(client, make_user):
    study = a_study()
    item, panel = a_number(study), a_panel(study, 6)
    opened(study)
    said(panel, item, [3, 4, 5, 5, 6, 7], argument="My own reason")
    pages = [reverse(f"delphi:{name}", args=[study.pk]) for name in ("study", "panel", "audit")]
    assert [client.get(page).status_code for page in pages] == [302] * 3
    client.force_login(make_user("member"))
    assert [client.get(page).status_code for page in pages] == [403] * 3
    client.force_login(make_user("analyst"))
    answers = [client.get(page) for page in pages]
    assert [one.status_code for one in answers] == [200, 200, 404]
    assert not any("My own reason" in one.content.decode() for one in answers)


def test_a_published_panel_tells_the_radar_what_it_said_and_a_small_one_does_not():
    study = a_study()
    item, few = a_number(study, text_en="Reading"), a_number(study, text_en="Telex")
    panel = a_panel(study, 6)
    opened(study)
    said(panel, item, [2, 5, 5, 6, 6, 7])
    said(panel[:4], few, [1, 1, 1, 1])
    closed(study)
    assert list(told_to_radar()) == []
    publish_study(close_study(study, by=None), fingerprint="f", today=timezone.localdate(), by=None)
    (told,) = told_to_radar()
    assert (told.title, [(fact.name, fact.value) for fact in told.facts][:3]) == (
        "Reading",
        [("median", 5.5), ("lower quartile", 5.0), ("upper quartile", 6.0)],
    )
    assert told.facts[-1].value == 6
