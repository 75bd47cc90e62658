"""Versions of questionnaires: brought in, proposed, drafted, voted, in force, and asked by the rounds of their years."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from sextant.base.letters.models import Letter
from sextant.lab.returns.questionnaires import load
from sextant.society.documents.actions.clauses import add_clause, save_clause
from sextant.society.documents.actions.consulting import close_consultation
from sextant.society.documents.actions.publishing import publish
from sextant.society.documents.models import Document
from sextant.society.documents.tests.factories import consulted
from sextant.society.members.models import Affiliation
from sextant.society.members.tests.factories import OrganisationFactory
from sextant.work.returns import states
from sextant.work.returns.actions.changes import give_up_change
from sextant.work.returns.actions.proposals import propose, take_up, turn_down, withdraw_proposal
from sextant.work.returns.document_kind import voters
from sextant.work.returns.models import QuestionnaireChange, QuestionnaireProposal, QuestionnaireVersion
from sextant.work.returns.queries.drafts import draft_of
from sextant.work.returns.queries.questionnaires import items_changed, rules_changed, valid_for, versions_of
from sextant.work.returns.queries.questions import questionnaire_of
from sextant.work.returns.tests.questionnaires import GAMES, NOTES, a_change, approved, brought, file_of, proposed, published, taken, voter
from sextant.work.returns.tests.rounds import YEAR, acting_for, collection_with, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def refusal(action, *args, **fields):
    with pytest.raises(ValidationError) as refused:
        action(*args, **fields)
    return " ".join(refused.value.messages)


def draft(change):
    return change.document.versions.order_by("-number")[0]


def test_a_voted_change_is_the_version_that_rounds_of_its_years_ask_and_earlier_rounds_keep_theirs(make_user):
    earlier = opened(1)
    people = [voter(make_user) for _one in range(3)]
    change = a_change(YEAR + 1)
    taken(change)
    publication = published(change, people[:2])
    version = QuestionnaireVersion.objects.get()
    assert (version.code, version.number, version.version, version.valid_from, version.origin) == ("public", 2, "2027.1", 2027, "voted")
    change.refresh_from_db()
    assert (change.state, change.result, publication.version.document_id) == (states.ADOPTED, version, change.document_id)
    assert QuestionnaireProposal.objects.get().state == states.IN_FORCE
    later = opened(collection=collection_with(1, "city"), year=YEAR + 1)
    asked = [questionnaire_of(work).items for work in (earlier, later)]
    assert ["games" in items for items in asked] == [False, True]
    assert (earlier.questionnaire_version, later.questionnaire_version) == ("2026.1", "2027.1")
    assert [(one.version, one.since, one.until) for one in versions_of("public")] == [("2026.1", 2026, 2026), ("2027.1", 2027, None)]


def test_what_a_document_says_is_what_the_version_asks(make_user):
    """A wording that an editor changes in the draft stands in the version; all else is as it was."""
    change = a_change()
    clause = draft(change).clauses.get(key="i-visits")
    said = clause.text_en.replace(load("public").items["visits"].definition.en, "People who come in.")
    save_clause(clause, revision=clause.revision, by=None, part_of=clause.part_of, heading_en="Visits in person", text_en=said.replace("\n", "\r\n"))
    published(change, [voter(make_user)])
    before, after = (one.asked for one in versions_of("public"))
    (row,) = items_changed(before, after)
    assert [(one.name, one.language) for one in row.reworded] == [("label", "en"), ("definition", "en")]
    assert (row.after.definition.en, row.otherwise) == ("People who come in.", ())


def test_an_unchanged_draft_is_the_version_it_was_drafted_from():
    change = a_change()
    assert items_changed(load("public"), draft_of(change, draft(change))) == []


def test_how_it_is_asked_cannot_be_reworded_and_nobody_votes_on_such_a_text(make_user):
    voter(make_user)
    change = a_change()
    clause = draft(change).clauses.get(key="i-visits")
    save_clause(clause, revision=clause.revision, by=None, part_of=clause.part_of, text_en=clause.text_en.replace("unit: visits", "unit: loans"))
    said = refusal(approved, change.document, [])
    assert "The last paragraph of the clause" in said
    assert "unit: visits" in said
    assert Document.objects.get(pk=change.document_id).state == "drafting"


def test_a_clause_without_unit_and_kind_is_refused_with_what_to_do(make_user):
    voter(make_user)
    change = a_change()
    version = draft(change)
    chapter = version.clauses.get(key="s-users")
    add_clause(version, by=None, part_of=chapter, heading_en="Guests", heading_ru="Гости", text_en="Guests.", text_ru="Гости.")
    assert "add the item by a proposal" in refusal(approved, change.document, [])


def test_a_document_of_another_unit_has_a_bridge_and_the_checks_follow(make_user):
    change = a_change()
    row = proposed(
        kind="change",
        item="visits",
        continuity="bridge",
        formula="visits * 1.1",
        fields={"label_en": "Gate counts", "label_ru": "Счёт турникетов"},
        **NOTES,
    )
    taken(change, row)
    published(change, [voter(make_user)])
    before, after = (one.asked for one in versions_of("public"))
    (old,) = after.items["visits_2027"].replaces
    assert (old.code, old.until, old.formula, old.note.ru) == ("visits", 2026, "visits * 1.1", NOTES["note_ru"])
    assert {"visits", "visits_2027"} <= {one.item.code for one in items_changed(before, after)}
    assert [(rule.state, rule.code) for rule in rules_changed(before, after)] == [("removed", "loans_per_visit")]


def test_proposals_are_taken_up_turned_down_or_withdrawn_and_the_proposer_is_told(make_user):
    user, change = make_user(), a_change()
    rows = [proposed(by=user) for _one in range(3)]
    taken(change, rows[0])
    turn_down(rows[1], decision="It is in the catalogue statistics.", by=None)
    withdraw_proposal(rows[2], by=user)
    assert [QuestionnaireProposal.objects.get(pk=one.pk).state for one in rows] == [states.TAKEN_UP, states.TURNED_DOWN, states.WITHDRAWN]
    letters = Letter.objects.filter(template="returns.proposal").order_by("pk")
    assert [letter.recipient for letter in letters] == [user, user]
    assert "It is in the catalogue statistics." in letters[1].body
    for row in rows:
        assert "decided already" in refusal(turn_down, row, decision="No.", by=None)
    assert "games" in draft_of(change, draft(change)).items


def test_a_proposal_needs_a_change_and_must_be_possible():
    assert "Nothing is changed" in refusal(proposed, kind="change", item="visits", fields={})
    assert "is not asked" not in refusal(proposed, kind="retire", item="guests", fields={})
    assert "another unit" in refusal(proposed, kind="change", item="visits", fields={"unit": "loans"})
    assert "Say why" in refusal(turn_down, proposed(), decision=" ", by=None)
    row = propose(
        questionnaire="public",
        kind="add",
        data={"section": "users", "fields": {k: v for k, v in GAMES.items() if not k.endswith("_ru")}},
        reason="R",
        burden="B",
        by=None,
    )
    change = a_change()
    assert "label_ru" in refusal(take_up, row, change, data={**row.data, "item": "games"}, decision="", by=None)
    assert QuestionnaireProposal.objects.get(pk=row.pk).state == states.PROPOSED


def test_while_the_draft_is_read_it_stands_still_and_between_rounds_it_takes_proposals(make_user):
    change = a_change()
    consulted(change.document)
    row = proposed()
    assert "stands still" in refusal(take_up, row, change, data={**row.data, "item": "games"}, decision="", by=None)
    close_consultation(Document.objects.get(pk=change.document_id), by=None)
    taken(change, row)
    assert draft(change).number == 2


def test_a_change_given_up_frees_its_proposals_and_its_document_changes_nothing(make_user):
    change, people = a_change(), [voter(make_user)]
    row = taken(change)
    approved(change.document, people)
    give_up_change(change, reason="The board wants to wait.", by=None)
    row.refresh_from_db()
    assert (row.state, row.change) == (states.PROPOSED, None)
    assert "under way" in refusal(publish, Document.objects.get(pk=change.document_id), by=None)
    assert (QuestionnaireVersion.objects.count(), Document.objects.get(pk=change.document_id).state) == (0, "approved")
    assert a_change().version == "2027.1"


def test_one_change_at_a_time_from_a_later_year_and_none_for_years_that_are_collected():
    opened(1)
    assert "Let the next one begin in a later year" in refusal(a_change, 2026)
    a_change(2027)
    assert "is under way" in refusal(a_change, 2028)
    assert "is under way" in refusal(brought)
    assert "is still being decided" in refusal(opened, collection=collection_with(1, "city"), year=2027)


def test_a_file_is_stored_as_the_next_version_and_what_is_wrong_is_said():
    row = brought()
    assert (row.number, row.valid_from, row.origin) == (2, 2027, "uploaded")
    assert valid_for(versions_of("public"), 2030).version == "2027.1"
    own = brought(text=file_of().read().decode().replace('code = "public"', 'code = "academic"', 1))
    assert (own.code, own.number) == ("academic", 1)
    opened(1)
    text = file_of("2028.1", 2028).read().decode()
    for fields, sentence in (
        ({}, "There is a version 2027.1"),
        ({"version": "2026.5", "year": 2026}, "valid from 2027 on"),
        ({"version": "2027/2"}, "Latin letters, digits, points"),
        ({"text": text.replace('unit = "visits"', 'unit = "loans"', 1)}, "under the same name"),
        ({"text": text.replace('kind = "count"', 'kind = "number"', 1)}, "own.toml, premises, population"),
        ({"text": "code ="}, "not TOML"),
        ({"text": text.replace('"public"', '"Пу"', 1)}, "small Latin letters"),
    ):
        assert sentence in refusal(brought, **fields), fields
    opened(collection=collection_with(1, "city"), year=2027)
    assert "collected with this questionnaire already" in refusal(brought, version="2027.2", year=2027)
    assert QuestionnaireVersion.objects.count() == 2


def test_a_member_organisation_has_one_vote(make_user):
    """Of two who act for a library, whoever has done so longer; a library whose membership lapsed has none."""
    first = voter(make_user)
    organisation = Affiliation.objects.get(person=first).organisation
    acting_for(make_user(), organisation)
    acting_for(make_user(), OrganisationFactory())
    assert [person.pk for person in voters(timezone.localdate())] == [first.pk]


def test_the_database_keeps_one_change_and_its_result():
    change = a_change()
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionnaireChange.objects.filter(pk=change.pk).update(state=states.ADOPTED)
