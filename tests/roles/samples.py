"""For every page whose address names something: what to put into the address. A page without a sample fails the test.

Keys are names of pages; values make the address's values from the world. Pages without values need no sample.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils import timezone

from sextant.base.accounts.models import Token
from sextant.base.jobs.files import sha256_of
from sextant.base.jobs.models import Job
from sextant.base.letters.tests.factories import make_letter
from sextant.base.permissions.models import Grant
from sextant.front.report.actions import counted_figures, freeze_figures, open_report
from sextant.front.report.models import ReportFigure
from sextant.society.agenda.actions import add_evidence, attach_file, load_agenda
from sextant.society.agenda.models import Agenda, Guideline, Indicator, Milestone, Participant
from sextant.society.agenda.tests.factories import InitiativeFactory
from sextant.society.members.models import ErasureRequest, FeeReduction, LikelyPair, Membership, MergeRecord, Seat, SectionMember
from sextant.society.members.models import ImportRun as SheetRun
from sextant.society.members.queries.verification import token_of
from sextant.society.members.tests.factories import AffiliationFactory, OfficeFactory, PersonFactory, PlanFactory, RegionFactory, active, benefit
from sextant.work.returns.actions.editions import ask_edition, keep_edition
from sextant.work.returns.models import Collection, ImportRun, Library, YearRelease
from tests.roles import (
    samples_of_acquisitions,
    samples_of_advertising,
    samples_of_calls,
    samples_of_careers,
    samples_of_concepts,
    samples_of_delphi,
    samples_of_documents,
    samples_of_estimates,
    samples_of_events,
    samples_of_finances,
    samples_of_foresight,
    samples_of_fundraising,
    samples_of_grants,
    samples_of_mentoring,
    samples_of_money,
    samples_of_observatory,
    samples_of_outreach,
    samples_of_paid_services,
    samples_of_peers,
    samples_of_planning,
    samples_of_practice,
    samples_of_projects,
    samples_of_publications,
    samples_of_reading,
    samples_of_returns,
    samples_of_scholarship,
    samples_of_shop,
    samples_of_surveys,
    samples_of_trends,
)
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]


def _token(world: World) -> dict[str, Any]:
    return {"pk": Token.objects.get_or_create(user=world.users["user"], name="x", digest="0" * 64)[0].pk}


def _user(world: World) -> dict[str, Any]:
    return {"pk": world.users["user"].pk}


def _grant(world: World) -> dict[str, Any]:
    return {"pk": Grant.objects.get(user=world.users["editor"]).pk}


def _job(world: World) -> dict[str, Any]:
    """A job that the editor has queued."""
    return {"pk": Job.objects.get_or_create(name="office.verify_record", created_by=world.users["editor"])[0].pk}


def _letter(world: World) -> dict[str, Any]:
    if "letter" not in world.left:
        world.left["letter"] = make_letter("roles", template="accounts.code")
    return {"pk": world.left["letter"].pk}


def _person(world: World) -> dict[str, Any]:
    return {"pk": world.person.pk}


def _sheet(world: World) -> dict[str, Any]:
    """A spreadsheet of members that was uploaded and waits for its columns to be named."""
    if "sheet" not in world.left:
        world.left["sheet"] = SheetRun.objects.create(file_name="members.csv", digest="0" * 64, header=["name"], counts={"rows": 1})
    return {"pk": world.left["sheet"].pk}


def _two_people(world: World) -> dict[str, Any]:
    if "other" not in world.left:
        world.left["other"] = PersonFactory()
    return {"first": world.person.pk, "second": world.left["other"].pk}


def _pair(world: World) -> dict[str, Any]:
    first, second = sorted(_two_people(world).values())
    return {"pk": LikelyPair.objects.get_or_create(first_id=first, second_id=second, defaults={"reason": "name", "likeness": 95})[0].pk}


def _merge(world: World) -> dict[str, Any]:
    if "merge" not in world.left:
        world.left["merge"] = MergeRecord.objects.create(kept=PersonFactory(), gone=PersonFactory(), state="undone")
    return {"pk": world.left["merge"].pk}


def _erasure(world: World) -> dict[str, Any]:
    if "erasure" not in world.left:
        world.left["erasure"] = ErasureRequest.objects.create(person=PersonFactory())
    return {"pk": world.left["erasure"].pk}


def _section_left(world: World) -> dict[str, Any]:
    """A section in which the member takes part."""
    SectionMember.objects.get_or_create(section=world.other_section, person=world.person, defaults={"since": date(2020, 1, 1)})
    return {"code": world.other_section.code}


def _affiliation(world: World) -> dict[str, Any]:
    if "affiliation" not in world.left:
        world.left["affiliation"] = AffiliationFactory(person=world.person, organisation=world.organisation)
    return {"pk": world.left["affiliation"].pk}


def _membership(world: World) -> dict[str, Any]:
    """The member's own membership, paid today."""
    if "membership" not in world.left:
        world.left["membership"] = active(PlanFactory(code="roles-personal"), person=world.person, on=timezone.localdate())
    return {"pk": world.left["membership"].pk}


