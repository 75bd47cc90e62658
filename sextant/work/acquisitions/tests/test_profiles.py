"""A profile is what the titles say: every cell opens to exactly its titles, and strangers see it only where the library opened it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.society.members import award_lists
from sextant.society.members.award_lists import AwardEntry, AwardList
from sextant.work.acquisitions.actions.collections import Children, save_collection, save_population
from sextant.work.acquisitions.actions.profiles import start_profile
from sextant.work.acquisitions.models import Collection, Title
from sextant.work.acquisitions.queries.profiles import Reading, question
from sextant.work.acquisitions.queries.section import gaps_over, libraries_counted
from sextant.work.acquisitions.tests.factories import BOOKS, brought, collection_of, marc, profiled, representative, whole_isbn, worked

pytestmark = pytest.mark.django_db
PARTS = ("", "age/", "use/", "readers/", "lists/", "topics/", "method/")
MOST_QUERIES = 15
MEDAL = AwardList(
    "medal", "Медаль", "Medal", "the jury", (AwardEntry(whole_isbn(BOOKS[0][0]), "Море", "", 2022), AwardEntry("", "Not held", "Nobody", 2021))
)


@pytest.fixture(autouse=True)
def media(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(award_lists, "_providers", [lambda: [MEDAL]])


def test_every_cell_of_every_table_opens_to_exactly_its_titles(client, make_user):
    collection = profiled()
    client.force_login(make_user("secretary"))
    looked = 0
    for name in collection.profile.tables:
        for cell in collection.profile.cells(name) if name not in ("eligible", "lists", "notes") else []:
            asked = {key: value or "none" for key, value in question(name, cell).items()}
            page = client.get(f"/en/acquisitions/{collection.pk}/titles/", asked)
            assert page.context["page"].count == cell["titles"], (name, cell, asked)
            looked += 1
    assert looked > 40


def test_addresses_of_cells_are_those_of_the_list():
    collection = profiled()
    reading = Reading(collection.profile, "/en/titles/", True)
    url = reading.url("gap_map", {"age": "7-10", "language": "tat", "region": "Centre", "titles": 1})
    assert parse_qs(urlsplit(url).query) == {"stand": ["held"], "suits": ["7-10"], "language": ["tat"], "place": ["Centre"]}


def test_the_figures_are_those_of_the_definitions():
    profile = profiled().profile
    first = next(cell for cell in profile.cells("provision") if cell["age"] == "7-10")
    assert (first["numerator"], first["denominator"], first["value"]) == (11, 253, round(11 / 253, 5))
    dead = {cell["class"]: (cell["numerator"], cell["denominator"]) for cell in profile.cells("dead_stock")}
    assert dead["udc 9"] == (2, 2)
    coverage = profile.cells("award_coverage")[0]
    assert (coverage["award"], coverage["numerator"], coverage["denominator"]) == ("medal", 1, 2)
    topics = {cell["topic"]: cell for cell in profile.cells("topic_balance")}
    assert topics["folklore"]["numerator"] == 2
    assert topics["folklore"]["low"] < topics["folklore"]["value"] < topics["folklore"]["high"]


def test_pages_are_open_to_everybody_only_where_the_library_opened_them(client, make_user):
    collection = profiled()
    for part in PARTS:
        assert client.get(f"/en/acquisitions/{collection.pk}/profile/{part}").status_code == 302
    assert client.get(f"/en/acquisitions/{collection.pk}/titles/").status_code == 302
    client.force_login(make_user("member"))
    answer = client.get(f"/en/acquisitions/{collection.pk}/titles/?format=csv")
    assert (answer.status_code, BOOKS[0][1] in answer.content.decode()) == (403, False)
    save_collection(collection, by=None, is_public=True)
    for part in PARTS:
        for language in ("ru", "en"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"/{language}/acquisitions/{collection.pk}/profile/{part}").status_code == 200, part
            assert len(asked) <= MOST_QUERIES, (part, len(asked))


def test_an_open_profile_tells_strangers_neither_loans_nor_few_children(client, make_user):
    collection = profiled(is_public=True)
    client.force_login(make_user("member"))
    page = client.get(f"/en/acquisitions/{collection.pk}/profile/readers/").content.decode()
    assert "fewer than five children" in page
    titles = b"".join(client.get(f"/en/acquisitions/{collection.pk}/titles/?format=csv").streaming_content).decode()
    assert (BOOKS[0][1] in titles, "loans" in titles) == (True, False)
    idle = client.get(f"/en/acquisitions/{collection.pk}/titles/?stand=idle")
    assert idle.context["page"].count == len(BOOKS)
    table = b"".join(client.get(f"/en/acquisitions/{collection.pk}/profile/readers/?table=gap_map&format=csv").streaming_content).decode()
    assert "any language" not in table
    assert [line for line in table.splitlines() if "English" in line and ",3," in line] == []
    assert client.get(f"/en/acquisitions/{collection.pk}/").status_code == 403


def test_what_a_list_lacks_is_shown_beside_what_the_library_has(client, make_user):
    collection = profiled()
    client.force_login(make_user("secretary"))
    page = client.get(f"/en/acquisitions/{collection.pk}/profile/lists/medal/?which=lacking")
    assert [row["title"] for row in page.context["page"]] == ["Not held"]
    awarded = client.get(f"/en/acquisitions/{collection.pk}/titles/?award=medal&stand=held")
    assert [row.title for row in awarded.context["page"]] == [BOOKS[0][1]]


def test_a_newer_catalogue_without_a_profile_shuts_the_cells_of_the_older_one(client, make_user):
    collection = profiled()
    brought(collection, marc(BOOKS[:2]))
    collection = Collection.objects.with_all().get(pk=collection.pk)
    assert collection.profile.run_id == collection.current_id
    earlier = collection.imports.order_by("pk").first()
    Collection.objects.filter(pk=collection.pk).update(current=earlier)
    client.force_login(make_user("secretary"))
    page = client.get(f"/en/acquisitions/{collection.pk}/profile/age/").content.decode()
    assert "of an earlier catalogue" in page
    assert "/titles/?stand" not in page


def test_a_profile_made_anew_takes_the_children_into_account():
    collection = collection_of()
    brought(collection, tables=True)
    collection.refresh_from_db()
    assert collection.profile.cells("gap_map") == []
    save_population(collection, [Children(7, 10, 10, "tat", "Centre")], by=None)
    start_profile(collection, by=None)
    worked()
    collection.refresh_from_db()
    assert [(cell["language"], cell["numerator"]) for cell in collection.profile.cells("gap_map")] == [("tat", 2)]
    assert Title.objects.filter(run=collection.current_id, is_idle=True).count() > 0


def test_gaps_over_libraries_need_three_of_them_that_agreed():
    for number in range(3):
        profiled(shares=number < 2)
    assert gaps_over(libraries_counted()) == []
    Collection.objects.update(shares=True)
    gaps = gaps_over(libraries_counted())
    assert {(gap.age, gap.language, gap.children) for gap in gaps if gap.language == "Tatar"} == {("7–10 years", "Tatar", 150)}
    assert [gap for gap in gaps if gap.children < 5] == []


def test_the_page_of_the_section_is_for_the_section(client, make_user):
    profiled(shares=True)
    secret = profiled(name="Secret")
    assert client.get("/en/acquisitions/section/").status_code == 302
    user = make_user("member")
    representative(user)
    client.force_login(user)
    assert client.get("/en/acquisitions/section/").status_code == 403
    client.force_login(make_user("secretary"))
    page = client.get("/en/acquisitions/section/").content.decode()
    assert ("Whole library" in page, str(secret) in page) == (True, False)
