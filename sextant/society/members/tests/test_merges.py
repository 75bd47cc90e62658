"""Two entries of one person become one without loss, and can be parted again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from sextant.base.jobs.worker import run_waiting
from sextant.society.members.actions.merges import call_different, keep_likely_pairs, merge_people, undo_merge
from sextant.society.members.models import LikelyPair, Membership, MergeRecord, Person, Privacy, SectionMember
from sextant.society.members.queries.merges import likely_pairs
from sextant.society.members.queries.standing import in_good_standing
from sextant.society.members.tests.factories import (
    AffiliationFactory,
    OfficeFactory,
    PersonFactory,
    PlanFactory,
    SectionFactory,
    SectionMemberFactory,
    active,
)

pytestmark = pytest.mark.django_db


def two(**fields):
    kept = PersonFactory(family_name="Иванова", given_name="Анна", email="anna@library.example", born_on=None)
    return kept, PersonFactory(**{"family_name": "Ивaнова", "given_name": "Анна", "email": "old@library.example", "phone": "+7 900 1", **fields})


def snapshot():
    """Everything that a merge may touch, to be compared before and after."""
    models = (Person, Membership, SectionMember, Privacy)
    return [sorted(map(str, model.objects.values_list())) for model in models]


def test_everything_of_the_other_is_moved_and_the_other_leads_to_the_kept_one():
    kept, gone = two()
    AffiliationFactory(person=gone), SectionMemberFactory(person=gone), OfficeFactory(person=gone)
    active(person=gone, on=date(2026, 3, 1))
    merge_people(kept, gone, by=None)
    kept.refresh_from_db()
    counts = [getattr(kept, name).count() for name in ("affiliations", "sections", "offices", "memberships")]
    assert (counts, kept.phone, Person.objects.get(pk=gone.pk).merged_into) == ([1, 1, 1, 1], "+7 900 1", kept)
    assert [former.name for former in kept.former_names.all()] == ["Ивaнова Анна"]


def test_a_chosen_field_comes_from_the_other():
    kept, gone = two()
    merge_people(kept, gone, from_gone={"email"}, by=None)
    kept.refresh_from_db()
    assert kept.email == "old@library.example"


def test_what_both_have_is_kept_once_and_two_memberships_lose_no_period():
    kept, gone = two()
    section, plan = SectionFactory(), PlanFactory()
    for person in (kept, gone):
        SectionMemberFactory(person=person, section=section)
    active(plan, person=kept, on=date(2026, 6, 1))
    active(plan, person=gone, on=date(2025, 1, 1))
    merge_people(kept, gone, by=None)
    assert (kept.sections.count(), kept.memberships.count()) == (1, 2)
    assert [in_good_standing(kept, day).ok for day in (date(2025, 2, 1), date(2026, 7, 1))] == [True, True]


def test_undoing_brings_every_row_back_to_where_it_was(make_user):
    kept, gone = two(user=make_user())
    section, plan = SectionFactory(), PlanFactory()
    for person in (kept, gone):
        SectionMemberFactory(person=person, section=section)
        Privacy.objects.create(person=person, in_directory=person is gone)
        active(plan, person=person, on=date(2026, 6, 1))
    before = snapshot()
    merge = merge_people(kept, gone, from_gone={"born_on"}, by=None)
    assert snapshot() != before
    undo_merge(merge, by=None)
    assert (snapshot(), MergeRecord.objects.get().state) == (before, "undone")
    with pytest.raises(ValidationError, match="undone already"):
        undo_merge(merge, by=None)


def test_what_was_changed_since_the_merge_is_not_set_back():
    kept, gone = two()
    merge = merge_people(kept, gone, by=None)
    Person.objects.filter(pk=kept.pk).update(phone="+7 999 9")
    undo_merge(merge, by=None)
    assert Person.objects.get(pk=kept.pk).phone == "+7 999 9"


def test_every_relation_of_every_app_to_a_person_is_moved():
    """A relation added tomorrow is moved too: they are found in the models."""
    from sextant.society.members.queries.relations import relations_of

    found = {relation.model._meta.label for relation in relations_of(Person)}
    assert {"members.Membership", "members.Seat", "members.Affiliation", "members.Privacy", "members.ErasureRequest", "members.ImportRow"} <= found


def test_an_entry_cannot_be_merged_twice_or_with_itself():
    kept, gone = two()
    merge_people(kept, gone, by=None)
    for pair in ((kept, gone), (kept, kept)):
        with pytest.raises(ValidationError):
            merge_people(*pair, by=None)


def test_likely_pairs_are_found_by_address_phone_birthday_and_name_in_latin_letters():
    pairs = [
        (
            PersonFactory(family_name="Щукина", given_name="Юлия", born_on=None),
            PersonFactory(family_name="Shchukina", given_name="Yuliya", born_on=None),
        ),
        (
            PersonFactory(family_name="Орлов", given_name="Пётр", phone="8 (900) 123-45-67", born_on=None),
            PersonFactory(family_name="Орлов", given_name="Петр", phone="+79001234567", born_on=None, city="Омск"),
        ),
        (PersonFactory(family_name="Зайцева", given_name="Ольга"), PersonFactory(family_name="Зайцевa", given_name="Ольга")),
    ]
    PersonFactory(family_name="Зайцева", given_name="Ольга", born_on=date(1955, 1, 1))
    found = {(first, second): reason for first, second, reason, _likeness in likely_pairs()}
    assert found == {(pairs[0][0].pk, pairs[0][1].pk): "name", (pairs[1][0].pk, pairs[1][1].pk): "phone", (pairs[2][0].pk, pairs[2][1].pk): "birth"}


def test_a_pair_called_different_is_not_offered_again():
    one, other = PersonFactory(family_name="Орлов"), PersonFactory(family_name="Орлов")
    keep_likely_pairs(likely_pairs())
    call_different(LikelyPair.objects.get(), by=None)
    keep_likely_pairs(likely_pairs())
    assert (LikelyPair.objects.filter(different=False).count(), one.pk < other.pk) == (0, True)


def test_the_office_merges_and_undoes_on_the_pages_and_nobody_else(client, make_user):
    kept, gone = two()
    address = f"/en/members/merges/{kept.pk}/{gone.pk}/"
    client.force_login(make_user("treasurer"))
    assert [client.get(address).status_code, client.post(address).status_code, client.get("/en/members/merges/").status_code] == [403, 403, 403]
    client.force_login(make_user("secretary"))
    client.post("/en/members/merges/")
    run_waiting()
    assert "old@library.example" in client.get(address).content.decode()
    client.post(address, {"field_email": "gone"})
    assert Person.objects.get(pk=kept.pk).email == "old@library.example"
    client.post(f"/en/members/merges/undo/{MergeRecord.objects.get().pk}/")
    assert [Person.objects.get(pk=person.pk).email for person in (kept, gone)] == ["anna@library.example", "old@library.example"]
