"""Results, weights, free texts, releases, downloads, measures."""

import json
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sextant.base.jobs.worker import perform_here
from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.base.measures.waiting import tasks_of
from sextant.base.search.models import Entry
from sextant.society.concepts.demand import sources
from sextant.society.concepts.models import Concept, Label
from sextant.society.members.tests.factories import PersonFactory
from sextant.society.surveys import states
from sextant.society.surveys.actions.findings import code_text, publish, release_content, weigh
from sextant.society.surveys.actions.surveys import close_survey, fingerprint_of
from sextant.society.surveys.models import Response, TextCode, Weighting
from sextant.society.surveys.telling import told_to_radar
from sextant.society.surveys.tests.factories import answered, closed, opened

pytestmark = pytest.mark.django_db
HALF = {"margins": {"goes": {"shares": {"yes": 50.0, "no": 50.0}, "source": "A census"}}, "low": 0.2, "high": 5.0}


def page(name, *args):
    return reverse(f"surveys:{name}", args=args)


def weighed(survey, targets=HALF):
    perform_here(weigh(survey, targets=targets, by=None).job)
    return Weighting.objects.get()


def concept(code="c0001", label="доступность"):
    found = Concept.objects.create(code=code, label_ru=label)
    Label.objects.create(concept=found, language="ru", kind="pref", text=label, folded=label)
    return found


def test_a_weighting_is_computed_by_its_job_and_shown_beside_the_plain_shares(client, make_user):
    survey = closed(yes=12, no=8)
    weighting = weighed(survey)
    # 12 and 8 of 20, half each: 10/12 and 10/8; Σw² = 12 × 0.694444 + 8 × 1.5625 = 20.8333; 20 × 20.8333 / 400 = 1.041667
    assert sorted({round(one, 6) for one in weighting.weights.values()}) == [0.833333, 1.25]
    assert (weighting.report["converged"], round(weighting.report["design_effect"], 6)) == (True, 1.041667)
    client.force_login(make_user("secretary"))
    shown = client.get(page("answers", survey.code)).content.decode()
    assert "60.0%" in shown
    assert "50.0%" in shown


def test_targets_without_anybody_to_stand_for_them_are_refused_with_the_group():
    survey = closed(yes=12, no=0)
    weighting = weighed(survey)
    assert (weighting.outcome, weighting.sentence_en) == (
        "refused",
        "Nobody answered “no” of goes, so nobody can stand for it. Join that category with a neighbouring one, or leave goes out.",
    )


def test_targets_on_the_screen_add_up_and_name_their_source(client, make_user):
    client.force_login(make_user("secretary"))
    survey = closed()
    wrong = client.post(page("weights", survey.code), {"goes:yes": "50", "goes:no": "40", "low": "0.2", "high": "5"})
    assert wrong.status_code == 400
    assert "add up to 90 %" in wrong.content.decode()
    assert "Say where the figures come from" in wrong.content.decode()
    right = {"goes:yes": "50", "goes:no": "50", "goes:source": "A census", "low": "0.2", "high": "5"}
    assert client.post(page("weights", survey.code), right).url == page("weighting", Weighting.objects.get().pk)
    assert client.get(page("weighting", Weighting.objects.get().pk)).status_code == 200


def test_a_release_holds_no_small_cell_no_word_and_rebuilds_to_the_same_bytes():
    survey = closed(yes=12, no=8)
    weighed(survey)
    release = publish(survey, note="", by=None)
    survey.refresh_from_db()
    assert survey.state == states.PUBLISHED
    assert fingerprint_of(release_content(survey)) == release.fingerprint == fingerprint_of(release.content)
    assert "Too far away" not in json.dumps(release.content)
    assert release.content["results"][0]["options"][0]["weighted"]["value"] == 0.5
    with pytest.raises(ValidationError, match="Nothing has changed since release 1"):
        publish(survey, note="", by=None)


