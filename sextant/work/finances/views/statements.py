"""The public yearly statement of finances, and publishing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.members.forms.refusals import attempt
from sextant.work.finances import rules
from sextant.work.finances.actions.statements import publish_statement
from sextant.work.finances.forms.statements import PublishForm
from sextant.work.finances.models import OpenStatement
from sextant.work.finances.queries import statements


def _published(year: int, version: int | None = None) -> OpenStatement:
    """The latest version of a year, or the one asked for."""
    found = statements.versions_of(year)
    one = found.filter(version=version).first() if version else found.first()
    if one is None:
        raise Http404
    return one


@decided_by(anyone)
def open_finances(request: HttpRequest) -> HttpResponseBase:
    """Every published year."""
    shown = {"published": statements.latest_versions(), "may_publish": rules.may_keep_finances(request.user)}
    return render(request, "finances/open.html", shown)


@decided_by(anyone, _published)
def statement(request: HttpRequest, statement: OpenStatement) -> HttpResponseBase:
    """A published year: its figures, its files, its versions."""
    if "format" in request.GET:
        return download(statements.statement_table(statement), request.GET["format"])
    versions = list(statements.versions_of(statement.year).defer("rows"))
    shown: dict[str, Any] = {"statement": statement, "sheets": statements.sheets(statement.rows), "versions": versions, "fields": statements.FIELDS}
    shown["is_latest"] = versions[0].version == statement.version
    shown["sees_books"] = rules.may_see_finances(request.user)
    return render(request, "finances/statement.html", shown)


@decided_by(anyone)
def dictionary(request: HttpRequest) -> HttpResponseBase:
    """The data dictionary as a file."""
    return download(statements.dictionary_table(), request.GET.get("format", "csv"))


@decided_by(rules.may_keep_finances)
def publish(request: UserRequest) -> HttpResponseBase:
    """Publishes a closed year."""
    form = PublishForm(request.POST or None, years=statements.booked_years())
    if form.is_valid():
        given = form.cleaned_data
        reasons = {name: given[name] for name in ("reason_ru", "reason_en")}
        made = attempt(form, publish_statement, year=int(given["year"]), by=request.user, **reasons)
        if made is not None:
            messages.success(request, _("The statement is published; everybody can read it."))
            return redirect("finances:statement", made.year)
    return render(request, "finances/publish.html", {"form": form}, status=400 if form.is_bound else 200)