def _reduction(world: World) -> dict[str, Any]:
    """A reduction of the member's own fee, still in force."""
    given = {"percent": 50, "decided_by": world.users["user"], "decided_on": timezone.localdate()}
    fields = {"membership_id": _membership(world)["pk"], "since": timezone.localdate()}
    return {"pk": FeeReduction.objects.get_or_create(**fields, defaults=given)[0].pk}


def _house_membership(world: World) -> dict[str, Any]:
    """The membership of the organisation of the page."""
    if "house" not in world.left:
        world.left["house"] = active(organisation=world.organisation, on=timezone.localdate())
    return {"pk": world.left["house"].pk}


def _seat(world: World) -> dict[str, Any]:
    _house_membership(world)
    return {"pk": Seat.objects.get_or_create(membership=world.left["house"], person=world.person, since=timezone.localdate())[0].pk}


def _benefit(world: World) -> dict[str, Any]:
    if "benefit" not in world.left:
        world.left["benefit"] = benefit()
    return {"pk": world.left["benefit"].pk}


def _plan(world: World) -> dict[str, Any]:
    _membership(world)
    return {"code": "roles-personal"}


def _office(world: World) -> dict[str, Any]:
    if "office" not in world.left:
        world.left["office"] = OfficeFactory(section=world.section)
    return {"pk": world.left["office"].pk}


def _organisation(world: World) -> dict[str, Any]:
    return {"pk": world.organisation.pk}


def _section(world: World) -> dict[str, Any]:
    return {"code": world.section.code}


def _agenda(world: World) -> Agenda:
    if "agenda" not in world.left:
        world.left["agenda"] = load_agenda("alma_2019").agenda
    return world.left["agenda"]


def _direction(world: World) -> dict[str, Any]:
    _agenda(world)
    return {"direction": "iv"}


def _guideline(world: World) -> dict[str, Any]:
    return {**_direction(world), "number": 2}


def _code(world: World) -> dict[str, Any]:
    return {"code": _agenda(world).code}


def _initiative(world: World) -> dict[str, Any]:
    """A private initiative of the section of the page."""
    if "initiative" not in world.left:
        home = Guideline.objects.get(direction__agenda=_agenda(world), direction__code="IV", number=2)
        world.left["initiative"] = InitiativeFactory(section=world.section, home=home, is_public=False)
    return {"pk": world.left["initiative"].pk}


def _initiative_part(model: type[Model], **fields: Any) -> Sample:
    """Something that hangs on the private initiative."""

    def sample(world: World) -> dict[str, Any]:
        _initiative(world)
        return {"pk": model._default_manager.get_or_create(initiative=world.left["initiative"], **fields)[0].pk}

    return sample


def _participant(world: World) -> dict[str, Any]:
    _initiative(world)
    return {"pk": Participant.objects.get_or_create(initiative=world.left["initiative"], person=PersonFactory())[0].pk}


def _attachment(world: World) -> dict[str, Any]:
    if "attachment" not in world.left:
        _initiative(world)
        upload = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 minutes")
        world.left["attachment"] = attach_file(world.left["initiative"], upload=upload, by=world.users["secretary"])
    return {"pk": world.left["attachment"].pk}


def _indicator(world: World) -> dict[str, Any]:
    """A reported indicator that the section of the page answers for."""
    indicator = Indicator.objects.filter(guideline__direction__agenda=_agenda(world), kind="reported").order_by("pk")[0]
    Indicator.objects.filter(pk=indicator.pk).update(section=world.section)
    return {"pk": indicator.pk}


def _evidence(world: World) -> dict[str, Any]:
    if "evidence" not in world.left:
        about = Indicator.objects.get(**_indicator(world))
        world.left["evidence"] = add_evidence(about=about, title="Study", url="https://example.org/", by=world.users["analyst"])
    return {"pk": world.left["evidence"].pk}


