"""What readers see of an edition: figures that open to their works, weights that answer, and the same figures again from the recipe."""

import io
import json
import zipfile
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.lab.observatory.commands import observatory
from sextant.society.concepts import judgements
from sextant.society.concepts.judgements import Judgement
from sextant.work.observatory.actions.editions import publish_edition, withdraw_edition
from sextant.work.observatory.models import Analysis
from sextant.work.observatory.queries.ranking import packed, ranking, unpacked
from sextant.work.observatory.queries.telling import told_to_radar, works_by_concept
from sextant.work.observatory.tests.factories import corpus_of, imported, made, published

pytestmark = pytest.mark.django_db
PAGES = ("", "map/", "themes/", "bursts/", "priorities/", "forecasts/", "concepts/", "works/", "method/")
MOST_QUERIES = 15


@pytest.fixture
def edition(settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    return published()


@pytest.fixture
def first(edition):
    """The concept with the most works."""
    return Analysis.objects.get(edition=edition, name="topics").rows[0]["concept"]


def test_a_published_edition_is_open_to_everybody_with_few_questions_to_the_database(client, edition, first):
    for page in (*PAGES, f"concepts/{first}/"):
        for language in ("ru", "en"):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(f"/{language}/observatory/field/1/{page}").status_code == 200, page
            assert len(asked) <= MOST_QUERIES, (page, len(asked))


def test_an_edition_that_is_not_published_is_seen_by_its_keepers_only(client, make_user, settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    corpus = corpus_of()
    imported(corpus)
    made(corpus)
    for page in PAGES:
        assert client.get(f"/en/observatory/field/1/{page}").status_code == 302
    client.force_login(make_user("member"))
    assert client.get("/en/observatory/field/1/priorities/?format=json").status_code == 403
    client.force_login(make_user("analyst"))
    assert "This edition is not public" in client.get("/en/observatory/field/1/").content.decode()


def test_a_withdrawn_edition_is_nowhere(client, edition):
    withdraw_edition(edition, by=None)
    assert "field/1" not in client.get("/en/observatory/").content.decode()
    assert client.get("/en/observatory/field/").status_code == 404


def test_the_number_of_works_opens_to_exactly_those_works(client, edition, first):
    row = Analysis.objects.get(edition=edition, name="topics").row_of(first)
    rows = json.loads(b"".join(client.get(f"/en/observatory/field/1/concepts/{first}/?format=json").streaming_content))
    assert len(rows) == row["works"]
    year, number = next((year, number) for year, number in row["by_year"].items() if number)
    rows = json.loads(b"".join(client.get(f"/en/observatory/field/1/concepts/{first}/?format=json&year={year}").streaming_content))
    assert len(rows) == number
    assert client.get("/en/observatory/field/1/concepts/c9999/").status_code == 404


def test_experts_stand_beside_the_reckoning(client, edition, monkeypatch):
    first = Analysis.objects.get(edition=edition, name="priorities").rows[0]["concept"]
    said = Judgement(first, "How important?", "The library of 2036", "/delphi/1/", date(2027, 3, 1), 12, 1, 7, 6.5, 6.0, 7.0, 0.75, 3, ("Not so.",))
    monkeypatch.setattr(judgements, "_sources", [lambda codes: [said] if first in codes else []])
    ranked = client.get("/en/observatory/field/1/priorities/").content.decode()
    assert "Experts: 6.5 on a scale from 1 to 7; 3 of 12 see it otherwise." in ranked
    assert ranked.count("see it otherwise") == 1
    page = client.get(f"/en/observatory/field/1/concepts/{first}/").content.decode()
    assert [words in page for words in ("What experts say", "6.5", "75%", "Not so.", "The library of 2036")] == [True] * 5


def test_weights_change_the_ranking_at_once(client, edition):
    usual = client.get("/en/observatory/field/1/priorities/?format=json")
    moved = client.get("/en/observatory/field/1/priorities/?format=json&growth=0&burst=0&novelty=5&uptake=0&gap=0")
    usual, moved = (json.loads(b"".join(one.streaming_content)) for one in (usual, moved))
    assert [row["concept"] for row in usual] != [row["concept"] for row in moved]
    assert [row["score"] for row in moved] == sorted((row["score"] for row in moved), reverse=True)
    assert all(row["adds.novelty"] == pytest.approx(row["score"], abs=0.01) for row in moved)


@pytest.mark.parametrize("asked", ["growth=0&burst=0&novelty=0&uptake=0&gap=0", "growth=x", "growth=99", "growth=-1"])
def test_weights_that_say_nothing_are_answered_with_a_sentence(client, edition, asked):
    page = client.get(f"/en/observatory/field/1/priorities/?{asked}")
    assert page.status_code == 200
    assert "<table" in page.content.decode() or "notice--warn" in page.content.decode()


def test_the_ranking_kept_is_the_ranking_of_the_usual_weights(edition):
    analysis = Analysis.objects.get(edition=edition, name="priorities")
    found, _notes = ranking(analysis)
    assert [(one.concept, one.score, one.low, one.high) for one in found] == [
        (row["concept"], row["score"], row["low"], row["high"]) for row in analysis.rows
    ]
    assert packed(unpacked(analysis.extra["shares"])) == analysis.extra["shares"]


def test_the_recipe_makes_the_same_figures_again(client, edition, tmp_path):
    answer = client.get("/en/observatory/field/1/method/?file=recipe")
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path / "again")
    (tmp_path / "again" / "store").symlink_to(edition.corpus.folder)
    told = CliRunner().invoke(observatory, ["run", str(tmp_path / "again" / "recipe.toml")])
    assert told.exit_code == 0, told.output
    assert json.loads(told.output)["fingerprint"] == edition.fingerprint
    for file, name in (("05-priorities-en", "priorities"), ("01-topics-en", "topics"), ("06-forecast-en", "forecast")):
        again = json.loads((tmp_path / "again" / "figures" / f"{file}.json").read_text(encoding="utf-8"))
        kept = json.loads(json.dumps(Analysis.objects.get(edition=edition, name=name).rows))
        for row in kept:
            row.pop("asked", None)
        assert again == kept, name


def test_works_are_found_by_title_and_author(client, edition):
    page = client.get("/en/observatory/field/1/works/?q=Lakeside").content.decode()
    assert "Lakeside" in page
    assert "No works" in client.get("/en/observatory/field/1/works/?q=nobody-is-called-so").content.decode()


def test_every_other_analysis_is_shown_or_its_absence_explained(client, settings, tmp_path):
    settings.SEXTANT_HOME = tmp_path
    corpus = corpus_of()
    imported(corpus)
    edition = publish_edition(made(corpus, others=True), note={}, by=None)
    names = set(edition.analyses.values_list("name", flat=True))
    assert {"dynamics", "profiles-authors", "laws-authors", "topicmodel", "map-authors-coauthorship"} <= names
    page = client.get("/en/observatory/field/1/more/").content.decode()
    assert "What this corpus does not allow" in page
    for name in ("dynamics", "profiles-authors", "laws-authors", "map-authors-coauthorship"):
        assert "<table" in client.get(f"/ru/observatory/field/1/more/{name}/").content.decode()
        assert client.get(f"/ru/observatory/field/1/more/{name}/drawing.svg").content.startswith(b"<svg")
    assert client.get("/en/observatory/field/1/more/sources/").status_code == 404
    assert client.get("/en/observatory/field/1/more/spectroscopy/drawing.svg").status_code == 404


def test_bursts_that_last_and_turns_are_told_to_the_radar_with_the_works_behind_them(client, edition):
    bursts = Analysis.objects.get(edition=edition, name="bursts")
    lasting = {row["concept"] for row in bursts.rows if row["end"] >= edition.last_year}
    topics = Analysis.objects.get(edition=edition, name="topics")
    first = topics.rows[0]["concept"]
    # a planted turn: three years with many works on the concept, three with none, three with many, of about forty works a year
    years = range(edition.last_year - 8, edition.last_year + 1)
    topics.rows[0]["by_year"] = {str(year): (0 if 3 <= place < 6 else 20) for place, year in enumerate(years)}
    topics.save()
    told = {one.key: one for one in told_to_radar()}
    assert {key.split(":")[2] for key in told if key.startswith("burst:")} == lasting
    turn = told[f"turn:field:{first}"]
    assert (turn.facts[1].value, "fell and now rises" in turn.about) == (0.0, True)
    assert {client.get(fact.url.partition("#")[0]).status_code for one in told.values() for fact in one.facts} == {200}
    withdraw_edition(edition, by=None)
    assert list(told_to_radar()) == []


def test_works_by_concept_and_year_are_counted_for_watch_lists_until_the_edition_is_withdrawn(client, edition):
    counted = {one.concept: one for one in works_by_concept()}
    row = Analysis.objects.get(edition=edition, name="topics").rows[0]
    one = counted[row["concept"]]
    assert (one.key, one.last, sum(one.by_year.values())) == (f"field:{row['concept']}", edition.last_year, row["works"])
    dated = edition.held_works.filter(year__isnull=False)
    assert (sum(one.totals.values()), one.totals[edition.last_year]) == (dated.count(), dated.filter(year=edition.last_year).count())
    assert client.get(one.url).status_code == 200
    withdraw_edition(edition, by=None)
    assert list(works_by_concept()) == []
