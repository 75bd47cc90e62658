"""What may not be seen is not seen, what may not be done is not done: proposals, drafts, answers, called-off pilots, files."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sextant.base.exports.registry import exports
from sextant.base.search.models import Entry
from sextant.society.agenda.evidence import found
from sextant.society.concepts.demand import sources
from sextant.society.concepts.models import Concept, Label
from sextant.society.members.actions.erasures import ask_erasure, erase_person
from sextant.society.members.actions.merges import merge_people
from sextant.society.members.panels import panels_of
from sextant.society.members.queries.held import held_about
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory
from sextant.work.practice.actions.invitations import answer_invitation
from sextant.work.practice.actions.pilots import call_off_pilot, publish_pilot
from sextant.work.practice.models import Brief, Pilot, PilotFile
from sextant.work.practice.tests.factories import (
    TODAY,
    accepted,
    adopted,
    briefed,
    draft,
    finished,
    invitation,
    opened,
    planned,
    proposed,
    recommended,
    reported,
    representative,
    running,
)

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"practice:{name}", args=args)


@pytest.fixture
def keeper(make_user):
    return make_user("secretary")


@pytest.fixture
def other(make_user):
    return make_user("director")


@pytest.fixture
def author(make_user):
    return make_user("member")


def text_of(answer):
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()


PUBLIC = ("board", "times", "pilots", "adoptions")


def public_text(client):
    """All that a visitor can read in lists and downloads."""
    pages = [client.get(f"{page(name)}{more}") for name in PUBLIC for more in ("", "?format=json")]
    return "".join(text_of(one) for one in pages)


def test_a_proposal_is_read_by_its_proposer_and_those_who_decide(client, make_user, author, keeper):
    finding = proposed(author, title_en="Secret idea")
    for user, status in ((None, 302), (make_user("member"), 403), (author, 200), (keeper, 200)):
        client.logout()
        if user is not None:
            client.force_login(user)
        assert client.get(page("finding", finding.pk)).status_code == status
        assert ("Secret idea" in public_text(client)) is False
    client.force_login(author)
    assert (client.post(page("accept_finding", finding.pk)).status_code, client.get(page("proposals")).status_code) == (403, 403)


def test_only_a_member_brings_a_finding_in(client, make_user):
    assert client.get(page("new_finding")).status_code == 302
    client.force_login(make_user())
    assert client.get(page("new_finding")).status_code == 403


def test_an_unpublished_brief_is_nowhere_to_be_found(client, make_user, author):
    brief = draft(by=author, title_en="Secret brief", found_en="Secret words")
    for user, status in ((None, 302), (make_user("member"), 403), (author, 200)):
        client.logout()
        if user is not None:
            client.force_login(user)
        assert {client.get(page(name, brief.pk)).status_code for name in ("brief", "brief_pdf")} == {status}
    client.logout()
    assert "Secret" not in client.get(brief.finding.get_absolute_url()).content.decode()
    assert Entry.objects.filter(kind="practice.brief").count() == 0
    client.force_login(make_user("member"))
    assert client.get(page("write_brief", brief.finding_id)).status_code == 403


def test_what_libraries_answer_is_theirs(client, make_user, author, keeper):
    mine, theirs = make_user(), make_user()
    library, second = representative(mine, name_en="Pskov Library"), representative(theirs, name_en="Tver Library")
    call = opened(author, keeper)
    answer_invitation(call, library, state="question", words="Secret doubts", by=mine, today=TODAY())
    answer_invitation(call, second, state="no", words="Secret refusal", by=theirs, today=TODAY())
    for user, seen in ((None, (False, False)), (author, (False, False)), (mine, (True, False)), (theirs, (False, True)), (keeper, (True, True))):
        client.logout()
        if user is not None:
            client.force_login(user)
        shown = client.get(page("invitation", call.pk)).content.decode()
        assert ("Secret doubts" in shown, "Secret refusal" in shown) == seen
        assert ("Pskov Library" in shown) == (user in (mine, keeper))


def test_a_library_answers_on_the_page_and_not_for_another(client, make_user, author, keeper):
    user, stranger = make_user(), make_user()
    library = representative(user)
    elsewhere = representative(stranger)
    call = opened(author, keeper)
    client.force_login(user)
    given = {"organisation": library.pk, "state": "yes"}
    with pytest.raises(ValidationError, match="Pilots take place in libraries"):
        answer_invitation(call, representative(user, kind="publisher"), state="no", by=user, today=TODAY())
    refused = client.post(page("answer_invitation", call.pk), given)
    assert (refused.status_code, "Agree to that, or answer no" in refused.content.decode()) == (400, True)
    assert client.post(page("answer_invitation", call.pk), {**given, "organisation": elsewhere.pk, "may_be_named": "on"}).status_code == 400
    assert client.post(page("answer_invitation", call.pk), {**given, "may_be_named": "on"}).status_code == 302
    assert [(one.organisation, one.state) for one in call.answers.all()] == [(library, "yes")]
    assert client.post(page("agree_pilot", call.answers.get().pk)).status_code == 403
    assert client.get(page("mine")).status_code == 200


def test_a_draft_of_an_invitation_asks_nobody(client, make_user, author, keeper):
    user = make_user()
    library = representative(user)
    call = invitation(author, keeper)
    client.force_login(user)
    assert client.get(page("invitation", call.pk)).status_code == 403
    assert client.post(page("answer_invitation", call.pk), {"organisation": library.pk, "state": "no"}).status_code == 403
    assert list(next(one for one in sources() if one.name == "pilots").texts()) == []


def test_planned_and_called_off_pilots_are_between_the_library_and_the_association(client, author, keeper):
    call, library = opened(author, keeper), OrganisationFactory(name_en="Shy Library")
    pilot = planned(call, library, keeper)
    later = running(call, OrganisationFactory(name_en="Bold Library"), keeper)
    assert ("Bold Library" in public_text(client), client.get(page("pilot", later.pk)).status_code) == (True, 200)
    call_off_pilot(later, reason="Secret trouble", by=keeper)
    for one in (pilot, later):
        assert client.get(page("pilot", one.pk)).status_code == 302
        assert found(None, "practice.pilot", {str(one.pk)}) == {}
    everything = public_text(client) + client.get(call.finding.get_absolute_url()).content.decode()
    assert [name in everything for name in ("Shy Library", "Bold Library", "Secret trouble")] == [False, False, False]
    assert panels_of("organisation", keeper, library) == [] or "practice" not in str(panels_of("organisation", keeper, library))


def test_an_outcome_that_waits_leaks_neither_by_download_nor_by_filter(client, author, keeper, other):
    pilot = reported(opened(author, keeper), OrganisationFactory(), keeper, reasons_en="Secret reasons", verdict="failed", after=17)
    rows = "".join(str(list(one.table().records())) for one in exports())
    assert ("17" in text_of(client.get(f"{page('pilots')}?format=csv")), "failed" in rows) == (False, False)
    assert pilot.organisation.name_en not in client.get(f"{page('pilots')}?verdict=failed").content.decode().split("<tbody>")[-1]
    publish_pilot(pilot, by=other, on=TODAY())
    assert "17" in text_of(client.get(f"{page('pilots')}?format=csv"))


PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def test_files_are_looked_into_and_read_by_whom_the_library_says(client, make_user, author, keeper, other):
    user = make_user()
    library = representative(user)
    pilot = running(opened(author, keeper), library, keeper)
    client.force_login(user)
    for name, content in (
        ("report.pdf", b"<html><script>alert(1)</script>"),
        ("a.svg", b"<svg onload=alert(1)>"),
        ("x.exe", b"MZ\x00\x00"),
        ("e.txt", b""),
    ):
        answer = client.post(page("attach_file", pilot.pk), {"file": SimpleUploadedFile(name, content)})
        assert (answer.status_code, PilotFile.objects.count()) == (400, 0)
    client.post(page("attach_file", pilot.pk), {"file": SimpleUploadedFile("../../secret.php", PDF)})
    client.post(page("attach_file", pilot.pk), {"file": SimpleUploadedFile("open.pdf", PDF + b" "), "is_public": "on"})
    secret, public = PilotFile.objects.order_by("pk")
    assert (secret.name, "php" in secret.file.name, secret.is_public, public.is_public) == ("secret.pdf", False, False, True)
    client.logout()
    assert {client.get(page("file", one.pk)).status_code for one in (secret, public)} == {302}
    Pilot.objects.filter(pk=pilot.pk).update(state="published", verdict="worked", ended_on=TODAY(), published_on=TODAY())
    answer = client.get(page("file", public.pk))
    assert (answer["Content-Disposition"], answer["X-Content-Type-Options"]) == ('attachment; filename="open.pdf"', "nosniff")
    assert (client.get(page("file", secret.pk)).status_code, "secret.pdf" in client.get(pilot.get_absolute_url()).content.decode()) == (302, False)
    client.force_login(user)
    assert b"".join(client.get(page("file", secret.pk)).streaming_content) == PDF
    client.post(page("remove_file", public.pk))
    assert PilotFile.objects.count() == 2


def test_a_member_s_finding_is_shown_where_it_belongs_and_the_tie_goes_with_the_person(client, make_user, author, keeper):
    concept = Concept.objects.create(code="c9001", label_en="Fines", label_ru="Пени")
    Label.objects.create(concept=concept, language="en", kind="pref", text="Fines", folded="fines")
    person = PersonFactory(family_name="Readerova", given_name="Anna")
    finding = accepted(author, concepts=[concept], people=[person])
    assert [str(one.title) for one in panels_of("concept", AnonymousUser(), concept)] == ["Science to practice"]
    assert "Findings on their way into practice" in [str(one.title) for one in panels_of("person", keeper, person)]
    shown = client.get(f"{page('board')}?concept=c9001").content.decode()
    assert finding.title_en in shown
    pilot = planned(opened(author, keeper, finding), OrganisationFactory(), keeper)
    Pilot.objects.filter(pk=pilot.pk).update(responsible=person)
    assert any(section.rows for section in held_about(person) if "practice.Pilot" in str(section.title))
    erase_person(ask_erasure(person, by=None), typed=str(person.pk), by=keeper)
    pilot.refresh_from_db()
    assert (finding.people.count(), pilot.responsible) == (0, None)


def test_only_the_keepers_tie_other_people_to_a_finding(client, author, keeper):
    person = PersonFactory(email="someone@example.org")
    given = {
        "title_en": "Fines",
        "said_en": "So.",
        "citation": "X",
        "authors": "Y",
        "strength": "single",
        "published": "2021",
        "url": "https://e.example.org",
    }
    client.force_login(author)
    client.post(page("new_finding"), {**given, "people": person.email})
    assert person.findings.count() == 0
    client.force_login(keeper)
    client.post(page("new_finding"), {**given, "people": person.email})
    assert person.findings.count() == 1


def test_recommendations_and_pilots_serve_as_evidence_once_everybody_reads_them(author, keeper, other):
    call = opened(author, keeper)
    finished(call, OrganisationFactory(), keeper, other)
    one = recommended(call.finding, keeper, other)
    assert list(found(None, "practice.recommendation", {str(one.pk)})) == [str(one.pk)]
    assert list(found(None, "practice.pilot", {str(Pilot.objects.get().pk)})) == [str(Pilot.objects.get().pk)]
    asked = list(next(source for source in sources() if source.name == "pilots").texts())
    assert [(one.key, "Measure before and after" in one.text) for one in asked] == [(str(call.pk), True)]


def test_a_brief_is_printed_as_it_is_read(client, author, keeper):
    brief = briefed(author, keeper)
    answer = client.get(page("brief_pdf", brief.pk))
    assert (answer["Content-Type"], answer.content[:5], Brief.objects.count()) == ("application/pdf", b"%PDF-", 1)


def test_the_page_of_an_organisation_shows_its_pilots_and_adoptions(client, author, keeper, other):
    call, library, elsewhere = opened(author, keeper), OrganisationFactory(), OrganisationFactory()
    finished(call, library, keeper, other, verdict="failed")
    recommended(call.finding, keeper, other)
    adopted(call.finding, elsewhere, keeper)
    pages = [client.get(reverse("members:organisation", args=[one.pk])).content.decode() for one in (library, elsewhere, OrganisationFactory())]
    assert [("it did not work" in one, "Adopted" in one, call.finding.title_en in one) for one in pages] == [
        (True, False, True),
        (False, True, True),
        (False, False, False),
    ]


def test_two_entries_of_one_author_become_one_tie(keeper):
    first, second = PersonFactory(), PersonFactory()
    finding = accepted(people=[first, second])
    merge_people(first, second, by=keeper)
    assert list(finding.people.all()) == [first]
