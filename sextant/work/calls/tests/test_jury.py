"""The jury: conflicts are found and never given, assignment keeps what is begun, scores are sealed, decisions are held to the prizes."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.base.letters.models import Letter
from sextant.society.grants.models import Grant
from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import AffiliationFactory, OrganisationFactory, PersonFactory
from sextant.work.calls import states
from sextant.work.calls.actions.assigning import ask_assignment, assign_by_hand, store_assignment, take_back_review
from sextant.work.calls.actions.entries import begin_entry, readmit_entry, refuse_entry, submit_entry
from sextant.work.calls.actions.jury import declare_conflict, find_conflicts, invite_juror, leave_jury, takes_part
from sextant.work.calls.actions.parts import save_part
from sextant.work.calls.actions.results import announce, ask_ranking, decide, freeze_stage, reopen_decision
from sextant.work.calls.actions.reviews import recuse, reopen_review, save_review, submit_review
from sextant.work.calls.models import Assignment, Award, Call, Conflict, Entry, Juror, Ranking, Review
from sextant.work.calls.queries.jury import board_of, others_reviews
from sextant.work.calls.solving import solve
from sextant.work.calls.tests.factories import (
    answer_to,
    closed,
    draft_call,
    entry_in,
    given_to,
    juror_in,
    jury_stage,
    now,
    open_call,
    publish_call,
    scored,
    work_off,
)

pytestmark = pytest.mark.django_db


def refused(work, *args, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        work(*args, **kwargs)
    return caught.value.messages


def by_hand(entry: Entry, juror: Juror) -> Review:
    return assign_by_hand(jury_stage(entry.call), Entry.objects.select_related("call").get(pk=entry.pk), juror, now=now(), by=None)


def pairs(call: Call) -> set[tuple[int, int]]:
    return set(Review.objects.filter(entry__call=call).exclude(state=states.RECUSED).values_list("entry", "juror"))


def test_ties_are_found_by_place_of_work_by_name_and_by_the_person_itself():
    call = open_call()
    place = OrganisationFactory()
    colleague, coauthor, free = PersonFactory(), PersonFactory(family_name="Соавторова", given_name="Нина"), PersonFactory()
    AffiliationFactory(person=colleague, organisation=place)
    author = AffiliationFactory(organisation=place).person
    jurors = {name: juror_in(call, one) for name, one in {"colleague": colleague, "coauthor": coauthor, "free": free}.items()}
    entry = begin_entry(call, person=author, title="Together", language="en", at=now(), by=None)
    entry = submit_entry(entry, at=now(), by=None, answers={answer_to(call).pk: "x"}, coauthors=[("Нина Соавторова", "")])
    find_conflicts(call, now=now())
    found = set(Conflict.objects.values_list("juror", "kind"))
    assert found == {(jurors["colleague"].pk, "workplace"), (jurors["coauthor"].pk, "coauthor")}
    assert find_conflicts(call, now=now()) == 0


def test_a_conflict_is_never_overruled_by_hand():
    call = open_call()
    entry, juror = entry_in(call), juror_in(call)
    declare_conflict(juror, entry, kind="family", now=now(), by=None)
    closed(call)
    assert refused(by_hand, entry, juror) == ["There is a conflict of interest (family). A conflict is never overruled."]


def test_a_juror_with_an_entry_is_not_invited_and_one_who_enters_loses_the_own_entry():
    call = open_call()
    author = entry_in(call).person
    assert refused(invite_juror, call, person=author, now=now(), by=None) == ["This person has an entry in the call and cannot judge it."]
    juror = juror_in(call)
    assert "Leave the jury first" in refused(entry_in, call, juror.person)[0]
    leave_jury(juror, who=states.JUROR, now=now(), by=None)
    assert entry_in(call, juror.person).state == states.SUBMITTED


@pytest.mark.parametrize("written", ["Соавторова Нина", "Нина Соавторова", "Н. П. Соавторова", "Соавторова Н.", "Нина Петровна Соавторова"])
def test_a_co_author_is_known_however_the_name_is_written(written):
    call = open_call()
    person = PersonFactory(family_name="Соавторова", given_name="Нина", patronymic="Петровна")
    other = PersonFactory(family_name="Соавторова", given_name="Ольга")
    entry = begin_entry(call, person=PersonFactory(), title="Together", language="en", at=now(), by=None)
    submit_entry(entry, at=now(), by=None, answers={answer_to(call).pk: "x"}, coauthors=[(written, "")])
    assert (takes_part(call, person), takes_part(call, other)) == (True, False)


def test_by_hand_only_after_the_deadline_and_never_to_a_colleague():
    call = open_call()
    place = OrganisationFactory()
    author, colleague = AffiliationFactory(organisation=place).person, AffiliationFactory(organisation=place).person
    entry, juror = entry_in(call, author), juror_in(call, colleague)
    early = refused(by_hand, entry, juror)
    closed(call)
    assert (early, refused(by_hand, entry, juror)) == (
        ["Entries are still coming in. Assign the jury after the deadline."],
        ["There is a conflict of interest (same organisation). A conflict is never overruled."],
    )


def test_a_refused_winner_gives_the_prize_back_and_nothing_changes_after_the_decision():
    call = open_call(per_entry=1)
    reviews = judged(call, [9, 4])
    closed(call)
    stage, prize = jury_stage(call), call.prizes.get()
    decide(stage, reviews[0].entry, goes_on=False, prize=prize, reason="", by=None)
    refuse_entry(reviews[0].entry, reason="Not by the author.", by=None)
    decide(stage, reviews[1].entry, goes_on=False, prize=prize, reason="", by=None)
    readmit_entry(Entry.objects.select_related("call").get(pk=reviews[0].entry_id), by=None)
    ask_ranking(stage, by=None)
    work_off()
    freeze_stage(stage, typed="1", now=now(), by=None)
    assert refused(refuse_entry, Entry.objects.select_related("call").get(pk=reviews[1].entry_id), reason="x", by=None) == [
        "The call is decided; its entries stay as they are."
    ]


def test_a_stage_is_not_made_final_while_entries_come_in():
    call = open_call(per_entry=1)
    judged(call, [9])
    assert "after the deadline" in refused(freeze_stage, jury_stage(call), typed="0", now=now(), by=None)[0]


def test_a_weight_that_changed_makes_a_ranking_stale():
    call = open_call(per_entry=1)
    reviews = judged(call, [9])
    closed(call)
    stage = jury_stage(call)
    ask_ranking(stage, by=None)
    work_off()
    decide(stage, reviews[0].entry, goes_on=False, prize=call.prizes.get(), reason="", by=None)
    save_part(call, "criterion", call.criteria.get(), by=None, weight=7)
    assert "Reckon it again" in refused(freeze_stage, stage, typed="1", now=now(), by=None)[0]


def test_places_are_counted_within_a_category():
    call = open_call(per_entry=1)
    groups = [save_part(call, "category", None, by=None, title_en=name) for name in ("Towns", "Villages")]
    juror = juror_in(call, load=100)
    for place, value in enumerate((9, 8, 3, 2)):
        entry = begin_entry(call, person=PersonFactory(), title=f"W{place}", language="en", at=now(), by=None)
        entry = submit_entry(entry, at=now(), by=None, answers={answer_to(call).pk: "x"}, category=groups[place % 2])
        scored(given_to(entry, juror), value)
    closed(call)
    ask_ranking(jury_stage(call), by=None)
    work_off()
    assert sorted(one["rank"] for one in Ranking.objects.get().result["places"]) == [1, 1, 2, 2]


def test_an_assignment_keeps_what_is_begun_and_what_was_given_by_hand():
    call = open_call(per_entry=2)
    entries, jurors = [entry_in(call) for _ in range(4)], [juror_in(call) for _ in range(3)]
    closed(call)
    given = by_hand(entries[0], jurors[0])
    stage = jury_stage(call)
    for _ in range(2):
        ask_assignment(stage, now=now(), by=None)
        work_off()
    begun = Review.objects.exclude(pk=given.pk).select_related("entry__call", "juror__person").first()
    save_review(begun, scores={}, comment="Begun.", feedback="", now=now(), by=None)
    recused = Review.objects.filter(stage=stage).exclude(pk__in=[begun.pk, given.pk]).select_related("entry__call", "juror__person").first()
    recuse(recused, kind="other", now=now(), by=None)
    ask_assignment(stage, now=now(), by=None)
    work_off()
    standing = pairs(call)
    assert {(given.entry_id, given.juror_id), (begun.entry_id, begun.juror_id)} <= standing
    assert (recused.entry_id, recused.juror_id) not in standing
    assert sorted(entry for entry, _juror in standing) == sorted([entry.pk for entry in entries] * 2)


def test_an_entry_with_no_eligible_juror_is_named_with_what_would_help():
    call = open_call(per_entry=1)
    entry, juror = entry_in(call), juror_in(call)
    declare_conflict(juror, entry, kind="family", now=now(), by=None)
    closed(call)
    stage = jury_stage(call)
    ask_assignment(stage, now=now(), by=None)
    work_off()
    run = Assignment.objects.get(stage=stage)
    assert [(one["entry"], one["missing"], one["constraint"]) for one in run.unfilled] == [("001", 1, "conflicts")]
    assert run.unfilled[0]["en"].endswith("without a conflict.")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_conflicts_no_assignment_gives_one(data):
    Call.objects.all().delete() if not Review.objects.exists() else None
    call = open_call(f"c{Call.objects.count()}", per_entry=2)
    entries, jurors = [entry_in(call) for _ in range(4)], [juror_in(call, load=3) for _ in range(4)]
    barred = data.draw(st.sets(st.tuples(st.sampled_from(entries), st.sampled_from(jurors)), max_size=10))
    for entry, juror in barred:
        declare_conflict(juror, entry, kind="other", now=now(), by=None)
    closed(call)
    stage = jury_stage(call)
    store_assignment(stage, solve(stage, board_of(stage)), now=now(), by=None)
    assert pairs(call) & {(entry.pk, juror.pk) for entry, juror in barred} == set()
    assert all(list(pairs(call)).count((entry, juror)) == 1 for entry, juror in pairs(call))


def test_a_juror_who_left_between_solving_and_storing_gets_nothing():
    call = open_call(per_entry=1)
    entry_in(call)
    juror = juror_in(call)
    closed(call)
    stage = jury_stage(call)
    solved = solve(stage, board_of(stage))
    leave_jury(juror, who=states.JUROR, now=now(), by=None)
    store_assignment(stage, solved, now=now(), by=None)
    assert pairs(call) == set()


def test_scores_outside_the_scale_and_missing_ones_are_refused():
    call = open_call(score_low=1, score_high=5)
    review = given_to(entry_in(call), juror_in(call))
    criterion = call.criteria.get()
    words = {"comment": "", "feedback": "", "now": now(), "by": None}
    assert refused(submit_review, review, scores={criterion.pk: 6}, **words) == ["“Use for readers” is scored from 1 to 5."]
    assert refused(submit_review, review, scores={criterion.pk: None}, **words) == ["A score is missing: Use for readers."]


def test_other_reviews_open_only_after_the_own_one_is_in():
    call = open_call(shows_reviews=True)
    entry = entry_in(call)
    mine, other = given_to(entry, juror_in(call)), given_to(entry, juror_in(call))
    scored(other, 3)
    before = list(others_reviews(mine))
    mine = scored(mine, 8)
    assert (before, [one.pk for one in others_reviews(mine)]) == ([], [other.pk])


def test_a_submitted_review_is_not_taken_back_but_may_be_opened_again_by_its_juror():
    call = open_call()
    review = scored(given_to(entry_in(call), juror_in(call)), 5)
    assert refused(take_back_review, review, by=None) == ["This review is submitted; it is part of the record and stays."]
    assert reopen_review(review, now=now(), by=None).state == states.ASSIGNED


def judged(call: Call, values: list[int]) -> list[Review]:
    """So many entries, each with one review of that score."""
    juror = juror_in(call, load=100)
    return [scored(given_to(entry_in(call), juror), value) for value in values]


@pytest.mark.parametrize(("values", "note"), [([5, 7, 9], "one"), ([6, 6, 6], "equal")])
def test_one_juror_or_equal_scores_fall_back_to_means_and_say_so(values, note):
    call = open_call(per_entry=1)
    judged(call, values)
    closed(call)
    ask_ranking(jury_stage(call), by=None)
    work_off()
    result = Ranking.objects.get().result
    assert (result["method"], len(result["places"]), bool(result["notes"])) == ("mean", 3, True)


def test_a_result_becomes_final_only_from_the_scores_as_they_are_and_with_the_number_typed():
    call = open_call(per_entry=1)
    reviews = judged(call, [9, 4])
    closed(call)
    stage = jury_stage(call)
    ask_ranking(stage, by=None)
    work_off()
    decide(stage, reviews[0].entry, goes_on=False, prize=call.prizes.get(), reason="", by=None)
    assert "Type this number" in refused(freeze_stage, stage, typed="2", now=now(), by=None)[0]
    reopened = reopen_review(Review.objects.select_related("entry__call").get(pk=reviews[1].pk), now=now(), by=None)
    scored(reopened, 10)
    assert "Reckon it again" in refused(freeze_stage, stage, typed="1", now=now(), by=None)[0]
    ask_ranking(stage, by=None)
    work_off()
    freeze_stage(stage, typed="1", now=now(), by=None)
    call.refresh_from_db()
    assert (call.state, Ranking.objects.filter(is_final=True).count()) == (states.DECIDED, 1)
    reopen_decision(call, reason="A score was mistyped.", by=None)
    call.refresh_from_db()
    assert call.state == states.PUBLISHED


def test_never_more_prizes_than_there_are():
    call = open_call(per_entry=1)
    reviews = judged(call, [9, 4])
    closed(call)
    stage, prize = jury_stage(call), call.prizes.get()
    decide(stage, reviews[0].entry, goes_on=False, prize=prize, reason="", by=None)
    assert refused(decide, stage, reviews[1].entry, goes_on=False, prize=prize, reason="", by=None) == [
        "Every “First prize” is given already. Take one back first."
    ]


def test_who_goes_on_is_judged_at_the_next_stage_and_the_others_keep_their_place():
    call = draft_call(per_entry=1)
    final = save_part(call, "stage", None, by=None, kind="jury", title_en="Final", title_ru="Финал")
    call = publish_call(call, by=None, now=now())
    juror = juror_in(call, load=100)
    first = call.stages.first()
    reviews = []
    for value in (9, 4):
        entry = entry_in(call)
        review = Review.objects.create(stage=first, entry=entry, juror=juror)
        reviews.append(scored(Review.objects.select_related("entry__call").get(pk=review.pk), value))
    closed(call)
    ask_ranking(first, by=None)
    work_off()
    decide(first, reviews[0].entry, goes_on=True, prize=None, reason="", by=None)
    freeze_stage(first, typed="1", now=now(), by=None)
    stages = {review.entry_id: review.entry.stage_id for review in Review.objects.select_related("entry")}
    assert stages == {reviews[0].entry_id: final.pk, reviews[1].entry_id: first.pk}


@pytest.mark.parametrize("title_ru", ["Грант", "Грант имени Рубакина"])
def test_a_prize_with_money_becomes_a_grant_once_and_names_nobody(title_ru):
    open_books()
    call = draft_call(per_entry=1)
    prize = {
        "kind": "project",
        "title_en": "Project grant",
        "title_ru": title_ru,
        "amount_minor": 300_000_00,
        "first_percent": 70,
        "report_days": 200,
    }
    money = save_part(call, "prize", None, by=None, **prize)
    budget = save_part(call, "field", None, by=None, kind="budget", label_en="Budget", label_ru="Смета")
    call = publish_call(call, by=None, now=now())
    entry = begin_entry(call, person=PersonFactory(family_name="Рубакин"), title="Bookmobile", language="en", at=now(), by=None)
    entry = submit_entry(entry, at=now(), by=None, answers={answer_to(call).pk: "x", budget.pk: [["Fuel", 300_000_00]]})
    scored(given_to(entry, juror_in(call)), 9)
    closed(call)
    stage = jury_stage(call)
    ask_ranking(stage, by=None)
    work_off()
    decide(stage, entry, goes_on=False, prize=money, reason="", by=None)
    freeze_stage(stage, typed="1", now=now(), by=None)
    call.refresh_from_db()
    announce(call, on=now().date(), now=now(), by=None)
    grant, award = Grant.objects.get(), Award.objects.get()
    parts = list(grant.instalments.order_by("due_on").values_list("amount_minor", "condition"))
    assert (grant.about_key, grant.person, grant.amount_minor, parts) == (
        str(award.pk),
        entry.person,
        300_000_00,
        [(210_000_00, "signing"), (90_000_00, "report")],
    )
    assert list(grant.budget.values_list("title", "amount_minor")) == [("Fuel", 300_000_00)]
    assert ("Рубакин" not in grant.title_ru + grant.title_en, grant.title_ru.startswith("Грант")) == (True, True)
    assert "announced once" in refused(announce, Call.objects.get(pk=call.pk), on=now().date(), now=now(), by=None)[0]


def test_letters_to_jurors_of_a_blind_call_name_no_author():
    call = open_call(blind="double", per_entry=1)
    entry = entry_in(call, PersonFactory(family_name="Тайнова"), title="The yard of Тайнова")
    juror_in(call)
    closed(call)
    ask_assignment(jury_stage(call), now=now(), by=None)
    work_off()
    to_jurors = Letter.objects.exclude(to_address=entry.person.email)
    assert to_jurors.count() == 2
    assert all("Тайнов" not in letter.subject + letter.body for letter in to_jurors)


def test_the_record_holds_no_score_and_no_name_of_an_author():
    from sextant.base.audit.models import Entry as Line

    call = open_call()
    person: Person = PersonFactory(family_name="Тайнова")
    scored(given_to(entry_in(call, person), juror_in(call)), 9, feedback="Nine of ten.")
    said = str(list(Line.objects.values_list("before", "after")))
    assert "Тайнова" not in said
    assert "Nine of ten" not in said
