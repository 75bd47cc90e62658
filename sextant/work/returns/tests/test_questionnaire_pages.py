"""Pages of questionnaires: the public reads versions, members and libraries propose, the office decides; what is under way stays inside."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from sextant.base.measures.waiting import tasks_of
from sextant.society.documents.models import Document
from sextant.society.documents.tests.factories import consulted
from sextant.work.returns import states
from sextant.work.returns.actions.answers import save_answers
from sextant.work.returns.answering import Given
from sextant.work.returns.models import QuestionnaireChange, QuestionnaireProposal, QuestionnaireVersion
from sextant.work.returns.queries.filling import cells_of, section_at
from sextant.work.returns.queries.questions import before
from sextant.work.returns.tests.questionnaires import GAMES, NOTES, a_change, brought, file_of, proposed, published, taken, voter
from sextant.work.returns.tests.rounds import CLEAN, YEAR, acting_for, collection_with, opened, submission_of

pytestmark = pytest.mark.django_db
WHY = {"reason": "Games are lent everywhere.", "burden": "The lending system counts it."}


def page(name, *args, question=""):
    with translation.override("en"):
        return reverse(f"returns:{name}", args=args) + question


def form_of(**changed):
    given = {
        "section": "users",
        "kind": "count",
        "unit": "loans",
        "may_be": ["zero", "unknown"],
        "label_en": "Loans of games",
        "definition_en": "Games lent.",
    }
    return {**given, **WHY, **changed}


@pytest.fixture
def users(make_user):
    row = opened(1)
    return {
        "visitor": None,
        "user": make_user(email="u@example.org"),
        "librarian": acting_for(make_user(email="l@example.org"), submission_of(row).organisation),
        "member": make_user("member", email="m@example.org"),
        "office": make_user("secretary", email="o@example.org"),
    }


def seen(client, users, *addresses):
    """What each of them gets at these addresses."""
    found = {}
    for name, user in users.items():
        client.logout()
        if user is not None:
            client.force_login(user)
        found[name] = [client.get(address).status_code for address in addresses]
    return found


def test_versions_are_read_by_everybody_and_what_is_under_way_by_those_who_may_propose(client, users):
    brought(version="2030.1", year=2030)
    change = a_change(2031)
    row = proposed()
    public = [page("questionnaires"), page("questionnaire", "public"), page("questionnaire_version", "public", "2026.1")]
    public += [page("questionnaire_compared", "public", "2030.1"), page("questionnaire_file", "public", "2030.1")]
    inside = [page("change", change.pk), page("proposals"), page("proposal", row.pk), page("propose_change", "public", "add")]
    office = [
        page("bring_questionnaire"),
        page("open_change", "public"),
        page("take_up", row.pk),
        page("turn_down", row.pk),
        page("give_up_change", change.pk),
    ]
    assert seen(client, users, *public, *inside, *office) == {
        "visitor": [200] * 5 + [302] * 9,
        "user": [200] * 5 + [403] * 9,
        "librarian": [200] * 9 + [403] * 5,
        "member": [200] * 9 + [403] * 5,
        "office": [200] * 14,
    }
    client.logout()
    assert "games" not in client.get(page("questionnaire", "public")).content.decode().lower()
    assert [client.get(page(*bad)).status_code for bad in (("questionnaire", "x"), ("questionnaire_version", "public", "1"))] == [404, 404]


def test_names_of_proposers_are_for_the_office_and_drafts_for_the_editors(client, users):
    row = proposed(by=users["librarian"])
    change = a_change()
    taken(change, row)
    texts = {}
    for name in ("member", "office"):
        client.force_login(users[name])
        texts[name] = [client.get(page("proposal", row.pk)).content.decode(), client.get(page("change", change.pk)).content.decode()]
    assert ["l@example.org" in texts[name][0] for name in ("member", "office")] == [False, True]
    assert ["new item" in texts[name][1] for name in ("member", "office")] == [False, True]
    consulted(Document.objects.get(pk=change.document_id))
    client.force_login(users["member"])
    assert "new item" in client.get(page("change", change.pk)).content.decode()


def test_a_library_proposes_the_office_words_it_and_it_stands_in_the_draft(client, users):
    client.force_login(users["librarian"])
    assert client.post(page("propose_change", "public", "add"), form_of(reason="")).status_code == 400
    assert client.post(page("propose_change", "public", "add"), form_of(label_en="")).status_code == 400
    assert client.post(page("propose_change", "public", "add"), form_of()).status_code == 302
    row = QuestionnaireProposal.objects.get()
    assert (row.state, row.label_en, row.data["fields"]["unit"], row.proposed_by) == (states.PROPOSED, "Loans of games", "loans", users["librarian"])
    client.force_login(users["office"])
    assert client.get(page("take_up", row.pk)).url == page("open_change", "public")
    assert client.post(page("open_change", "public"), {"valid_from": YEAR}).status_code == 400
    client.post(page("open_change", "public"), {"valid_from": YEAR + 1})
    change = QuestionnaireChange.objects.get()
    wording = {
        "code": "games",
        "label_en": "Loans of games",
        "label_ru": "Выдача игр",
        "definition_en": "Games lent.",
        "definition_ru": "Выданные игры.",
    }
    answer = client.post(page("take_up", row.pk), form_of(**{**wording, "label_ru": ""}))
    assert (answer.status_code, "Write it in both languages" in answer.content.decode()) == (400, True)
    assert client.post(page("take_up", row.pk), form_of(**wording)).url == page("change", change.pk)
    row.refresh_from_db()
    assert (row.state, row.taken["item"]) == (states.TAKEN_UP, "games")
    clause = change.document.versions.get().clauses.get(key="i-games")
    assert (clause.heading_ru, clause.text_en.splitlines()[0], clause.data["item"]["unit"]) == ("Выдача игр", "Games lent.", "loans")
    assert "Loans of games" in change.document.versions.get().summary_en


def test_a_changed_choice_list_and_a_break_are_read_from_the_form(client, users):
    client.force_login(users["member"])
    address = page("propose_change", "public", "change", question="?item=condition")
    now = {"kind": "choice", "unit": "", "may_be": ["unknown"], "label_en": "State of the main building", "label_ru": "Состояние основного здания"}
    now |= {"definition_en": "By the judgement of the owner or of a survey of the building.", "continuity": "same", **WHY}
    now |= {"definition_ru": "По оценке собственника или по итогам обследования здания."}
    kept = "хорошее | good\nтребует ремонта | needs repairs\nаварийное | unsafe"
    assert "Nothing is changed" in client.post(address, {**now, "choices": kept}).content.decode()
    assert "both languages" in client.post(address, {**now, "choices": "хорошее"}).content.decode()
    assert client.post(address, {**now, "choices": f"{kept}\nзакрыто | closed"}).status_code == 302
    row = QuestionnaireProposal.objects.get()
    assert [one["code"] for one in row.data["fields"]["choices"]] == ["good", "repairs", "unsafe", "closed"]
    assert list(row.data["fields"]) == ["choices"]
    address = page("propose_change", "public", "change", question="?item=visits")
    answer = client.get(address)
    shown = {
        name: answer.context["form"].initial[name] for name in ("label_ru", "label_en", "definition_ru", "definition_en", "kind", "unit", "may_be")
    }
    bridge = {**shown, **WHY, "continuity": "bridge", "formula": "guests * 2", "note_en": "Gates."}
    assert "names what is not asked" in client.post(address, bridge).content.decode()
    assert client.post(address, {**bridge, "formula": "visits * 1.1"}).status_code == 302


def test_withdrawing_is_for_the_proposer(client, users):
    row = proposed(by=users["librarian"])
    client.force_login(users["member"])
    assert client.post(page("withdraw_proposal", row.pk)).status_code == 403
    client.force_login(users["librarian"])
    assert client.post(page("withdraw_proposal", row.pk)).status_code == 302
    assert QuestionnaireProposal.objects.get().state == states.WITHDRAWN


def test_a_file_is_brought_in_by_its_page_and_taken_away_byte_for_byte(client, users):
    client.force_login(users["office"])
    bad = SimpleUploadedFile("own.toml", b"code = 1")
    answer = client.post(page("bring_questionnaire"), {"file": bad})
    assert (answer.status_code, "own.toml" in answer.content.decode()) == (400, True)
    body = file_of().read()
    client.post(page("bring_questionnaire"), {"file": SimpleUploadedFile("own.toml", body)})
    assert QuestionnaireVersion.objects.get().version == "2027.1"
    client.logout()
    assert client.get(page("questionnaire_file", "public", "2027.1")).content == body
    book = client.get(page("questionnaire_version", "public", "2027.1", question="?format=csv"))
    text = b"".join(book.streaming_content).decode("utf-8-sig")
    assert "population to be served" in text
    assert "POPU_LSA" in text


def test_pages_ask_the_database_the_same_for_one_row_and_for_three(client, users):
    change = a_change(2031, "children")
    client.force_login(users["office"])
    addresses = [page("questionnaires"), page("proposals"), page("change", change.pk), page("questionnaire", "children")]
    counts = []
    for _round in range(2):
        for _row in range(2):
            proposed()
        rows = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(address).status_code == 200
            rows.append(len(asked))
        counts.append(rows)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15


def test_proposals_wait_for_the_office_alone(users):
    proposed()
    waiting = {name: [task.title for task in tasks_of(user) if "proposal" in str(task.title)] for name, user in users.items() if user}
    assert {name: len(rows) for name, rows in waiting.items()} == {"user": 0, "librarian": 0, "member": 0, "office": 1}


def test_last_years_figure_is_reckoned_by_the_bridge_and_a_break_is_said(make_user, client):
    held = collection_with(1)
    first = opened(collection=held)
    save_answers(submission_of(first), {key: Given(value) for key, value in CLEAN.items()}, by=None)
    held.years.get_or_create(year=YEAR)
    change = a_change(YEAR + 1)
    taken(change, proposed(kind="change", item="visits", continuity="bridge", formula="visits * 1.5", fields={"label_en": "Gate counts"}, **NOTES))
    taken(change, proposed(kind="change", item="registered_users", continuity="break", fields={"label_en": "Cards"}, **NOTES))
    taken(change)
    published(change, [voter(make_user)])
    work = opened(collection=held, year=YEAR + 1)
    row = submission_of(work)
    with translation.override("en"):
        cells = {cell.key: cell for cell in cells_of(row, section_at(row, "users"), before(work, [row.library_id]))}
    assert cells["visits_2027"].earlier.replace("\u00a0", " ").replace(",", " ") == "45 000"
    assert "reckoned here as visits * 1.5: Counted by gates now." in cells["visits_2027"].series
    assert (cells["registered_users_2027"].earlier, "not to be compared" in cells["registered_users_2027"].series) == ("", True)
    assert GAMES["label_en"] == cells["games"].item.label.en
