"""A report to the funder: frozen with its fingerprint, read by a signed link, taken away as PDF and ZIP."""

import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sextant.work.projects.actions.projects import add_evidence, mark_milestone
from sextant.work.projects.actions.reports import draft_report, publish_report, write_report
from sextant.work.projects.models import Report
from sextant.work.projects.printed import report_zip
from sextant.work.projects.queries.links import token_of
from sextant.work.projects.queries.reports import fingerprint_of
from sextant.work.projects.tests.factories import agreed, in_days, member_of, milestone_of, running, spend

pytestmark = pytest.mark.django_db


def drafted(project, **fields) -> Report:
    return draft_report(project, since=in_days(-49), until=in_days(0), by=None, **{"summary_en": "The bus drives.", **fields})


def furnished():
    project = running(promise_en="Forty villages")
    spend(project, 120_00)
    mark_milestone(milestone_of(project, -3), done_on=in_days(-3), by=None)
    milestone_of(project, 40, title_en="Far away")
    add_evidence(project, upload=SimpleUploadedFile("letter.pdf", b"%PDF-1.7 text"), by=None)
    return project


def test_a_published_report_keeps_its_figures_whatever_is_booked_later() -> None:
    project = furnished()
    report = publish_report(drafted(project), by=None)
    spend(project, 999_00)
    milestone_of(project, -1, title_en="Written later")
    report.refresh_from_db()
    assert (report.content["spent"], [one["title_en"] for one in report.content["milestones"]]) == (120_00, ["The bus is fitted out"])
    assert report.fingerprint == fingerprint_of(report.content)
    with pytest.raises(ValidationError, match="does not change"):
        write_report(report, by=None, summary_en="Better words")
    with pytest.raises(ValidationError, match="does not change"):
        publish_report(report, by=None)


def test_a_report_without_words_is_not_published() -> None:
    with pytest.raises(ValidationError, match="in a few sentences"):
        publish_report(drafted(running(), summary_en=""), by=None)


def test_a_report_to_one_funder_tells_only_of_that_agreement() -> None:
    project = running()
    first, _second = agreed(project, (-5, 600_00)), agreed(project, (-5, 1_00))
    report = publish_report(drafted(project, agreement=first), by=None)
    assert (report.content["agreement"]["amount"], [one["amount"] for one in report.content["instalments"]]) == (1_000_00, [600_00])


def test_the_zip_holds_both_languages_the_figures_and_the_documents_and_is_the_same_again() -> None:
    report = publish_report(drafted(furnished()), by=None)
    content = report_zip(report)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == ["report.ru.pdf", "report.en.pdf", "report.json", "documents/01 letter.pdf"]
    assert (archive.read("report.en.pdf")[:5], archive.read("documents/01 letter.pdf")) == (b"%PDF-", b"%PDF-1.7 text")
    assert json.loads(archive.read("report.json"))["fingerprint"] == report.fingerprint
    assert report_zip(report) == content


def test_the_signed_link_opens_a_published_report_and_no_draft(client) -> None:
    project = furnished()
    report = drafted(project)
    page = reverse("projects:read", args=[token_of(report)])
    assert client.get(page).status_code == 404
    publish_report(report, by=None)
    assert "Forty villages" in client.get(page).content.decode()
    assert client.get(reverse("projects:read_file", args=[token_of(report)])).content[:5] == b"%PDF-"
    assert client.get(reverse("projects:read", args=[f"{report.pk}.forged"])).status_code == 404


def test_names_of_the_team_are_not_in_a_report() -> None:
    project = running()
    member = member_of(project)
    report = publish_report(drafted(project), by=None)
    assert member.person.family_name not in json.dumps(report.content, ensure_ascii=False)
