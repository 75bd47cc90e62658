"""A series does not change its meaning in silence: charts and tables say where, and by which rule earlier figures go on."""

import pytest
from django.utils.translation import override

from sextant.lab.returns.questionnaires import load
from sextant.lab.returns.questionnaires.changing import Change, applied, numbered
from sextant.lab.returns.questionnaires.writing import written
from sextant.work.returns.actions.forecasts import declare_break
from sextant.work.returns.models import Library, SurveyTerm
from sextant.work.returns.queries.notions import notions_of
from sextant.work.returns.tests.factories import run_import, write_table
from sextant.work.returns.tests.questionnaires import brought
from sextant.work.returns.tests.rounds import collection_with, opened

pytestmark = pytest.mark.django_db
HEAD = "GROUP,INDICATOR,SHORTNAME,VALID_FROM,VALID_UNTIL,REPLACED_BY,RULE,NOTE_EN,NOTE_RU"
BRIDGED = "Use,Loans at the desk,TOTCIR,,2018,ALLCIR,TOTCIR * 1.5,Renewals count now,Учитываются и продления"
BROKEN = "Use,Visits by hand,VISITS,,2018,GATE,,Counted by gates,Считают турникеты"
LATER = ("Use,All loans,ALLCIR,2019,,,,,", "Use,Visits through gates,GATE,2019,,,,,")


@pytest.fixture
def held(tmp_path):
    """Three years, and the survey's own list, in which two variables were replaced after 2018."""
    for year in (2017, 2018, 2020):
        collection = run_import(write_table(tmp_path, f"pls_fy{year}.csv")).collection
    path = tmp_path / "key.csv"
    path.write_text("\n".join([HEAD, BRIDGED, BROKEN, *LATER, ""]), encoding="utf-8")
    assert run_import(path).state == "done"
    return collection


def test_the_surveys_own_list_tells_years_successor_and_rule(held):
    term = SurveyTerm.objects.get(code="TOTCIR")
    assert (term.variable, term.valid_until, term.replaced_by, term.rule, term.note_ru) == (
        *("loans", 2018, "ALLCIR"),
        *("TOTCIR * 1.5", "Учитываются и продления"),
    )
    with override("en"):
        (loans,), (visits,) = notions_of(held).of(["loans"]), notions_of(held).of(["visits"])
    assert (loans.year, loans.bridged, loans.reason) == (
        *(2019, True),
        "“All loans” took the place of “Loans at the desk”; earlier figures go on as “Loans at the desk” × 1.5: Renewals count now",
    )
    assert (visits.year, visits.bridged, visits.reason) == (
        *(2019, False),
        "“Visits through gates” took the place of “Visits by hand”, and earlier figures are not to be compared: Counted by gates",
    )


def test_a_list_with_a_wrong_bridge_is_refused_whole_and_says_where(held, tmp_path, client, make_user):
    path = tmp_path / "key.csv"
    path.write_text("\n".join([HEAD, BRIDGED.replace("TOTCIR * 1.5", "TOTCIR + RENEWED"), *LATER, ""]), encoding="utf-8")
    work = run_import(path)
    client.force_login(make_user("analyst"))
    page = client.get(f"/ru/returns/imports/{work.pk}/").content.decode()
    assert (work.state, SurveyTerm.objects.get(code="TOTCIR").rule) == ("refused", "TOTCIR * 1.5")
    assert "в правиле названо то, о чём в 2018 году не спрашивали: RENEWED" in page


def test_chart_and_table_of_an_indicator_mark_the_year_and_tell_the_rule(client, held):
    page = client.get("/en/returns/collections/pls/indicators/loans_per_head/").content.decode()
    assert page.count("break of 2019") >= 1
    row = next(part for part in page.split("<tr>") if ">2020</a>" in part and 'scope="row"' in part)
    assert ("From 2019 on:" in row, "earlier figures go on as “Loans at the desk” × 1.5" in row) == (True, True)
    other = client.get("/en/returns/collections/pls/indicators/population_per_branch/")
    assert other.status_code == 404 or "From 2019 on" not in other.content.decode()


def test_only_a_change_without_a_rule_cuts_the_line(client, held):
    found = {}
    for code in ("loans", "visits"):
        page = client.get(f"/en/returns/collections/pls/variables/{code}/").content.decode()
        found[code] = page.count('class="chart__line"'), "From 2019 on:" in page
    assert found == {"loans": (1, True), "visits": (2, True)}


def test_a_librarys_page_marks_the_cell_and_an_embedded_chart_the_year(client, held):
    library = Library.objects.get(key="AK0001")
    page = client.get(f"/en/returns/libraries/{library.pk}/").content.decode()
    assert page.count('<details class="broken">') == 2
    frame = client.get("/ru/returns/embed/pls/visits_per_head/years/").content.decode()
    assert ("разрыв 2019" in frame, "Считают турникеты" in frame) == (True, True)


def test_a_declared_break_is_marked_on_the_series_that_it_concerns_alone(client, held):
    declare_break(held, year=2018, reason_en="Counted anew", reason_ru="Посчитано заново", region="AL", by=None)
    found = {}
    for path in ("regions/AL/", "regions/AK/", "indicators/visits_per_head/"):
        found[path] = "Counted anew" in client.get(f"/en/returns/collections/pls/{path}").content.decode()
    assert found == {"regions/AL/": True, "regions/AK/": False, "indicators/visits_per_head/": False}


def test_versions_of_a_questionnaire_tell_what_took_the_place_of_what_and_what_was_reworded(db):
    collection = collection_with(1)
    opened(collection=collection)
    gates = Change("change", "visits", continuity="bridge", formula="visits * 1.2", note_en="Counted by gates.", note_ru="Считают турникеты.")
    reworded = Change("change", "loans", fields={"definition_en": "Everything lent.", "definition_ru": "Всё выданное."})
    asked = applied(applied(load("public"), gates, 2027), reworded, 2027)
    brought(text=written(numbered(asked, "2027.1", 2027)))
    with override("en"):
        found = notions_of(collection).changed
    assert {key: [(one.year, one.bridged) for one in rows] for key, rows in found.items()} == {
        "visits": [(2027, True)],
        "visits_2027": [(2027, True)],
        "loans": [(2027, True)],
    }
    assert "earlier figures go on as “Visits” × 1.2: Counted by gates." in str(found["visits"][0].reason)
    assert "the definition was reworded: “" in str(found["loans"][0].reason)
    assert "became “Everything lent.”" in str(found["loans"][0].reason)


def test_pages_ask_the_database_a_few_times(client, held, django_assert_max_num_queries):
    for path in ("collections/pls/indicators/loans_per_head/", "collections/pls/variables/loans/", f"libraries/{Library.objects.first().pk}/"):
        with django_assert_max_num_queries(15):
            client.get(f"/en/returns/{path}")
