"""For those who keep the observatory: corpora, files, editions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.observatory import rules, states
from sextant.work.observatory.actions import corpora as keeping
from sextant.work.observatory.actions import editions as making
from sextant.work.observatory.forms.keeping import CorpusForm, EditionForm, HarvestForm, ImportForm, PublishForm
from sextant.work.observatory.models import Corpus, Edition, ImportRun
from sextant.work.observatory.queries.editions import corpora_kept
from sextant.work.observatory.views.editions import corpus_at

RUNS = ImportRun.objects.select_related("corpus", "job", "by")


@decided_by(rules.may_keep)
def corpora(request: UserRequest) -> HttpResponse:
    """All corpora, with their editions."""
    return render(request, "observatory/corpora.html", {"corpora": corpora_kept()})


def _edit(request: UserRequest, corpus: Corpus, title: str) -> HttpResponse:
    form = CorpusForm(request.POST or None, instance=corpus)
    if request.method == "POST" and form.is_valid():
        keeping.save_corpus(form.save(commit=False), by=request.user)
        return redirect("observatory:kept_corpus", corpus.code)
    return render(request, "observatory/edit_corpus.html", {"form": form, "corpus": corpus, "title": title})


@decided_by(rules.may_keep)
def new_corpus(request: UserRequest) -> HttpResponse:
    """A corpus to be made."""
    return _edit(request, Corpus(), _("New corpus"))


@decided_by(rules.may_keep, corpus_at)
def edit_corpus(request: UserRequest, corpus: Corpus) -> HttpResponse:
    """What is said of a corpus."""
    return _edit(request, corpus, str(corpus))


@decided_by(rules.may_keep, corpus_at)
def kept_corpus(request: UserRequest, corpus: Corpus) -> HttpResponse:
    """Files brought in, editions made, and what can be done next."""
    return render(request, "observatory/kept_corpus.html", _kept(request, corpus))


def _kept(request: UserRequest, corpus: Corpus, **more: Any) -> dict[str, Any]:
    editions = list(corpus.editions.select_related("job", "by").order_by("-number")[:30])
    return {
        "corpus": corpus,
        "page": paged(request, corpus.imports.select_related("job", "by")),
        "editions": editions,
        "import_form": ImportForm(),
        "harvest_form": HarvestForm(prefix="oai"),
        "edition_form": EditionForm(initial={"until": corpus.until}),
        "stored": sum(corpus.imports.filter(held_already=False).values_list("stored", flat=True)),
        "waits": any(one.is_waiting for one in editions),
        **more,
    }


@decided_by(rules.may_keep, corpus_at)
@require_POST
def start_import(request: UserRequest, corpus: Corpus) -> HttpResponse:
    """Takes a file; it is read by a job."""
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            given = form.cleaned_data
            run = keeping.start_import(corpus, file=given["file"], form=given["form"] or "auto", by=request.user)
            return redirect("observatory:import", run.pk)
        except ValidationError as refusal:
            form.add_error("file", refusal.messages)
    return render(request, "observatory/kept_corpus.html", _kept(request, corpus, import_form=form), status=400)


@decided_by(rules.may_keep, corpus_at)
@require_POST
def start_harvest(request: UserRequest, corpus: Corpus) -> HttpResponse:
    """Takes the address of a repository; a job fetches and reads its records."""
    form = HarvestForm(request.POST, prefix="oai")
    if form.is_valid():
        try:
            run = keeping.start_harvest(corpus, address=form.cleaned_data["address"], wish=form.wish(), by=request.user)
            return redirect("observatory:import", run.pk)
        except ValidationError as refusal:
            form.add_error("address", refusal.messages)
    return render(request, "observatory/kept_corpus.html", _kept(request, corpus, harvest_form=form), status=400)


@decided_by(rules.may_keep, RUNS)
def import_run(request: UserRequest, run: ImportRun) -> HttpResponse:
    """How an import fares; then its counts and findings."""
    part = request.htmx and run.is_waiting  # type: ignore[attr-defined]
    response = render(request, "observatory/_progress.html" if part else "observatory/import.html", {"run": run, "job": run.job})
    if request.htmx and not run.is_waiting:  # type: ignore[attr-defined]
        response["HX-Refresh"] = "true"
    return response


@decided_by(rules.may_keep, RUNS)
@require_POST
def cancel_import(request: UserRequest, run: ImportRun) -> HttpResponse:
    """Stops an import."""
    carried_out(request, _("The import is being stopped."), keeping.cancel_import, run, by=request.user)
    return redirect("observatory:import", run.pk)


@decided_by(rules.may_keep, corpus_at)
@require_POST
def make_edition(request: UserRequest, corpus: Corpus) -> HttpResponse:
    """Asks for a new edition with these parameters."""
    form = EditionForm(request.POST)
    if form.is_valid() and attempt(form, making.start_edition, corpus, form.cleaned_data, by=request.user) is not None:
        messages.success(request, _("The edition is being made; this takes some minutes. You may leave the page."))
        return redirect("observatory:kept_corpus", corpus.code)
    return render(request, "observatory/kept_corpus.html", _kept(request, corpus, edition_form=form), status=400)


@decided_by(rules.may_keep, Edition.objects.select_related("corpus", "job"))
def edition_progress(request: UserRequest, edition: Edition) -> HttpResponse:
    """How far the making of an edition is, to be asked again and again."""
    if not edition.is_waiting:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "observatory/_making.html", {"edition": edition})


def made_edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("corpus"), pk=pk)


@decided_by(rules.may_keep, made_edition)
def publish_edition(request: UserRequest, edition: Edition) -> HttpResponse:
    """Asks, then publishes."""
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = {"ru": form.cleaned_data["note_ru"], "en": form.cleaned_data["note_en"]}
        if attempt(form, making.publish_edition, edition, note=note, by=request.user) is not None:
            messages.success(request, _("The edition is published."))
            return redirect(edition.get_absolute_url())
    asked = {
        "title": _("Publish “%(edition)s”?") % {"edition": edition},
        "sentence": _("Everybody will read its map, themes, bursts, forecasts and priority domains. Have you looked them over?"),
        "verb": _("Publish the edition"),
        "back": edition.get_absolute_url() if edition.state != states.MAKING else "",
        "form": form,
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.may_keep, made_edition)
def withdraw_edition(request: UserRequest, edition: Edition) -> HttpResponse:
    """Asks, then withdraws."""
    if request.method == "POST":
        carried_out(request, _("The edition is withdrawn; it can be published again."), making.withdraw_edition, edition, by=request.user)
        return redirect("observatory:kept_corpus", edition.corpus.code)
    asked = {
        "title": _("Withdraw “%(edition)s”?") % {"edition": edition},
        "sentence": _("Nobody but those who keep the observatory will read it; links to its pages will lead nowhere."),
        "verb": _("Withdraw the edition"),
        "danger": True,
        "back": edition.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", asked)
