"""What libraries, officers of regions and the office see of the returns that are collected, and what they do not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from sextant.base.permissions.models import Grant
from sextant.work.returns import rules, states
from sextant.work.returns.actions.answers import save_answers
from sextant.work.returns.answering import Given
from sextant.work.returns.models import FilledVariable, Filling, ImputedValue, Library, Round, Submission, YearRelease
from sextant.work.returns.queries.maps import places
from sextant.work.returns.queries.questions import questionnaire_of
from sextant.work.returns.queries.rounds import RegionRow, by_region
from sextant.work.returns.tests.rounds import (
    YEAR,
    acting_for,
    certified,
    collection_with,
    filled,
    officer_of,
    opened,
    region,
    sent,
    submission_of,
    worked,
)

pytestmark = pytest.mark.django_db


def page(name, *args, question=""):
    return reverse(f"returns:{name}", args=args) + question


@pytest.fixture
def world(make_user):
    """A round of two libraries; one has somebody who acts for it, and another region has its own officer."""
    work = opened(2)
    row = submission_of(work)
    users = {
        "librarian": acting_for(make_user(email="anna@example.org"), row.organisation),
        "neighbour": acting_for(make_user(email="boris@example.org"), submission_of(work, "T002").organisation),
        "officer": officer_of(make_user(email="olga@example.org"), row.region),
        "other officer": officer_of(make_user(email="oleg@example.org"), region("RU-SPE")),
        "member": make_user("member", email="m@example.org"),
        "office": make_user("analyst", email="office@example.org"),
    }
    return work, row, users


def test_a_return_is_seen_by_its_library_the_officer_of_its_region_and_the_office_alone(world, client):
    _work, row, users = world
    addresses = [page("submission", row.pk), page("section", row.pk, "users"), page("cell_history", row.pk, "visits"), page("checks", row.pk)]
    found = {}
    for name, user in users.items():
        client.force_login(user)
        found[name] = {client.get(address).status_code for address in addresses}
    assert found == {"librarian": {200}, "officer": {200}, "office": {200}, "neighbour": {403}, "other officer": {403}, "member": {403}}
    client.logout()
    assert {client.get(address).status_code for address in addresses} == {302}
    assert rules.possible(AnonymousUser(), row) == dict.fromkeys(("fill", "send", "certify", "accept", "ask", "edit"), False)


def test_lists_of_a_round_are_for_officers_and_hold_their_region_only(world, client):
    work, row, users = world
    elsewhere = Library.objects.create(collection=work.collection, key="FAR", name="Far library", region="RU-SPE")
    Submission.objects.create(round=work, library=elsewhere, region=region("RU-SPE"), invited_at=row.invited_at)
    shown = {}
    for name in ("librarian", "officer", "other officer", "office"):
        client.force_login(users[name])
        answer = client.get(page("returns", work.pk, question="?format=csv"))
        text = b"".join(answer.streaming_content).decode() if answer.status_code == 200 else ""
        shown[name] = answer.status_code, [key for key in ("T001", "T002", "FAR") if key in text]
    assert shown == {
        "librarian": (403, []),
        "officer": (200, ["T001", "T002"]),
        "other officer": (200, ["FAR"]),
        "office": (200, ["T001", "T002", "FAR"]),
    }


def test_a_section_is_saved_whole_by_its_button_and_what_cannot_be_read_is_said_beside_its_field(world, client):
    _work, row, users = world
    client.force_login(users["librarian"])
    sent_in = {"v-registered_users": "3 000", "v-visits": "many", "v-active_users": "", "s-active_users": "unknown", "then": "next"}
    answer = client.post(page("section", row.pk, "users"), sent_in)
    text = answer.content.decode()
    assert (answer.status_code, "This is not a number." in text, 'value="many"' in text) == (400, True, True)
    row.refresh_from_db()
    assert {key: (one["value"], one["status"]) for key, one in row.answers.items()} == {
        "registered_users": (3000, ""),
        "active_users": (None, "unknown"),
    }
    answer = client.post(page("section", row.pk, "users"), {"v-visits": "0", "then": "next"})
    assert answer.url == page("section", row.pk, "loans")


def test_a_field_saves_itself_and_brings_the_questions_of_the_checks(world, client):
    work, row, users = world
    filled(work)
    client.force_login(users["librarian"])
    answer = client.post(
        page("section", row.pk, "loans"), {"cell": "loans_children", "v-loans_children": "70000", "v-loans": "50000"}, HTTP_HX_REQUEST="true"
    )
    text = answer.content.decode()
    assert 'id="notes-loans_children"' in text
    assert "more than the whole it is a part of" in text
    assert "<html" not in text
    row.refresh_from_db()
    assert (row.answers["loans_children"]["value"], row.hard) == (70_000, 1)


def test_last_years_figure_stands_beside_the_field(world, client, tmp_path, settings):
    from sextant.work.returns.models import LibraryReturn, YearRelease

    work, row, users = world
    release = YearRelease.objects.create(collection=work.collection, year=YEAR - 1)
    LibraryReturn.objects.create(library=row.library, release=release, year=YEAR - 1, values={"visits": 28_765})
    client.force_login(users["librarian"])
    text = client.get(page("section", row.pk, "users")).content.decode()
    assert f"{YEAR - 1}: 28,765" in text
    assert client.get(page("checks", row.pk)).json()["previous"] == {"visits": 28_765}


def test_a_librarian_goes_the_whole_way_by_the_pages(world, client):
    work, row, users = world
    filled(work)
    client.force_login(users["librarian"])
    client.post(page("send_return", row.pk))
    client.force_login(users["officer"])
    client.post(page("ask_library", row.pk), {"item": "visits", "words": "Counted how?"})
    client.force_login(users["librarian"])
    query = row.queries.get()
    client.post(page("answer_query", query.pk), {"words": "At the door."})
    client.post(page("send_return", row.pk))
    client.post(page("certify_return", row.pk), {"name": "Anna", "position": "Director", "confirmed": "on"})
    assert client.post(page("accept_return", row.pk)).status_code == 403
    client.force_login(users["officer"])
    client.post(page("accept_return", row.pk))
    row.refresh_from_db()
    assert (row.state, row.certified_name, row.queries.get().answer) == (states.ACCEPTED, "Anna", "At the door.")


def test_an_officer_accepts_all_of_a_list_that_are_certified_and_without_questions(world, client):
    work, _row, users = world
    for key in ("T001", "T002"):
        certified(work, key)
    client.force_login(users["officer"])
    assert "2 returns of the list" in client.get(page("move_returns", work.pk, "accept")).content.decode()
    answer = client.post(page("move_returns", work.pk, "accept"), follow=True)
    assert "2 returns were moved on." in answer.content.decode()
    assert set(work.submissions.values_list("state", flat=True)) == {states.ACCEPTED}


def test_whoever_certified_many_does_not_accept_them(world, client):
    work, _row, users = world
    sent(work)
    client.force_login(users["officer"])
    named = {"name": "Head", "position": "Director of the central library", "confirmed": "on"}
    client.post(page("move_returns", work.pk, "certify"), named)
    answer = client.post(page("move_returns", work.pk, "accept"), follow=True).content.decode()
    assert "somebody else has to accept it" in answer
    client.force_login(users["office"])
    client.post(page("move_returns", work.pk, "accept"))
    assert submission_of(work).state == states.ACCEPTED


def test_the_list_of_returns_asks_the_database_the_same_for_one_and_for_three(make_user, client, django_assert_max_num_queries):
    client.force_login(make_user("analyst"))
    one, three = opened(1), opened(collection=collection_with(3, "three"))
    filled(three)
    with django_assert_max_num_queries(10) as first:
        client.get(page("returns", one.pk))
    with django_assert_max_num_queries(len(first)):
        client.get(page("returns", three.pk))
    with django_assert_max_num_queries(15):
        client.get(page("round", three.pk))
    with django_assert_max_num_queries(15):
        client.get(page("submission", submission_of(three).pk))
    with django_assert_max_num_queries(15):
        client.get(page("section", submission_of(three).pk, "users"))


def test_the_office_opens_a_round_and_names_officers(make_user, client):
    held, office, olga = collection_with(1), make_user("secretary"), make_user(email="olga@example.org")
    client.force_login(office)
    asked = {"collection": held.pk, "year": YEAR, "questionnaire": "public", "due_on": "2099-01-31", "remind_after": "28, 14"}
    assert client.post(page("new_round"), asked | {"remind_after": "soon"}).status_code == 400
    client.post(page("new_round"), asked)
    assert Round.objects.get().remind_after == [14, 28]
    place = held.libraries.get().organisation.region
    assert client.post(page("officers"), {"email": "nobody@example.org", "region": place.pk}).status_code == 400
    client.post(page("officers"), {"email": "OLGA@example.org", "region": place.pk})
    grant = Grant.objects.get(user=olga)
    assert (grant.role, grant.scope_kind, grant.scope_id) == ("returns_region", "members.region", str(place.pk))
    client.post(page("end_officer", grant.pk))
    assert not Grant.objects.filter(user=olga).exists()


def test_an_officer_edits_an_answer_with_a_reason_and_all_read_the_history(world, client):
    work, row, users = world
    sent(work)
    client.force_login(users["officer"])
    assert client.post(page("edit_cell", row.pk, "visits"), {"answer": "x", "reason": "y"}).status_code == 400
    client.post(page("edit_cell", row.pk, "visits"), {"answer": "31000", "reason": "By telephone."})
    client.force_login(users["librarian"])
    text = client.get(page("cell_history", row.pk, "visits")).content.decode()
    assert all(words in text for words in ("31,000", "30,000", "By telephone.", "edited"))
    assert client.post(page("edit_cell", row.pk, "visits"), {"answer": "1", "reason": "z"}).status_code == 403


def test_the_history_of_every_item_is_read_whatever_its_kind(world, client):
    work, row, users = world
    filled(work, condition="repairs", income=Given(None, "unknown"))
    client.force_login(users["librarian"])
    said = {key: client.get(page("cell_history", row.pk, key)) for key in questionnaire_of(work).by_key}
    assert {answer.status_code for answer in said.values()} == {200}
    shown = [("has_internet", "<td>yes</td>"), ("condition", "<td>needs repairs</td>"), ("staff_fte", "<td>5.5"), ("income", "<td>unknown</td>")]
    assert [words in said[key].content.decode() for key, words in shown] == [True] * 4


def test_regions_are_counted_and_every_one_has_a_tile_of_its_own():
    work = opened(2)
    sent(work)
    rows = by_region(work.submissions.all())
    assert [(row.code, row.asked, row.answered, row.accepted, row.share) for row in rows] == [("RU-TVE", 2, 1, 0, 0.5)]
    codes = ["RU-TVE", "RU-MOS", "RU-PRI", "XX-1", "XX-2", ""]
    placed = places([RegionRow(None, code, code, 1, 0, 0) for code in codes], "RU")
    assert len(set(placed.values())) == len(codes)
    assert placed["RU-TVE"] == (0, 0)


def test_letters_are_in_the_readers_language_and_lead_to_the_return(world, client):
    from sextant.base.letters.models import Letter

    _work, row, users = world
    worked()
    russian = Letter.objects.get(recipient=users["librarian"])
    assert (russian.subject.startswith("Годовой отчёт за 2026 год"), page("submission", row.pk) in russian.body.replace("/ru/", "/en/")) == (
        True,
        True,
    )


def test_own_returns_stand_on_the_first_page_those_to_be_done_first(world, client):
    _work, row, users = world
    save_answers(row, {"visits": Given(1)}, by=None)
    client.force_login(users["librarian"])
    text = client.get(page("rounds")).content.decode()
    assert ("Library 1" in text, "Library 2" in text, "Years asked for" in text) == (True, False, False)
    client.force_login(users["member"])
    assert client.get(page("rounds")).status_code == 403


def test_a_return_that_is_read_shows_what_was_imputed_where_it_said_nothing_and_one_that_is_filled_in_does_not(world, client):
    work, row, users = world
    release = YearRelease.objects.create(collection=work.collection, year=work.year, libraries=1)
    filling = Filling.objects.create(release=release, number=1, outcome="done")
    FilledVariable.objects.create(filling=filling, variable="loans_electronic", cells=1, tried=12, error=7.5)
    for code in ("loans_electronic", "loans"):
        ImputedValue.objects.create(filling=filling, library=row.library, variable=code, value=4321, method="last_value", source_year=YEAR - 1)
    address = page("section", row.pk, next(one.code for one in questionnaire_of(work).sections if any(item.code == "loans" for item in one.items)))
    client.force_login(users["librarian"])
    assert "4,321" not in client.get(address).content.decode()
    sent(work)
    shown = client.get(address).content.decode()
    assert (shown.count('<details class="guess">'), "4,321" in shown, "7.5 % on 12 hidden values" in shown) == (1, True, True)
    assert "50,000" in shown
