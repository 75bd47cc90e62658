"""Norms are changed by two, marks rest on norms in force, and what may not be seen is not seen."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.base.measures.waiting import tasks_of
from sextant.base.permissions.models import Grant
from sextant.base.permissions.queries import scope_of
from sextant.base.search.models import Entry
from sextant.society.members.panels import panels_of
from sextant.society.members.tests.factories import SectionFactory
from sextant.work.publications import rules, states
from sextant.work.publications.actions.marks import answer_check, expire_lapsed, give_mark, reply_to_answer, withdraw_mark
from sextant.work.publications.actions.packs import digest_of, discard_draft, load_shipped, put_in_force, write_draft
from sextant.work.publications.models import Answer, NormPack, PackVersion, QualityMark
from sextant.work.publications.tests.factories import TODAY, judged, marked, publisher, version

pytestmark = pytest.mark.django_db
SECOND = {states.KEEPER, states.SECOND}


def page(name, *args):
    return reverse(f"publications:{name}", args=args)


def changed(text: str) -> str:
    return text.replace("size_pt = 10", "size_pt = 11", 1)


def test_shipped_norms_are_brought_in_once_and_a_newer_text_waits_as_a_draft():
    first = load_shipped()
    assert (first, load_shipped(), PackVersion.objects.filter(state=states.IN_FORCE).count()) == (first, 0, first)
    held = version()
    PackVersion.objects.filter(pk=held.pk).update(text=changed(held.text), fingerprint=digest_of(changed(held.text)))
    assert load_shipped() == 1
    assert [(one.number, one.state) for one in held.pack.versions.all()] == [(2, states.DRAFT), (1, states.IN_FORCE)]


def test_a_norm_is_changed_by_one_and_put_in_force_by_another(client, make_user):
    held, writer, second = version(), make_user("secretary"), make_user("director")
    client.force_login(writer)
    answer = client.post(page("edit_pack", held.pack.code), {"text": changed(held.text), "note": "Seen in the printed edition"})
    draft = held.pack.versions.get(state=states.DRAFT)
    assert answer["Location"] == draft.get_absolute_url()
    body = client.get(draft.get_absolute_url()).content.decode()
    assert ("+size_pt = 11" in body, "Put in force" in body) == (True, False)
    client.post(page("put_in_force", draft.pk))
    draft.refresh_from_db()
    assert draft.state == states.DRAFT
    client.force_login(second)
    client.post(page("put_in_force", draft.pk))
    assert [(one.number, one.state) for one in held.pack.versions.all()] == [(2, states.IN_FORCE), (1, states.REPLACED)]


def test_a_text_that_is_no_norm_is_refused_by_line_and_nothing_is_kept(client, make_user):
    held = version()
    client.force_login(make_user("secretary"))
    wrong = held.text.replace("size_pt = 20", 'size_pt = "twenty"', 1)
    answer = client.post(page("edit_pack", held.pack.code), {"text": wrong, "note": "x"})
    body = answer.content.decode()
    assert (answer.status_code, "line " in body, "size_pt" in body, held.pack.versions.count()) == (400, True, True, 1)
    other = client.post(page("edit_pack", held.pack.code), {"text": held.text.replace("tr-cu-007-2011", "mine", 1), "note": "x"})
    assert "The text calls itself" in other.content.decode()
    with pytest.raises(ValidationError, match="nothing was changed"):
        write_draft(held.pack, text=held.text, note="x", by=None)


def test_a_draft_is_for_keepers_and_can_be_put_away(client, make_user):
    held = version()
    draft = write_draft(held.pack, text=changed(held.text), note="Not to be seen", by=None)
    assert client.get(draft.get_absolute_url()).status_code == 302
    assert "Not to be seen" not in client.get(held.pack.get_absolute_url()).content.decode()
    discard_draft(draft, by=None, words={states.KEEPER})
    with pytest.raises(ValidationError, match="decided upon meanwhile"):
        put_in_force(draft, by=None, words=SECOND, today=TODAY())


def test_a_mark_ends_when_its_norm_changes(client, make_user):
    mark = marked(make_user("secretary"), title="The river")
    assert "The quality mark is valid" in client.get(mark.get_absolute_url()).content.decode()
    held = version()
    put_in_force(write_draft(held.pack, text=changed(held.text), note="x", by=None), by=None, words=SECOND, today=TODAY())
    mark.refresh_from_db()
    assert (mark.state, mark.ended_on, bool(mark.reason)) == (states.EXPIRED, TODAY(), True)
    assert "The quality mark has expired" in client.get(mark.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="changed or lapsed"):
        give_mark(judged(norms=[held]), by=None, today=TODAY())


def test_a_mark_ends_when_its_norm_lapses():
    mark = marked()
    assert expire_lapsed(today=TODAY()) == 0
    NormPack.objects.filter(code="tr-cu-007-2011").update(valid_until="2020-01-01")
    assert (expire_lapsed(today=TODAY()), QualityMark.objects.get(pk=mark.pk).state) == (1, states.EXPIRED)


def test_a_mark_is_given_for_a_pass_only_and_once():
    with pytest.raises(ValidationError, match="Only a book that meets"):
        give_mark(judged(states.NOT_CHECKABLE), by=None, today=TODAY())
    mark = marked()
    with pytest.raises(ValidationError, match="has the mark already"):
        give_mark(mark.check_made, by=None, today=TODAY())
    withdraw_mark(mark, reason="The printed copy differs from the file", by=None, today=TODAY())
    with pytest.raises(ValidationError, match="not valid any more"):
        withdraw_mark(mark, reason="x", by=None, today=TODAY())


def test_who_handed_a_book_in_does_not_give_it_the_mark(make_user):
    keeper, other = make_user("secretary"), make_user("director")
    check = judged(by=keeper)
    assert (rules.may_give_mark(keeper, check), rules.may_give_mark(other, check)) == (False, True)


def test_officers_of_the_section_of_childrens_libraries_keep_the_norms_and_those_of_others_do_not(client, make_user):
    officer, other = make_user(), make_user()
    for user, code in ((officer, "childrens"), (other, "rare-books")):
        kind, key = scope_of(SectionFactory(code=code))
        Grant.objects.create(user=user, role="chair", scope_kind=kind, scope_id=key)
    assert (rules.is_keeper(officer), rules.is_keeper(other)) == (True, False)


def test_a_stranger_sees_neither_book_nor_finding_nor_picture(client, make_user):
    user, stranger = make_user(), make_user()
    check = judged(states.FAIL, user, publisher(user), findings=1, title="A secret book")
    publisher(stranger)
    addresses = [page("book", check.book_id), check.get_absolute_url(), page("page", check.pk, 2), page("edit_book", check.book_id)]
    client.force_login(stranger)
    assert [client.get(address).status_code for address in addresses] == [403] * 4
    assert client.post(page("answer", check.pk), {"words": "x"}).status_code == 403
    assert "A secret book" not in client.get(page("books")).content.decode()
    assert "A secret book" not in client.get(page("register")).content.decode()
    assert not Entry.objects.filter(title_en="A secret book").exists()
    assert rules.may_see_check(AnonymousUser(), check) is False
    client.force_login(user)
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_nobody_hands_a_book_in_for_another_house(client, make_user):
    user = make_user()
    publisher(user)
    other = publisher(make_user(), name_en="Other Press")
    client.force_login(user)
    answer = client.post(page("new_book"), {"title": "x", "age": "11-14", "kind": "fiction", "publisher": other.name, "norms": version().pk})
    assert (answer.status_code, "You do not act for this organisation" in answer.content.decode()) == (400, True)


def test_the_publisher_answers_and_the_association_replies_once(client, make_user):
    user, keeper = make_user(), make_user("secretary")
    check = judged(states.FAIL, user, publisher(user), findings=1)
    client.force_login(user)
    client.post(page("answer", check.pk), {"words": "We are setting it anew.", "finding": "1"})
    answer = Answer.objects.get()
    assert (answer.finding.place, [task.title for task in tasks_of(keeper) if "Reply" in str(task.title)]) == (1, ["Reply to 1 publisher's answer"])
    assert client.get(page("reply", answer.pk)).status_code == 403
    client.force_login(keeper)
    client.post(page("reply", answer.pk), {"words": "Thank you."})
    assert "Thank you." in client.get(check.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="it stands"):
        reply_to_answer(answer, words="Again", by=keeper)
    with pytest.raises(ValidationError, match="another check"):
        answer_check(judged(), words="x", finding=check.findings.get(), by=user)


def test_the_dial_counts_the_last_check_of_every_book(make_user):
    house = publisher(make_user())
    first = judged(states.FAIL, None, house, title="Mended", content=b"%PDF-1.7 first")
    judged(states.NOT_CHECKABLE, title="A scan")
    marked(None, house, title="Good from the start")
    period = Period.of_year(TODAY().year)

    def counted(code):
        return measure(f"publications.{code}").function(period, ASSOCIATION)

    assert (counted("books_checked").value, counted("books_without_faults").value, counted("marks_given").value) == (3, 50, 1)
    assert {row.book_id for row in counted("books_without_faults").source.table().rows} >= {first.book_id}
    before = measure("publications.books_without_faults").function(Period.of_year(TODAY().year - 1), ASSOCIATION)
    assert (before.value, before.status) == (None, "missing")
    assert [str(panel.title) for panel in panels_of("organisation", AnonymousUser(), house) if "quality" in str(panel.title)] != []
