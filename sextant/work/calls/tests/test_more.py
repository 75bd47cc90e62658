"""Likeness, the public vote, measures, what is forgotten with a person, copies for another year, the calendar file."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from sextant.base.measures.registry import ASSOCIATION, Period, Scope
from sextant.society.events.support import links_for
from sextant.society.events.tests.factories import published
from sextant.society.members.tests.factories import PersonFactory, SectionFactory
from sextant.work.calls import measures, states
from sextant.work.calls.actions.calls import begin_call, change_call, copy_call, publish_call
from sextant.work.calls.actions.comparing import ask_comparison
from sextant.work.calls.actions.forgetting import forget_person
from sextant.work.calls.actions.parts import remove_part, save_part
from sextant.work.calls.actions.voting import cast_vote
from sextant.work.calls.models import Award, Call, Entry, Resemblance, Stage
from sextant.work.calls.queries.results import votes_of
from sextant.work.calls.tests.factories import closed, draft_call, entry_in, given_to, juror_in, now, open_call, scored, with_log_in, work_off

pytestmark = pytest.mark.django_db

LONG = "We opened the yard for readers in summer and half of those who came had never been to a library before, so we kept it open in autumn too."


def refused(work, *args, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        work(*args, **kwargs)
    return caught.value.messages


def test_an_entry_that_repeats_an_earlier_one_is_shown_with_the_passage():
    earlier = entry_in(open_call("earlier"), text=LONG)
    call = open_call()
    copied, own = entry_in(call, text=f"{LONG} And now?"), entry_in(call, text="A bookmobile for villages without a library at all.")
    ask_comparison(call, by=None)
    work_off()
    found = Resemblance.objects.get()
    assert (found.entry, found.other, found.share > 0.9, "half of those who came" in found.passage) == (copied, earlier, True, True)
    assert own.resemblances.count() == 0


def vote_of(call: Call) -> Stage:
    Stage.objects.filter(call=call).update(kind="vote")
    return call.stages.get()


def test_one_voice_a_log_in_which_may_be_changed_and_never_for_oneself():
    call = open_call()
    author, voter = with_log_in(PersonFactory()), with_log_in(PersonFactory())
    mine, other = entry_in(call, author), entry_in(call)
    stage = vote_of(call)
    for entry in (mine, other):
        cast_vote(stage, entry, today=now().date(), by=voter.user)
    assert votes_of(stage) == {other.pk: 1}
    assert refused(cast_vote, stage, mine, today=now().date(), by=author.user) == ["Nobody votes for their own entry."]
    Stage.objects.update(ends_on=now().date() - timedelta(days=1))
    assert refused(cast_vote, stage, mine, today=now().date(), by=voter.user) == ["There is no vote today."]


def test_the_record_of_a_vote_names_neither_voter_nor_choice():
    from sextant.base.audit.models import Entry as Line

    call = open_call()
    voter, entry = with_log_in(PersonFactory()), entry_in(call)
    cast_vote(vote_of(call), entry, today=now().date(), by=voter.user)
    line = Line.objects.get(verb="calls.cast_vote")
    assert (line.actor, line.object_id, line.after) == (None, "", {})


def test_measures_count_what_was_sent_given_and_announced_in_the_year():
    section = SectionFactory()
    call = open_call(section=section)
    young = entry_in(call, PersonFactory(born_on=date(now().year - 25, 1, 1)))
    entry_in(call, PersonFactory(born_on=date(now().year - 50, 1, 1)))
    entry_in(call, PersonFactory(born_on=None))
    Award.objects.create(entry=young, person=young.person, prize=call.prizes.get(), key="k", given_on=now().date())
    Call.objects.update(state=states.ANNOUNCED, announced_at=now())
    year = Period.of_year(now().year)

    def values(scope: Scope) -> list[float | None]:
        functions = (measures.held, measures.entries, measures.young_entries, measures.young_share, measures.awards)
        return [function(year, scope).value for function in functions]

    assert values(ASSOCIATION) == [1, 3, 1, 50, 1]
    assert values(Scope("section", str(section.pk))) == [1, 3, 1, 50, 1]
    assert values(Scope("section", str(SectionFactory().pk))) == [0, 0, 0, None, 0]
    assert values(Scope("region", "RU-MOW")) == [None] * 5
    assert len(list(measures.young_entries(year, ASSOCIATION).source.records())) == 1


def test_a_person_is_forgotten_after_the_call_and_not_while_the_entry_is_judged():
    call = open_call()
    entry = entry_in(call)
    scored(given_to(entry, juror_in(call)), 8)
    assert "has to be withdrawn first" in refused(forget_person, entry.person)[0]
    Call.objects.update(state=states.ANNOUNCED)
    forget_person(entry.person)
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.title, kept.answers.count(), kept.number, kept.reviews.count()) == ("—", 0, 1, 1)


def test_a_copy_has_every_part_a_year_later_and_nothing_of_what_happened():
    call = open_call()
    save_part(call, "category", None, by=None, title_en="Towns", title_ru="Города")
    save_part(call, "condition", None, by=None, kind="age", values={"years": 35, "day": "2026-06-01"})
    copy = copy_call(call, slug="next-year", by=None)
    counts = [getattr(copy, name).count() for name in ("fields", "criteria", "prizes", "stages", "categories", "conditions", "entries", "jurors")]
    assert counts == [1, 1, 1, 1, 1, 1, 0, 0]
    assert (copy.state, copy.closes_at - call.closes_at, copy.conditions.get().values) == (
        states.DRAFT,
        timedelta(days=364),
        {"years": 35, "day": "2027-06-01"},
    )


def test_a_call_that_lacks_something_is_not_published_and_says_all_of_it():
    call = begin_call(slug="bare", by=None, title_en="Bare", opens_at=now(), closes_at=now() + timedelta(days=1))
    assert refused(publish_call, call, by=None, now=now()) == [
        "Write what is called for.",
        "Add at least one question to the entry form.",
        "Add at least one criterion for the jury.",
    ]


def test_a_deadline_is_not_moved_into_the_past_nor_the_scale_once_reviews_are_given():
    call = open_call()
    words = {"by": None, "now": now()}
    assert "over already" in refused(change_call, call, closes_at=now() - timedelta(hours=1), **words)[0]
    given_to(entry_in(call), juror_in(call))
    assert "stay as they are" in refused(change_call, call, score_high=100, **words)[0]
    assert "stay as they are" in refused(change_call, call, blind="single", **words)[0]


def test_a_question_with_answers_and_a_criterion_with_scores_stay():
    call = open_call()
    scored(given_to(entry_in(call), juror_in(call)), 8)
    assert refused(remove_part, call, "field", call.fields.get(), by=None) == [
        "Entries answer this question already. It can be changed, not removed."
    ]
    assert refused(remove_part, call, "criterion", call.criteria.get(), by=None) == ["Jurors have scored this criterion already."]


def test_no_call_takes_the_address_of_a_page():
    assert "taken by a page" in refused(draft_call, "office")[0]


def test_the_calendar_file_tells_the_deadline_in_utc(client):
    call = open_call()
    made = Calendar.from_ical(client.get(f"/en/calls/{call.slug}/calendar.ics").content)
    deadlines = [event.decoded("dtstart") for event in made.walk("VEVENT") if "Deadline" in event["summary"]]
    assert deadlines == [call.closes_at.replace(microsecond=0)]


def test_an_open_call_for_an_event_is_shown_on_its_page_and_a_closed_one_is_not():
    event = published()
    call = open_call(kind="travel", event=event)
    shown = [(link.url, str(link.label)) for link in links_for(event, None)]
    assert shown == [(f"/en/calls/{call.slug}/", "Apply for travel support")]
    closed(call)
    assert links_for(event, None) == []
