"""Entries: who may enter, until when, once; receipts, changes, withdrawal, late passes, files."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.base.letters.models import Letter
from sextant.society.members.tests.factories import AffiliationFactory, OrganisationFactory, PersonFactory, RegionFactory, active
from sextant.work.calls import states
from sextant.work.calls.actions.bundles import ask_bundle
from sextant.work.calls.actions.entries import begin_entry, give_late_pass, save_entry, submit_entry, withdraw_entry
from sextant.work.calls.actions.files import add_file, remove_file
from sextant.work.calls.actions.parts import save_part
from sextant.work.calls.forms.fields import in_zone
from sextant.work.calls.models import Award, Bundle, Call, Entry
from sextant.work.calls.queries.eligibility import eligibility
from sextant.work.calls.queries.entries import receipt_of
from sextant.work.calls.tests.factories import answer_to, closed, entry_in, given_to, juror_in, now, open_call, work_off

pytestmark = pytest.mark.django_db


def refused(work, *args, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        work(*args, **kwargs)
    return caught.value.messages


def begun(call: Call, person=None, title: str = "A reading yard") -> Entry:
    return begin_entry(call, person=person or PersonFactory(), title=title, language="en", at=now(), by=None)


def test_a_submitted_entry_has_a_number_a_receipt_and_a_letter():
    call = open_call()
    first, second = entry_in(call), entry_in(call, text="Something else.")
    letter = Letter.objects.get(template="calls.receipt", to_address=first.person.email)
    assert (first.code, second.code, first.state) == ("001", "002", states.SUBMITTED)
    assert len(first.receipt) == 16
    assert first.receipt in letter.body
    assert "Europe/Moscow, UTC+3)" in letter.body


def test_an_entry_that_changes_gets_another_receipt_and_keeps_its_number():
    call = open_call()
    entry = entry_in(call)
    again = submit_entry(entry, at=now(), by=None, answers={answer_to(call).pk: "Twice as many readers."})
    same = submit_entry(entry, at=now(), by=None, answers={answer_to(call).pk: "Twice as many readers."})
    assert (again.number, again.receipt != entry.receipt, same.receipt == again.receipt) == (1, True, True)


def test_what_is_missing_is_said_all_at_once():
    call = open_call()
    save_part(call, "category", None, by=None, title_en="Towns", title_ru="Города")
    save_part(call, "topic", None, by=None, title_en="Children", title_ru="Дети")
    entry = begun(call)
    save_entry(entry, at=now(), by=None, answers={answer_to(call).pk: "x" * 2010})
    assert refused(submit_entry, entry, at=now(), by=None) == [
        "Choose a category.",
        "Choose at least one topic; by topics the jurors are chosen.",
        "“What did you change?” is 10 characters too long.",
    ]


def test_the_last_instant_counts_and_the_next_does_not():
    call = open_call()
    entry = begun(call)
    answers = {answer_to(call).pk: "In time."}
    late = refused(submit_entry, entry, at=call.closes_at + timedelta(microseconds=1), by=None, answers=answers)
    assert "The deadline was" in late[0]
    assert "Europe/Moscow" in late[0]
    assert submit_entry(entry, at=call.closes_at, by=None, answers=answers).state == states.SUBMITTED


def test_a_request_that_began_in_time_counts_though_its_body_came_late(client, make_user, monkeypatch):
    call = open_call()
    user = make_user()
    entry = begun(call, PersonFactory(user=user))
    client.force_login(user)
    closed(call)
    sent = {"title": "A yard", f"q_{answer_to(call).pk}": "In time."}
    late = client.post(f"/en/calls/entries/{entry.pk}/submit/", sent)
    came_in = call.closes_at - timedelta(seconds=1)
    monkeypatch.setattr("sextant.base.audit.middleware.timezone", SimpleNamespace(now=lambda: came_in))
    in_time = client.post(f"/en/calls/entries/{entry.pk}/submit/", sent)
    entry.refresh_from_db()
    assert (late.status_code, in_time.status_code, entry.state, entry.submitted_at) == (400, 302, states.SUBMITTED, came_in)


def test_a_late_pass_opens_the_call_for_one_person_with_its_reason():
    call = open_call()
    ill, other = begun(call, PersonFactory()), begun(call, PersonFactory())
    closed(call)
    give_late_pass(call, person=ill.person, until=now() + timedelta(days=2), reason="In hospital.", by=None)
    answers = {answer_to(call).pk: "Late."}
    assert submit_entry(ill, at=now(), by=None, answers=answers).is_late
    assert "The deadline was" in refused(submit_entry, other, at=now(), by=None, answers=answers)[0]
    assert Letter.objects.filter(template="calls.late_pass", to_address=ill.person.email).count() == 1


def test_one_entry_a_person_goes_on_with_the_one_there_is():
    call = open_call()
    person = PersonFactory()
    entry = entry_in(call, person)
    assert begun(call, person).pk == entry.pk
    withdraw_entry(entry, by=None)
    assert begun(call, person).pk != entry.pk


def test_a_withdrawn_entry_is_gone_for_good():
    entry = entry_in(open_call())
    withdraw_entry(entry, by=None)
    assert "withdrawn" in refused(submit_entry, entry, at=now(), by=None)[0]


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Kaliningrad", 2), ("Asia/Vladivostok", 10), ("UTC", 0)])
def test_a_deadline_is_held_in_the_zone_of_its_call(zone, hours):
    moment = in_zone(datetime(2027, 3, 31, 23, 59), zone, to_the_end=True)
    assert moment == datetime(2027, 3, 31, 23, 59, 59, 999_999, tzinfo=UTC) - timedelta(hours=hours)


def test_a_time_that_the_clocks_skip_is_refused_and_of_one_that_comes_twice_the_later_is_meant():
    with pytest.raises(ValidationError, match="put forward"):
        in_zone(datetime(2027, 3, 28, 2, 30), "Europe/Berlin")
    assert in_zone(datetime(2027, 10, 31, 2, 30), "Europe/Berlin") == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def ruled(kind: str, **values) -> Call:
    call = open_call()
    save_part(call, "condition", None, by=None, kind=kind, values=values)
    return call


def test_age_is_reckoned_on_the_day_of_the_rule():
    call = ruled("age", years=35, day="2026-06-01")
    on_the_day, a_day_older = PersonFactory(born_on=date(1990, 6, 2)), PersonFactory(born_on=date(1990, 6, 1))
    assert [eligibility(call, one)[0].ok for one in (on_the_day, a_day_older)] == [True, False]
    assert eligibility(call, a_day_older)[0].sentence == "On 1 June 2026 your age is 36; the call is for people up to 35."


def test_somebody_whose_age_is_not_known_is_told_where_to_write_it():
    call = ruled("age", years=35)
    sentences = refused(submit_entry, begun(call, PersonFactory(born_on=None)), at=now(), by=None, answers={answer_to(call).pk: "x"})
    assert sentences == ["Your date of birth is not known. Fill it in on your page; only the office sees it."]


def test_members_regions_kinds_of_library_students_and_former_winners():
    region, place = RegionFactory(code="RU-MOW"), OrganisationFactory(kind="school_library")
    member = active(on=now().date()).person
    worker = AffiliationFactory(organisation=place).person
    winner = PersonFactory()
    earlier = entry_in(open_call("earlier"), winner)
    Award.objects.create(entry=earlier, person=winner, prize=earlier.call.prizes.get(), key="k", given_on=now().date())
    rules = {
        "member": ({}, member, PersonFactory()),
        "region": ({"codes": ["RU-MOW"]}, PersonFactory(region=region), PersonFactory()),
        "library": ({"kinds": ["school_library"]}, worker, PersonFactory()),
        "student": ({}, PersonFactory(is_student=True), PersonFactory()),
        "not_winner": ({"years": 2}, PersonFactory(), winner),
    }
    call = open_call()
    for kind, (values, _good, _bad) in rules.items():
        save_part(call, "condition", None, by=None, kind=kind, values=values)

    def met(person) -> dict[str, bool]:
        return {one.kind: one.ok for one in eligibility(call, person)}

    assert {kind: (met(good)[kind], met(bad)[kind]) for kind, (_values, good, bad) in rules.items()} == dict.fromkeys(rules, (True, False))


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 a program", b"<html><script>x</script>", b"%PDF-1.7 /Encrypt"])
def test_files_that_lie_or_are_empty_are_refused(content):
    call = open_call()
    field = save_part(call, "field", None, by=None, kind="file", label_en="Portfolio", required=False)
    entry = begun(call)
    assert refused(add_file, entry, field, upload=SimpleUploadedFile("portfolio.pdf", content), at=now(), by=None)
    assert entry.files.count() == 0


def test_a_file_is_taken_once_and_never_by_its_path():
    call = open_call()
    field = save_part(call, "field", None, by=None, kind="file", label_en="Portfolio", required=False, limit=1)
    entry = begun(call)
    for name in ("../../etc/passwd.txt", "again.txt"):
        add_file(entry, field, upload=SimpleUploadedFile(name, b"plain text"), at=now(), by=None)
    kept = entry.files.get()
    assert (kept.name, kept.kind, kept.sha256 in kept.file.name) == ("passwd.txt", "text/plain", True)
    large = SimpleUploadedFile("large.txt", b"x" * (1024 * 1024 + 1))
    assert refused(add_file, entry, field, upload=large, at=now(), by=None) == ["The file is larger than 1 MB."]


def test_files_may_change_after_submission_each_time_with_a_new_receipt():
    call = open_call()
    field = save_part(call, "field", None, by=None, kind="file", label_en="Portfolio", required=True)
    entry = begun(call)
    first = add_file(entry, field, upload=SimpleUploadedFile("one.txt", b"the first"), at=now(), by=None)
    receipt = submit_entry(entry, at=now(), by=None, answers={answer_to(call).pk: "x"}).receipt
    assert refused(remove_file, first, at=now(), by=None) == [
        "The entry is submitted and needs this file. Add the new one first, then remove this one."
    ]
    add_file(entry, field, upload=SimpleUploadedFile("two.txt", b"the second"), at=now(), by=None)
    remove_file(first, at=now(), by=None)
    entry.refresh_from_db()
    assert (entry.state, [file.name for file in entry.files.all()], entry.receipt == receipt_of(entry)) == ("submitted", ["two.txt"], True)
    assert (entry.receipt != receipt, Letter.objects.filter(template="calls.receipt").count()) == (True, 3)
    review = given_to(entry, juror_in(call))
    sentences = ["Jurors are reading this entry already; it stays as it is."]
    assert refused(add_file, entry, field, upload=SimpleUploadedFile("three.txt", b"the third"), at=now(), by=None) == sentences
    review.delete()
    late = closed(call).closes_at + timedelta(seconds=1)
    assert refused(remove_file, entry.files.get(), at=late, by=None)[0].startswith("The deadline was")


def test_everything_submitted_goes_into_one_zip_and_drafts_do_not():
    call = open_call()
    field = save_part(call, "field", None, by=None, kind="file", label_en="Portfolio", required=False)
    entry = begun(call)
    add_file(entry, field, upload=SimpleUploadedFile("note.txt", b"the portfolio"), at=now(), by=None)
    submit_entry(entry, at=now(), by=None, answers={answer_to(call).pk: "We opened the yard."})
    draft = begun(call, title="A secret draft")
    bundle, _job = ask_bundle(call, by=None)
    work_off()
    bundle = Bundle.objects.get(pk=bundle.pk)
    with zipfile.ZipFile(io.BytesIO(bundle.file.read())) as archive:
        content = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert sorted(name.split("/")[-1].split("-")[-1] for name in content) == ["entries.csv", "entry.txt", "note.txt"]
    assert "We opened the yard." in content["001/entry.txt"]
    assert draft.title not in "".join(content.values())