def _report(world: World) -> dict[str, Any]:
    """A draft: what only its writers may see."""
    if "report" not in world.left:
        report = open_report(agenda=_agenda(world), year=2021, by=None)
        world.left["report"] = freeze_figures(report, counted_figures(report), by=None)
    return {"year": 2021}


def _figure(world: World) -> dict[str, Any]:
    return {**_report(world), "pk": ReportFigure.objects.filter(report__year=2021).order_by("pk")[0].pk}


def _returns(world: World) -> Collection:
    """A collection with a library in a region, a year, and an import that has ended."""
    if "returns" not in world.left:
        collection = Collection.objects.create(code="roles", name_en="Returns")
        YearRelease.objects.create(collection=collection, year=2018, libraries=1)
        library = Library.objects.create(collection=collection, key="1", name="Library", region="AK")
        work = ImportRun.objects.create(collection=collection, file_name="a.csv", outcome="done")
        world.left |= {"returns": collection, "return_library": library, "import": work}
    return world.left["returns"]


def _collection(world: World) -> dict[str, Any]:
    return {"code": _returns(world).code}


def _year(world: World) -> dict[str, Any]:
    return {**_collection(world), "year": 2018}


def _edition(world: World) -> dict[str, Any]:
    """A frozen edition of the year, without anything in its package."""
    if "edition" not in world.left:
        edition = ask_edition(_returns(world).years.get(year=2018), by=None)
        made = ContentFile(b"PK\x05\x06" + bytes(18), name="empty")
        counts = {"libraries": 0, "cells": 0, "cells_changed": 0}
        world.left["edition"] = keep_edition(edition, file=made, sha256=sha256_of(made), counts=counts)
    return {**_year(world), "version": 1}


def _import(world: World) -> dict[str, Any]:
    _returns(world)
    return {"pk": world.left["import"].pk}


def _return_library(world: World) -> dict[str, Any]:
    _returns(world)
    return {"pk": world.left["return_library"].pk}


