"""Pages: drafting, commenting, settling and voting by clicks; lost updates; what strangers see; constant queries; the same bytes."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from sextant.base.measures.waiting import tasks_of
from sextant.base.search.models import Entry
from sextant.society.documents import states
from sextant.society.documents.actions.clauses import save_clause
from sextant.society.documents.actions.drafting import revise
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.models import Ballot, Comment, Document
from sextant.society.documents.printed import version_pdf, version_text
from sextant.society.documents.tests.factories import (
    all_vote,
    commented,
    consulted,
    drafted,
    fresh,
    newest,
    person_with,
    published,
    settled,
    soon,
    voted_on,
)
from sextant.society.members.tests.factories import SectionFactory

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"documents:{name}", args=args)


def text(answer) -> str:
    return answer.content.decode()


def when(days=14) -> str:
    return f"{soon(days):%Y-%m-%dT%H:%M}"


def test_the_office_drafts_a_document_clause_by_clause(client, make_user):
    client.force_login(make_user("secretary"))
    made = client.post(page("new"), {"kind": "association", "title_en": "Code of ethics", "title_ru": "Кодекс этики"})
    assert made["Location"] == page("edit", "code-of-ethics")
    client.post(page("new_clause", "code-of-ethics"), {"heading_en": "Readers", "heading_ru": "Читатели"})
    chapter = newest(Document.objects.get()).clauses.get()
    client.post(page("new_clause", "code-of-ethics"), {"part_of": chapter.pk, "text_en": "Every reader is equal.", "text_ru": "Все читатели равны."})
    client.post(page("new_clause", "code-of-ethics"), {"heading_en": "Books", "heading_ru": "Книги"})
    books = newest(Document.objects.get()).clauses.get(heading_en="Books")
    client.post(page("move_clause", books.pk), {"to": "up"})
    assert [str(one) for one in newest(Document.objects.get()).clauses.all()] == ["1 Books", "2 Readers", "2.1"]
    assert "cannot be moved further" in text(client.post(page("move_clause", books.pk), {"to": "up"}, follow=True))
    client.post(page("remove_clause", chapter.pk))
    assert newest(Document.objects.get()).clauses.count() == 3
    client.post(page("remove_clause", books.pk))
    assert [one.number for one in newest(Document.objects.get()).clauses.all()] == ["1", "1.1"]


def test_nobody_overwrites_what_another_editor_has_saved(client, make_user):
    client.force_login(make_user("secretary"))
    clause = newest(drafted()).clauses.get(key="work")
    save_clause(clause, revision=1, by=None, text_en="The section meets in Tver.")
    mine = {"revision": "1", "text_en": "The section meets in Omsk.", "heading_en": "Work"}
    refused = client.post(page("edit_clause", clause.pk), mine)
    assert refused.status_code == 400
    shown = text(refused)
    assert ("Somebody else saved this clause" in shown, "in Tver." in shown, "in Omsk." in shown) == (True, True, True)
    assert 'name="revision" value="2"' in shown
    client.post(page("edit_clause", clause.pk), {**mine, "revision": "2"})
    clause.refresh_from_db()
    assert (clause.text_en, clause.revision) == ("The section meets in Omsk.", 3)


def test_the_head_of_a_draft_is_not_overwritten_either(client, make_user):
    client.force_login(make_user("secretary"))
    document = drafted()
    head = {"title_en": "Rules, first", "title_ru": "Положение"}
    client.post(page("edit", document.code), {**head, "revision": newest(document).revision})
    refused = client.post(page("edit", document.code), {**head, "title_en": "Rules, second", "revision": "1"})
    assert (refused.status_code, newest(document).title_en, fresh(document).title_en) == (400, "Rules, first", "Rules, first")


def test_a_member_comments_beside_a_clause_with_and_without_htmx(client, make_user):
    user = make_user("member")
    person_with(user)
    version = consulted().version
    clause = version.clauses.get(key="work")
    client.force_login(user)
    shown = text(client.get(version.get_absolute_url()))
    assert page("clause_comments", clause.pk) in shown
    plain = client.post(page("clause_comments", clause.pk), {"text": "Twice, please."})
    assert (plain.status_code, plain["Location"]) == (302, page("clause_comments", clause.pk))
    wording = {"language": "en", "wording": "The section meets twice a year."}
    part = client.post(page("clause_comments", clause.pk), wording, headers={"HX-Request": "true"})
    assert ("<html" in text(part), "<ins>twice a</ins>" in text(part), "Your comment is written." in text(part)) == (False, True, True)
    bad = client.post(page("clause_comments", clause.pk), {"text": ""})
    assert (bad.status_code, "Write what you think of it" in text(bad), Comment.objects.count()) == (400, True, 2)


def test_editors_settle_one_comment_after_another(client, make_user):
    secretary = make_user("secretary")
    document = drafted()
    first, second = (commented(consulted(document).version if n == 0 else newest(document)) for n in range(2))
    client.force_login(secretary)
    assert [str(task.title) for task in tasks_of(secretary) if "Settle" in str(task.title)] == ["Settle 2 comments on “Rules of the section”"]
    assert client.get(page("settle", document.code))["Location"] == page("settle_comment", first.pk)
    lacking = client.post(page("settle_comment", first.pk), {"outcome": "accepted", "reason": ""})
    assert lacking.status_code == 400
    client.post(page("settle_comment", first.pk), {"outcome": "accepted", "reason": "Done."})
    assert client.get(page("settle", document.code))["Location"] == page("settle_comment", second.pk)
    client.post(page("settle_comment", second.pk), {"outcome": "refused", "reason": "Too dear."})
    assert client.get(page("settle", document.code))["Location"] == page("comments", document.code)
    listed = client.get(page("comments", document.code), {"state": "refused"})
    assert ("Too dear." in text(listed), "Done." in text(listed)) == (True, False)


def test_comments_are_downloaded_as_they_are_filtered_and_strangers_read_no_names(client, make_user):
    document = drafted()
    version = consulted(document, audience=states.PUBLIC).version
    commented(version, author=person_with(family_name="Secretova"), text="On the whole", clause="")
    commented(version)
    address = page("comments", document.code)
    rows = b"".join(client.get(address, {"clause": "-", "format": "csv"}).streaming_content).decode()
    assert (rows.count("\n"), "On the whole" in rows, "Secretova" in rows) == (2, True, False)
    assert ("Secretova" in text(client.get(address)), "a participant" in text(client.get(address))) == (False, True)
    client.force_login(make_user("secretary"))
    assert "Secretova" in b"".join(client.get(address, {"format": "csv"}).streaming_content).decode()


def test_an_elector_votes_changes_and_reads_the_result(client, make_user):
    user = make_user("member")
    vote = voted_on(electorate=[person_with(user)])
    client.force_login(user)
    assert [task.url for task in tasks_of(user) if "Vote on" in str(task.title)] == [vote.get_absolute_url()]
    client.post(vote.get_absolute_url(), {"choice": "no"})
    shown = text(client.post(vote.get_absolute_url(), {"choice": "yes"}, follow=True))
    assert ("You have voted: yes, I approve" in shown, Ballot.objects.count()) == (True, 2)
    assert [task for task in tasks_of(user) if "Vote on" in str(task.title)] == []
    client.force_login(make_user("secretary"))
    result = text(client.post(page("close_vote", vote.pk), follow=True))
    assert ("1/2 of 1 is at least 1; 1 took part." in result, "More than 1/2 of 1 is at least 1; 1 said yes." in result) == (True, True)


def test_a_stranger_can_neither_see_nor_cast_a_vote(client, make_user):
    vote = voted_on()
    asked = client.get(vote.get_absolute_url())
    assert (asked.status_code, "login" in asked["Location"]) == (302, True)
    client.force_login(make_user("member"))
    assert client.post(vote.get_absolute_url(), {"choice": "yes"}).status_code == 403
    client.force_login(make_user("secretary"))  # sees it, and is not in the electorate
    assert client.post(vote.get_absolute_url(), {"choice": "yes"}).status_code == 403
    assert Ballot.objects.count() == 0


def test_ballots_can_be_counted_again_from_the_file(client):
    publication = published()
    vote = publication.version.votes.get()
    table = b"".join(client.get(page("ballots", vote.pk), {"format": "json"}).streaming_content).decode()
    previous = vote.genesis
    for row in json.loads(table):
        assert row["digest"] == hashlib.sha256(f"{previous}\n{row['number']}\n{row['mark']}\n{row['choice']}".encode()).hexdigest()
        previous = row["digest"]


def test_the_json_of_a_publication_has_its_fingerprint(client):
    publication = published()
    answer = client.get(page("version_json", publication.version.document.code, 1))
    assert hashlib.sha256(answer.content).hexdigest() == publication.fingerprint


def test_the_pdf_is_the_same_bytes_every_time_and_differs_by_language(client):
    version = published().version
    made = [version_pdf(version, language) for language in ("en", "ru", "en", "ru")]
    assert (made[0] == made[2], made[1] == made[3], made[0] == made[1]) == (True, True, False)
    with translation.override("ru"):
        answer = client.get(page("version_pdf", version.document.code, 1))
    assert (answer.content == made[1], answer["Content-Type"]) == (True, "application/pdf")


def test_plain_text_has_every_clause_with_its_number():
    version = newest(drafted())
    assert version_text(version, "en") == (
        "Rules of the section\n====================\nVersion 1, a draft\n\n1 Aims\n\n\n"
        "1.1\nThe section brings reading to every child.\n\n2 Work\nThe section meets every year.\n"
    )


def test_versions_are_compared_word_by_word(client):
    document = published().version.document
    second = revise(document, by=None)
    save_clause(second.clauses.get(key="work"), revision=1, by=None, text_en="The section meets twice a year.", text_ru="Секция собирается дважды.")
    all_vote(voted_on(document), states.YES, states.YES)
    publish(document, by=None)
    shown = text(client.get(page("compare", document.code), {"language": "both"}))
    assert ("<del>every</del><ins>twice a</ins>" in shown, "<del>каждый год</del><ins>дважды</ins>" in shown) == (True, True)
    assert client.get(page("compare", document.code), {"before": "99"}).status_code == 200


def test_strangers_find_only_what_is_laid_open(client, make_user):
    open_one = published(title_en="Open rules").version.document
    hidden = drafted(title_en="Hidden rules", code="hidden")
    listed = text(client.get(page("documents")))
    assert ("Open rules" in listed, "Hidden rules" in listed) == (True, False)
    assert client.get(hidden.get_absolute_url()).status_code == 302
    assert client.get(open_one.get_absolute_url()).status_code == 200
    assert sorted(Entry.objects.filter(kind="documents.document").values_list("title_en", "audience")) == [("Open rules", "public")]


def test_a_draft_of_the_next_version_does_not_show_on_the_public_page(client):
    document = published().version.document
    version = revise(document, by=None)
    save_clause(version.clauses.get(key="work"), revision=1, by=None, text_en="A secret change.")
    shown = text(client.get(document.get_absolute_url()))
    assert ("A secret change." in shown, "Version 2" in shown) == (False, False)
    assert client.get(version.get_absolute_url()).status_code == 302
    assert client.get(page("version_json", document.code, 2)).status_code == 302


def test_the_list_is_filtered_by_the_address(client):
    published(title_en="Rules of reading")
    published(title_en="Position on pay")
    shown = text(client.get(page("documents"), {"q": "pay", "state": "published"}))
    assert ("Position on pay" in shown, "Rules of reading" in shown) == (True, False)
    assert "No document answers this question." in text(client.get(page("documents"), {"q": "nothing"}))


def test_a_consultation_is_opened_and_closed_on_screen(client, make_user):
    client.force_login(make_user("secretary"))
    document = drafted()
    past = client.post(page("open_consultation", document.code), {"closes_at": when(-1), "audience": "members"})
    assert (past.status_code, "Choose a moment to come" in text(past)) == (400, True)
    unknown = client.post(page("open_consultation", document.code), {"closes_at": when(), "audience": "invited", "invited": "no@example.org"})
    assert "Nobody with this address is known here: no@example.org." in text(unknown)
    client.post(page("open_consultation", document.code), {"closes_at": when(), "audience": "members"})
    assert fresh(document).state == states.CONSULTED
    client.post(page("close_consultation", document.code))
    assert fresh(document).state == states.SETTLING
    client.post(page("revise", document.code))
    client.post(page("open_vote", document.code), {"closes_at": when()})
    assert fresh(document).state == states.SETTLING  # nobody is in good standing
    assert newest(document).is_draft


def test_named_editors_edit_and_others_do_not(client, make_user):
    editor, member = make_user(), make_user("member")
    document = drafted()
    client.force_login(make_user("secretary"))
    client.post(page("editors", document.code), {"editors": editor.email})
    client.force_login(editor)
    assert client.get(page("edit", document.code)).status_code == 200
    client.force_login(member)
    assert client.get(page("edit", document.code)).status_code == 403


def test_the_owner_is_named(client):
    section = SectionFactory(name_en="Section of children's libraries")
    document = published(owner=section).version.document
    assert "Section of children&#x27;s libraries" in text(client.get(document.get_absolute_url()))


@pytest.mark.parametrize("name", ["documents", "document", "comments", "compare", "edit"])
def test_pages_ask_as_much_for_one_row_as_for_three(client, make_user, name):
    client.force_login(make_user("secretary"))
    document = drafted()
    commented(consulted(document).version)
    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page(name, *([] if name == "documents" else [document.code]))).status_code == 200
        counts.append(len(asked))
        for _more in range(2):
            drafted()
            settled(commented(newest(document), clause="work"))
    assert (counts[0] == counts[1], counts[1] <= (10 if name == "documents" else 15)) == (True, True), (counts, [one["sql"][:120] for one in asked])


def test_a_replaced_version_leads_to_the_one_in_force(client):
    document = published().version.document
    revise(document, by=None)
    all_vote(voted_on(document), states.YES, states.YES)
    publish(document, by=None)
    shown = text(client.get(page("version", document.code, 1)))
    assert "This version was replaced by a later one." in shown
