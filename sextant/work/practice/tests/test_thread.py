"""From a finding to its adoption, step by step, and what is refused on the way."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sextant.base.letters.models import Letter
from sextant.base.search.models import Entry
from sextant.society.members.models import Section
from sextant.society.members.tests.factories import OfficeFactory, OrganisationFactory, PersonFactory
from sextant.work.practice.actions.briefs import publish_brief, submit_brief
from sextant.work.practice.actions.findings import decline_finding, save_finding
from sextant.work.practice.actions.outcomes import (
    approve_recommendation,
    declare_adoption,
    save_recommendation,
    save_rules,
    submit_recommendation,
    withdraw_adoption,
)
from sextant.work.practice.actions.pilots import agree_pilot, call_off_pilot, publish_pilot, report_outcome, save_protocol, start_pilot
from sextant.work.practice.identifiers import doi_in
from sextant.work.practice.models import Brief, Finding, Pilot
from sextant.work.practice.queries.synthesis import synthesis_behind, synthesis_of
from sextant.work.practice.rules import is_keeper
from sextant.work.practice.tests.factories import (
    PROTOCOL,
    TODAY,
    accepted,
    adopted,
    ago,
    briefed,
    draft,
    finished,
    opened,
    planned,
    proposed,
    recommended,
    reported,
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


def stage(finding):
    finding.refresh_from_db()
    return finding.stage, finding.stage_since


def test_the_stage_follows_what_was_done_and_goes_back_with_it(author, keeper, other):
    finding = accepted(author)
    assert stage(finding) == ("found", ago(300))
    call = opened(author, keeper, finding)
    assert stage(finding) == ("inviting", ago(200))
    finished(call, OrganisationFactory(), keeper, other)
    assert stage(finding) == ("piloted", ago(100))
    recommended(finding, keeper, other)
    assert stage(finding) == ("recommended", TODAY())
    made = adopted(finding, OrganisationFactory(), keeper)
    assert stage(finding) == ("adopted", ago(5))
    withdraw_adoption(made, by=keeper, on=TODAY())
    assert stage(finding) == ("recommended", TODAY())


def test_a_member_brings_a_finding_in_and_reads_why_it_was_not_taken(client, author, keeper):
    client.force_login(author)
    address = f"{page('new_finding')}?title=Fines+gone&doi=10.5555%2FABC&year=2021&authors=Reader+A."
    shown = client.get(address).content.decode()
    assert ('value="Fines gone"' in shown, 'value="10.5555/ABC"' in shown, 'value="2021"' in shown, "Reader A.. Fines gone. 2021" in shown) == (
        True,
    ) * 4
    given = {"title_en": "Fines gone", "said_en": "They say so.", "citation": "Reader A., 2021", "authors": "Reader A.", "strength": "single"}
    client.post(page("new_finding"), {**given, "published": "2021", "doi": "https://doi.org/10.5555/ABC"})
    finding = Finding.objects.get()
    assert (finding.doi, finding.published_on.isoformat(), finding.precision, finding.state) == ("10.5555/abc", "2021-07-01", "year", "proposed")
    decline_finding(finding, reason="An opinion, not a finding", by=keeper, on=TODAY())
    assert "An opinion, not a finding" in client.get(page("finding", finding.pk)).content.decode()
    assert "An opinion" in Letter.objects.get(template="practice.finding_decided").body
    client.post(page("edit_finding", finding.pk), {**given, "said_en": "They measured it.", "published": "2021", "doi": "10.5555/abc"})
    finding.refresh_from_db()
    assert (finding.state, finding.reason, finding.said_en) == ("proposed", "", "They measured it.")


@pytest.mark.parametrize("text", ["10.12/x", "abc", "10.5555/", "10.5555/a b", "javascript:10.5555/x"])
def test_what_is_no_doi_is_refused(text):
    with pytest.raises(ValidationError, match="is not a DOI"):
        doi_in(text)


def test_a_doi_is_made_one_and_a_work_is_brought_in_once():
    assert [doi_in(text) for text in ("doi: 10.5555/A", "http://dx.doi.org/10.5555/a", " 10.5555/a ", "")] == ["10.5555/a"] * 3 + [""]
    accepted(doi="10.5555/a")
    with pytest.raises(ValidationError, match="is here already: “Dropping fines"):
        proposed(doi="10.5555/A")


def test_a_finding_needs_a_published_work():
    with pytest.raises(ValidationError, match="not published yet"):
        proposed(published_on=TODAY() + timedelta(days=1))
    with pytest.raises(ValidationError, match="what the researchers say"):
        save_finding(None, by=None, today=TODAY(), title_en="Empty", citation="X", authors="Y", published_on=ago(1))


def test_a_brief_is_complete_in_both_languages_and_looked_over_by_somebody_else(keeper, other):
    brief = draft(by=keeper, risks_en="")
    with pytest.raises(ValidationError, match=r"Still empty: What may go wrong \(en\)"):
        submit_brief(brief, by=keeper)
    brief = submit_brief(draft(brief.finding, keeper), by=keeper)
    with pytest.raises(ValidationError, match="has not written in it"):
        publish_brief(brief, by=keeper, on=TODAY())
    assert publish_brief(brief, by=other, on=TODAY()).reviewed_by == other


def test_who_has_changed_a_brief_does_not_publish_it(author, keeper, other):
    brief = draft(by=author)
    brief = submit_brief(draft(brief.finding, keeper, risks_en="Mine"), by=author)
    assert (brief.author, set(brief.writers.all())) == (author, {author, keeper})
    with pytest.raises(ValidationError, match="has not written in it"):
        publish_brief(brief, by=keeper, on=TODAY())
    assert publish_brief(brief, by=other, on=TODAY()).state == "published"


def test_an_accepted_finding_is_no_longer_its_proposer_s_to_change(author, keeper):
    finding = accepted(author)
    with pytest.raises(ValidationError, match="accepted meanwhile"):
        save_finding(finding, by=author, today=TODAY(), title_en="Something else")
    assert save_finding(finding, by=keeper, today=TODAY(), title_en="Better said").title_en == "Better said"


def test_versions_of_a_brief_are_kept_and_the_newest_is_found(author, keeper):
    first = briefed(author, keeper)
    assert list(Entry.objects.filter(kind="practice.brief").values_list("title_en", flat=True)) == ["Fines away"]
    second = briefed(author, keeper, first.finding, title_en="Fines away for good")
    assert [(one.number, one.state) for one in Brief.objects.order_by("number")] == [(1, "replaced"), (2, "published")]
    assert list(Entry.objects.filter(kind="practice.brief").values_list("title_en", flat=True)) == ["Fines away for good"]
    assert second.finding_id == first.finding_id


def test_a_pilot_begins_with_a_complete_protocol_which_then_stands(author, keeper):
    pilot = planned(opened(author, keeper), OrganisationFactory(), keeper)
    with pytest.raises(ValidationError, match="Still missing: steps, indicator, unit, method, ethics and personal data, target, planned days"):
        start_pilot(pilot, on=TODAY(), by=keeper)
    save_protocol(pilot, by=keeper, planned_start=TODAY(), planned_end=TODAY(), **PROTOCOL)
    pilot = start_pilot(pilot, on=TODAY(), by=keeper)
    with pytest.raises(ValidationError, match="The protocol stands"):
        save_protocol(pilot, by=keeper, target=Decimal(1))


def test_places_are_not_given_twice_and_free_again_when_a_pilot_is_called_off(author, keeper):
    call = opened(author, keeper, places=1)
    first = planned(call, OrganisationFactory(), keeper)
    with pytest.raises(ValidationError, match="All 1 places are taken"):
        planned(call, OrganisationFactory(), keeper)
    call_off_pilot(first, reason="The hall is closed", by=keeper)
    waiting = call.answers.get(pilot=None)
    assert agree_pilot(waiting, by=keeper, on=TODAY()).state == "planned"


def test_an_outcome_needs_values_verdict_and_reasons_unless_it_cannot_be_told(author, keeper, other):
    call = opened(author, keeper)
    pilot = running(call, OrganisationFactory(), keeper)
    for values, words in (
        ({"verdict": "worked", "reasons_en": "Yes"}, "values before and after"),
        ({"verdict": "worked", "before": 1, "after": 2, "sample": 3}, "Say why"),
        ({"reasons_en": "Yes"}, "whether it worked"),
        ({"verdict": "unclear", "reasons_en": "Few", "compared_before": 1}, "both values of the comparison group"),
    ):
        with pytest.raises(ValidationError, match=words):
            report_outcome(pilot, ended_on=ago(1), by=keeper, **values)
    told = report_outcome(pilot, ended_on=ago(1), by=keeper, verdict="unclear", reasons_en="Too few came")
    with pytest.raises(ValidationError, match="somebody else than who reported it"):
        publish_pilot(told, by=keeper, on=TODAY())
    assert publish_pilot(told, by=other, on=TODAY()).state == "published"


def test_a_recommendation_on_few_pilots_says_so_and_keeps_its_figures(author, keeper, other):
    call = opened(author, keeper)
    finding = call.finding
    with pytest.raises(ValidationError, match="stands on pilots"):
        save_recommendation(finding, by=keeper, verdict="adopt", text_en="Drop fines.")
    finished(call, OrganisationFactory(), keeper, other)
    weak = save_recommendation(finding, by=keeper, verdict="adopt", text_en="Drop fines.")
    with pytest.raises(ValidationError, match="Only 1 of at least 3 pilots"):
        submit_recommendation(weak, by=keeper)
    weak = submit_recommendation(save_recommendation(finding, by=keeper, few_en="It is cheap."), by=keeper)
    with pytest.raises(ValidationError, match="did not write it"):
        approve_recommendation(weak, by=keeper, on=TODAY())
    approved = approve_recommendation(weak, by=other, on=TODAY())
    finished(call, OrganisationFactory(), keeper, other, verdict="failed", after=Decimal(30))
    assert (len(synthesis_of(finding).pilots), len(synthesis_behind(approved).pilots)) == (2, 1)
    assert approved.synthesis["verdicts"] == {"worked": 1, "partly": 0, "failed": 0, "unclear": 0}


def test_the_synthesis_takes_the_median_of_what_was_measured(author, keeper, other):
    call = opened(author, keeper, places=9)
    for after, verdict in ((50, "worked"), (30, "failed"), (44, "partly"), (90, "unclear")):
        finished(call, OrganisationFactory(), keeper, other, after=Decimal(after), verdict=verdict)
    found = synthesis_of(call.finding)
    assert (found.together.pilots, found.together.measured, found.together.median, found.too_few) == (4, 3, Decimal(10), False)
    assert [number for _code, _label, number, _tone in found.verdicts] == [1, 1, 1, 1]


def test_only_what_is_recommended_can_be_adopted_and_once(author, keeper, other):
    call, library = opened(author, keeper), OrganisationFactory()
    finished(call, OrganisationFactory(), keeper, other)
    with pytest.raises(ValidationError, match="no recommendation yet"):
        adopted(call.finding, library, keeper)
    recommended(call.finding, keeper, other, verdict="not")
    with pytest.raises(ValidationError, match="no recommendation yet"):
        adopted(call.finding, library, keeper)
    recommended(call.finding, keeper, other)
    adopted(call.finding, library, keeper)
    with pytest.raises(ValidationError, match="declared it already"):
        adopted(call.finding, library, keeper)
    with pytest.raises(ValidationError, match="between the publication"):
        declare_adoption(call.finding, OrganisationFactory(), adopted_on=ago(500), adaptation="", by=None, today=TODAY())


def test_the_chair_of_the_research_section_keeps_the_path_and_another_chair_does_not(client, make_user, author):
    finding = proposed(author)
    research, elsewhere = Section.objects.create(code="research", name_en="Research"), Section.objects.create(code="maps", name_en="Maps")
    for section, status in ((elsewhere, 403), (research, 302)):
        user = make_user()
        OfficeFactory(section=section, person=PersonFactory(user=user, email=user.email))
        client.force_login(user)
        assert client.post(page("accept_finding", finding.pk)).status_code == status
    finding.refresh_from_db()
    assert finding.state == "accepted"


def test_the_rules_name_another_section_whose_officers_keep_the_path(make_user):
    research, maps = Section.objects.create(code="research", name_en="Research"), Section.objects.create(code="maps", name_en="Maps")
    save_rules(by=None, research_section=maps)
    keeps = []
    for section in (research, maps):
        user = make_user()
        OfficeFactory(section=section, person=PersonFactory(user=user, email=user.email))
        keeps.append(is_keeper(user))
    assert keeps == [False, True]


def test_a_pilot_that_did_not_work_is_published_alike(client, author, keeper, other):
    finished(opened(author, keeper), OrganisationFactory(name_en="Pskov Library"), keeper, other, verdict="failed", reasons_en="Nobody came back")
    pilot = Pilot.objects.get()
    shown = client.get(page("pilot", pilot.pk)).content.decode()
    assert ("Nobody came back" in shown, "it did not work" in client.get(page("pilots")).content.decode()) == (True, True)


def test_an_outcome_waits_unseen_until_it_is_published(client, author, keeper):
    pilot = reported(opened(author, keeper), OrganisationFactory(), keeper, reasons_en="Secret reasons", verdict="failed")
    answers = [
        client.get(page("pilot", pilot.pk)),
        client.get(page("pilots")),
        client.get(f"{page('pilots')}?format=csv"),
        client.get(pilot.finding.get_absolute_url()),
    ]
    texts = [b"".join(one.streaming_content).decode() if one.streaming else one.content.decode() for one in answers]
    assert [("Secret" in text, "did not work" in text and "what did" not in text, "waits for review" in text) for text in texts] == [
        (False, False, False)
    ] * 4
