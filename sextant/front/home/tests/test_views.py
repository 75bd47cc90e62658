"""The home page, the search and the desk: what visitors see, and what they must not."""

import pytest

from sextant.base.measures import waiting
from sextant.base.measures.waiting import Task
from sextant.base.search.actions import index
from sextant.society.agenda.actions import load_shipped_agenda
from sextant.society.agenda.models import Contribution, Guideline, Initiative
from sextant.society.members.models import Section

pytestmark = pytest.mark.django_db


def make_initiative(title: str, *, is_public: bool = True) -> Initiative:
    section = Section.objects.get_or_create(code="s", defaults={"name_ru": "Секция", "name_en": "Section"})[0]
    initiative = Initiative.objects.create(title_en=title, section=section, state="running", is_public=is_public)
    Contribution.objects.create(initiative=initiative, guideline=Guideline.objects.first(), is_home=True)
    index(initiative)
    return initiative


def test_an_empty_site_says_what_to_do(client):
    page = client.get("/en/").content.decode()
    assert ("There is no agenda yet" in page, "sextant agenda load" in page) == (True, True)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_home_page_draws_six_sectors_and_27_guidelines_as_links(client, language):
    load_shipped_agenda()
    page = client.get(f"/{language}/")
    assert len(page.context["dial"].sectors) == 6
    assert {segment.url for segment in page.context["dial"].segments} >= {f"/{language}/agenda/i/1/", f"/{language}/agenda/vi/3/"}
    assert len(page.context["dial"].segments) == 27


def test_private_work_is_neither_named_nor_counted_on_the_home_page(client, make_user):
    load_shipped_agenda()
    make_initiative("Secret work", is_public=False)
    seen = client.get("/en/")
    assert ("Secret work" in seen.content.decode(), seen.context["numbers"]["running"]) == (False, 0)
    client.force_login(make_user("secretary"))
    assert client.get("/en/").context["numbers"]["running"] == 1


def test_the_home_page_needs_the_same_number_of_queries_for_one_initiative_and_for_three(client, django_assert_max_num_queries):
    load_shipped_agenda()
    make_initiative("One")
    client.get("/en/")
    with django_assert_max_num_queries(20) as one:
        client.get("/en/")
    make_initiative("Two"), make_initiative("Three")
    with django_assert_max_num_queries(len(one)):
        client.get("/en/")


def test_the_search_finds_guidelines_but_not_private_work(client):
    load_shipped_agenda()
    make_initiative("Reading secretly", is_public=False)
    page = client.get("/en/search/?q=reading").content.decode()
    assert ("secretly" in page, "guideline" in page.lower()) == (False, True)


def test_a_search_without_hits_says_what_to_try(client):
    assert "Nothing was found" in client.get("/en/search/?q=qqqqqqqq").content.decode()


def test_the_desk_is_for_those_who_have_logged_in(client):
    assert client.get("/en/desk/").status_code == 302


def test_the_desk_shows_ones_own_tasks_under_their_headings(client, make_user):
    user = make_user()

    def teller(asking):
        return [Task("Sign the letter", "/en/", None, "Letters")] if asking == user else [Task("Other's task", "/en/")]

    waiting.register(teller)
    client.force_login(user)
    page = client.get("/en/desk/").content.decode()
    waiting._tellers.remove(teller)
    assert ("Sign the letter" in page, "Letters" in page, "Other" in page.split("<main")[1]) == (True, True, False)


def test_a_visitor_reads_what_the_association_is_and_how_to_join(client, make_user):
    load_shipped_agenda()
    link = 'href="/en/members/join/"'
    assert ("The association unites" in client.get("/en/").text, link in client.get("/en/").text) == (True, True)
    client.force_login(make_user())
    assert link not in client.get("/en/").text


def test_the_office_finds_its_tools_on_the_desk_and_others_do_not(client, make_user):
    client.force_login(make_user("secretary"))
    assert 'href="/en/members/memberships/"' in client.get("/en/desk/").text
    client.force_login(make_user())
    assert 'href="/en/members/memberships/"' not in client.get("/en/desk/").text