def test_few_people_in_an_answer_are_withheld_on_the_public_page(client):
    survey = opened()
    answered(survey, 20)
    answered(survey, 3, goes="no", why="A rare reason")
    publish(close_survey(survey, by=None, now=timezone.now()), note="", by=None)
    shown = client.get(page("results", survey.code)).content.decode()
    assert "withheld" in shown
    assert "A rare reason" not in shown
    assert client.get(page("release", survey.code)).content.decode() == json.dumps(
        survey.releases.get().content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_published_results_stay_what_they_were_when_answers_change(client):
    survey = closed(yes=12, no=8)
    publish(survey, note="", by=None)
    before = client.get(page("results", survey.code), {"by": "goes"}).content
    Response.objects.filter(survey=survey).update(answers={"goes": "no"})
    after = client.get(page("results", survey.code), {"by": "goes"}).content
    assert [one for one in before.split() if b"csrf" not in one] == [one for one in after.split() if b"csrf" not in one]


def test_results_are_narrowed_and_crossed_by_the_address(client, make_user):
    client.force_login(make_user("secretary"))
    survey = closed(yes=12, no=8)
    assert "8 answers" in client.get(page("answers", survey.code), {"where": "goes:no"}).content.decode()
    assert "Beside: Do you go?" in client.get(page("answers", survey.code), {"by": "goes"}).content.decode()
    assert client.get(page("answers", survey.code), {"where": "nonsense", "by": "nothing"}).status_code == 200


def test_a_page_of_results_asks_the_database_as_often_for_three_as_for_thirty(client, make_user):
    client.force_login(make_user("secretary"))
    counts = []
    for code, number in (("few", 3), ("many", 30)):
        closed(code, yes=number, no=0)
        with CaptureQueriesContext(connection) as asked:
            client.get(page("answers", code))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15


def test_free_texts_are_coded_to_concepts_and_become_demand(client, make_user):
    client.force_login(make_user("secretary"))
    survey, found = closed(yes=5, no=6), concept()
    for response in survey.responses.filter(answers__why="Too far away"):
        assert client.post(page("code_answer", survey.code, response.pk, "why"), {"concepts": "c0001"}).status_code == 302
    assert TextCode.objects.filter(concept=found).count() == 6
    shown = client.get(page("answers", survey.code)).content.decode()
    assert "доступность" in shown
    source = next(one for one in sources() if one.name == "survey-answers")
    texts = list(source.texts())
    assert [(one.text, one.url) for one in texts] == [("Too far away\nдоступность", "")] * 6
    assert source.of([one.key for one in texts]) == []


def test_codes_of_a_text_are_replaced_not_added():
    survey = closed(yes=5, no=1)
    response = survey.responses.get(answers__goes="no")
    for chosen in ([concept("c0001", "а"), concept("c0002", "б")], [Concept.objects.get(code="c0002")]):
        code_text(response, question="why", concepts=chosen, by=None)
    assert [one.concept.code for one in response.codes.all()] == ["c0002"]
    with pytest.raises(ValidationError):
        code_text(response, question="liked", concepts=[], by=None)


def test_answers_download_row_by_row_without_names_where_the_survey_is_anonymous(client, make_user):
    client.force_login(make_user("secretary"))
    survey = closed(yes=1, no=1)
    lines = b"".join(client.get(page("answers_file", survey.code), {"format": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "language,goes,why,liked"
    assert sorted(lines[1:]) == ["en,no,Too far away,", "en,yes,,3"]


def test_the_codebook_tells_columns_and_codes_in_both_languages(client):
    survey = opened()
    answer = client.get(page("codebook", survey.code), {"format": "xlsx"})
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0).to_python()
    assert rows[1] == ["goes", "yesno", "", "Ходите?", "Do you go?", True]
    assert rows[2][:5] == ["goes", "", "yes", "Да", "Yes"]
    assert client.get(page("codebook", survey.code), {"format": "exe"}).status_code == 400


def test_measures_count_surveys_answers_and_the_rate_of_those_who_were_asked(make_user):
    survey = closed(yes=12, no=8)
    survey.asked = 80
    survey.save()
    publish(survey, note="", by=None)
    closed("by-link", yes=5, no=0)
    period = Period.of_year(timezone.localdate().year)
    figures = {code: measure(f"surveys.{code}").function(period, ASSOCIATION) for code in ("surveys_published", "answers_received", "response_rate")}
    assert {code: one.value for code, one in figures.items()} == {"surveys_published": 1, "answers_received": 25, "response_rate": 25}
    assert figures["response_rate"].source.count_and_fingerprint()[0] == 1
    assert measure("surveys.response_rate").function(period, Scope("region", "1")).status == "not_collected"


def test_surveys_wait_for_members_and_closed_ones_for_the_office(make_user):
    survey = opened(audience=states.MEMBERS)
    member = make_user("member")
    PersonFactory(user=member, email=member.email)
    assert [one.url for one in tasks_of(member)] == [survey.get_absolute_url()]
    closed("over")
    assert page("manage", "over") in [one.url for one in tasks_of(make_user("secretary"))]


def test_published_results_can_be_found():
    publish(closed(), note="", by=None)
    assert [(one.title_en, one.audience) for one in Entry.objects.filter(kind="survey")] == [("A survey", "public")]


def test_a_published_survey_tells_the_radar_its_leading_answers():
    survey = closed(yes=12, no=8)
    assert list(told_to_radar()) == []
    publish(survey, note="", by=None)
    (told,) = told_to_radar()
    assert (told.key, told.url) == ("survey:readers", page("results", "readers"))
    # 12 of 20 said yes; all twelve gave a 3
    assert [(fact.name, fact.value) for fact in told.facts] == [
        ("people who answered", 20),
        ("Do you go? — Yes", 0.6),
        ("Do you like it? — 3", 1.0),
    ]
