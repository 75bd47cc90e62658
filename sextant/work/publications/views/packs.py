"""The norms: a list, one with its rows and history, a draft, and what becomes of it."""

import difflib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.publications import rules, states
from sextant.work.publications.actions import packs as keeping
from sextant.work.publications.forms.books import PackForm
from sextant.work.publications.models import NormPack, PackVersion
from sextant.work.publications.queries.norms import all_packs, rules_shown, told

STARTER = """id = ""
jurisdiction = ""
document = { en = "", ru = "" }

[[rule]]
key = ""
kind = "type"
title = { en = "", ru = "" }
ages = ["7-10"]
kinds = ["fiction"]

[[rule.row]]
key = ""
source = { en = "", ru = "" }
verified = false
"""


def pack_at(code: str) -> NormPack:
    return get_object_or_404(NormPack, code=code)


def version_at(code: str, number: int) -> PackVersion:
    return get_object_or_404(PackVersion.objects.select_related("pack", "written_by", "decided_by"), pack__code=code, number=number)


@decided_by(anyone)
@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """Every norm by which books are checked."""
    return render(request, "publications/packs.html", {"lines": all_packs(), "keeps": rules.is_keeper(request.user), "today": timezone.localdate()})


def _shown(version: PackVersion, **more: Any) -> dict[str, Any]:
    norms = version.norms
    return {
        "pack": version.pack,
        "version": version,
        "norms": norms,
        "rules": rules_shown(norms),
        "note": told(norms.note),
        "missing": [told(one) for one in norms.missing],
        **more,
    }


@decided_by(anyone, pack_at)
@require_safe
def pack(request: HttpRequest, pack: NormPack) -> HttpResponse:
    """The version in force, row by row, and the history of the pack."""
    keeps = rules.is_keeper(request.user)
    versions = list(pack.versions.select_related("written_by", "decided_by"))
    held = next((one for one in versions if one.state == states.IN_FORCE), None)
    seen = [one for one in versions if keeps or rules.may_see_version(request.user, one)]
    shown = {"pack": pack, "versions": seen, "keeps": keeps, "draft": next((one for one in versions if one.state == states.DRAFT), None)}
    if held is not None:
        held.pack = pack
        shown |= _shown(held)
    return render(request, "publications/pack.html", shown)


@decided_by(rules.may_see_version, version_at)
@require_safe
def version(request: HttpRequest, version: PackVersion) -> HttpResponse:
    """One version, and what it changes in the one before it."""
    before = version.pack.versions.filter(number__lt=version.number).exclude(state=states.DISCARDED).first()
    lines = difflib.unified_diff(before.text.splitlines(), version.text.splitlines(), n=2, lineterm="") if before else []
    words = rules.words_for_version(request.user, version)
    more = {
        "changes": list(lines)[2:],
        "before": before,
        "may_put": may_move(states.VERSION_MOVES, version.state, states.IN_FORCE, words),
        "may_discard": may_move(states.VERSION_MOVES, version.state, states.DISCARDED, words),
        "keeps": bool(words),
    }
    return render(request, "publications/version.html", _shown(version, **more))


@decided_by(rules.may_see_version, version_at)
@require_safe
def version_text(request: HttpRequest, version: PackVersion) -> HttpResponse:
    """The text of a version, as the command takes it."""
    response = HttpResponse(version.text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{version.pack.code}-{version.number}.toml"'
    return response


def _edit(request: UserRequest, pack: NormPack | None, text: str) -> HttpResponse:
    form = PackForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, keeping.write_draft, pack, text=form.cleaned_data["text"], note=form.cleaned_data["note"], by=request.user)
        if made is not None:
            return redirect("publications:version", made.pack.code, made.number)
    return render(request, "publications/edit_pack.html", {"form": form, "pack": pack}, status=400 if form.errors else 200)


@decided_by(rules.is_keeper)
def new_pack(request: UserRequest) -> HttpResponse:
    """A norm that the product does not bring."""
    return _edit(request, None, STARTER)


@decided_by(rules.is_keeper, pack_at)
def edit_pack(request: UserRequest, pack: NormPack) -> HttpResponse:
    """The draft of a next version, from the draft that waits or from the version in force."""
    kept = pack.versions.filter(state__in=(states.DRAFT, states.IN_FORCE)).order_by("-number").first()
    return _edit(request, pack, kept.text if kept else STARTER)


VERSIONS = PackVersion.objects.select_related("pack")


@decided_by(rules.may_decide_version, VERSIONS)
def put_in_force(request: UserRequest, version: PackVersion) -> HttpResponse:
    """Asks, then puts a draft in force."""
    if request.method == "POST":
        words = rules.words_for_version(request.user, version)
        done = _("The version is in force. Marks that were given by the one before it have expired.")
        carried_out(request, done, keeping.put_in_force, version, by=request.user, words=words, today=timezone.localdate())
        return redirect("publications:pack", version.pack.code)
    asked = {
        "title": _("Put “%(version)s” in force?") % {"version": version},
        "sentence": _("Books are checked by it from now on, and every quality mark that rests on the version before it expires at once."),
        "verb": _("Put it in force"),
        "back": version.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.may_decide_version, VERSIONS)
def discard(request: UserRequest, version: PackVersion) -> HttpResponse:
    """Asks, then puts a draft away."""
    if request.method == "POST":
        carried_out(
            request,
            _("The draft is put away."),
            keeping.discard_draft,
            version,
            by=request.user,
            words=rules.words_for_version(request.user, version),
        )
        return redirect("publications:pack", version.pack.code)
    asked = {
        "title": _("Put the draft “%(version)s” away?") % {"version": version},
        "sentence": _("Nothing will be checked by it. Its text stays in the history."),
        "verb": _("Put it away"),
        "danger": True,
        "back": reverse("publications:pack", args=[version.pack.code]),
    }
    return render(request, "ui/confirm.html", asked)