SAMPLES: dict[str, Sample] = {
    **samples_of_acquisitions.SAMPLES,
    **samples_of_advertising.SAMPLES,
    **samples_of_calls.SAMPLES,
    **samples_of_careers.SAMPLES,
    **samples_of_delphi.SAMPLES,
    **samples_of_concepts.SAMPLES,
    **samples_of_documents.SAMPLES,
    **samples_of_events.SAMPLES,
    **samples_of_finances.SAMPLES,
    **samples_of_fundraising.SAMPLES,
    **samples_of_grants.SAMPLES,
    **samples_of_mentoring.SAMPLES,
    **samples_of_money.SAMPLES,
    **samples_of_observatory.SAMPLES,
    **samples_of_outreach.SAMPLES,
    **samples_of_paid_services.SAMPLES,
    **samples_of_peers.SAMPLES,
    **samples_of_planning.SAMPLES,
    **samples_of_practice.SAMPLES,
    **samples_of_foresight.SAMPLES,
    **samples_of_publications.SAMPLES,
    **samples_of_projects.SAMPLES,
    **samples_of_reading.SAMPLES,
    **samples_of_returns.SAMPLES,
    **samples_of_estimates.SAMPLES,
    **samples_of_scholarship.SAMPLES,
    **samples_of_shop.SAMPLES,
    **samples_of_surveys.SAMPLES,
    **samples_of_trends.SAMPLES,
    "ledger:invoice_for_membership": _membership,
    "security:revoke_token": _token,
    "office:user": _user,
    "office:grant_role": _user,
    "office:deactivate_user": _user,
    "office:reactivate_user": _user,
    "office:end_sessions": _user,
    "office:end_grant": _grant,
    "audit:history": lambda world: {"kind": "accounts.user", "key": str(world.users["user"].pk)},
    "jobs:detail": _job,
    "jobs:cancel": _job,
    "jobs:retry": _job,
    "letters:detail": _letter,
    "letters:note_arrival": _letter,
    "letters:send_again": _letter,
    "letters:withdraw": _letter,
    "letters:template": lambda _world: {"code": "accounts.code"},
    "members:person": _person,
    "members:person_edit": _person,
    "members:privacy": _person,
    "members:affiliation_add": _person,
    "members:affiliation_end": _affiliation,
    "api:organisation": lambda world: {"key": world.organisation.pk},
    "api:standing": lambda world: {"person": world.person.pk},
    "members:join_plan": _plan,
    "members:edit_plan": _plan,
    "members:edit_benefit": _benefit,
    "members:set_reminders": _membership,
    "members:membership": _membership,
    "members:approve": _membership,
    "members:decline": _membership,
    "members:payment": _membership,
    "members:waive": _membership,
    "members:change_plan": _membership,
    "members:grant_reduction": _membership,
    "members:end_reduction": _reduction,
    "members:set_extra_seats": _house_membership,
    "members:resign": _membership,
    "members:expel": _membership,
    "members:drop": _membership,
    "members:card": _membership,
    "members:certificate": _membership,
    "members:seats": _house_membership,
    "members:release_seat": _seat,
    "members:seat_card": _seat,
    "members:verify": lambda world: {"token": token_of(Membership.objects.get(pk=_membership(world)["pk"]))},
    "members:organisation": _organisation,
    "members:edit_organisation": _organisation,
    "members:representative": _organisation,
    "members:region": lambda _world: {"code": RegionFactory(code="RU-MOW").code},
    "members:section": _section,
    "members:edit_section": _section,
    "members:join_section": _section,
    "members:leave_section": _section_left,
    "members:offices": _section,
    "members:end_office": _office,
    "members:held": _person,
    "members:erasure_ask": _person,
    "members:erasure": _erasure,
    "members:import": _sheet,
    "members:import_columns": _sheet,
    "members:import_confirm": _sheet,
    "members:import_discard": _sheet,
    "members:merge": _two_people,
    "members:merge_different": _pair,
    "members:merge_undo": _merge,
    "agenda:earlier_agenda": _code,
    "agenda:earlier_direction": lambda world: {**_code(world), **_direction(world)},
    "agenda:earlier_guideline": lambda world: {**_code(world), **_guideline(world)},
    "agenda:direction": _direction,
    "agenda:guideline": _guideline,
    "agenda:initiative": _initiative,
    "agenda:initiative_edit": _initiative,
    "agenda:initiative_move": _initiative,
    "agenda:note_new": _initiative,
    "agenda:milestone_new": _initiative,
    "agenda:participant_add": _initiative,
    "agenda:attachment_new": _initiative,
    "agenda:milestone_mark": _initiative_part(Milestone, due_on=date(2026, 1, 1), title_en="Draft"),
    "agenda:participant_remove": _participant,
    "agenda:attachment": _attachment,
    "agenda:attachment_remove": _attachment,
    "agenda:indicator": _indicator,
    "agenda:origin": _indicator,
    "agenda:value_new": _indicator,
    "agenda:target_set": _indicator,
    "agenda:owner_set": _indicator,
    "agenda:evidence_new": lambda world: {"kind": "indicator", **_indicator(world)},
    "agenda:evidence_remove": _evidence,
    "api:initiative": _initiative,
    "api:indicator": _indicator,
    "returns:library": _return_library,
    "returns:import": _import,
    "returns:cancel_import": _import,
    "returns:see_findings": _import,
    "returns:collection": _collection,
    "returns:feed_agenda": _collection,
    "returns:year": _year,
    "returns:edition": _edition,
    "returns:edition_package": _edition,
    "returns:publish_year": _year,
    "returns:open_correction": _year,
    "returns:indicator": lambda world: {**_collection(world), "indicator": "visits_per_head"},
    "returns:region": lambda world: {**_collection(world), "region": "AK"},
    "api:observations": _return_library,
    "api:return_indicator": lambda world: {"collection": _returns(world).code, "year": 2018, "indicator": "visits_per_head"},
    "api:groups": lambda world: {"collection": _returns(world).code, "year": 2018},
    "report:read": _report,
    "report:figure": _figure,
    "report:desk": _report,
    "report:count": _report,
    "report:foreword": _report,
    "report:move_report": _report,
    "api:figures": _report,
    "report:file": lambda world: {**_report(world), "name": "report.json"},
    "report:write_words": lambda world: {**_report(world), "code": "IV"},
    "report:move_words": lambda world: {**_report(world), "code": "IV"},
}

QUERIES = {"api:find": "?q=library", "report:move_report": "?to=review", "foresight:move_session": "?to=deciding"}
"""What a page must be asked, where it does not answer without."""
SENT = {"agenda:initiative_move": {"target": "running"}, "report:move_words": {"to": "review"}}
"""What must be sent to a page that refuses an empty form in place of the reader."""
