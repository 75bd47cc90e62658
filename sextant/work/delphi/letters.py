"""Letters to the panel: a round opens, a round ends soon."""

from typing import Any

from django.core import signing
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.letters.actions import write_letter
from sextant.base.letters.invented import is_invented
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.work.delphi.models import Panelist, Round

TEMPLATES: dict[str, str | Promise] = {"round": _("Delphi: a round opens"), "reminder": _("Delphi: a round ends soon")}
_signer = signing.Signer(salt="delphi.place", sep=".")


def token_of(panelist: Panelist) -> str:
    """The signed part of the link of a place on the panel."""
    return _signer.sign(f"{panelist.pk}-{panelist.key}")


def panelist_at(token: str) -> Panelist:
    """The place of a link; 404 for a link that was altered."""
    try:
        pk, key = _signer.unsign(token).split("-")
        found = Panelist.objects.select_related("study").filter(pk=int(pk), key=key).first()
    except (signing.BadSignature, ValueError) as wrong:
        raise Http404 from wrong
    if found is None:
        raise Http404
    return found


def write_about_round(panelist: Panelist, one: Round, code: str) -> None:
    """The round with its last day and the link of the place."""
    if is_invented(panelist.email, is_demo=panelist.is_demo):
        return
    with translation.override(panelist.language):
        page = full_url(reverse("delphi:place", args=[token_of(panelist)]))
        context: dict[str, Any] = {"name": panelist.name, "study": panelist.study.title, "number": one.number, "until": one.closes_on, "page": page}
    key = f"delphi.{code}:{panelist.pk}:{one.number}"
    write_letter(key=key, template=f"delphi.{code}", to=panelist.email, language=panelist.language, context=context, about=panelist.study)


def sample() -> dict[str, Any]:
    """Invented words to preview a letter with."""
    return {"name": "Анна Пример", "study": "Библиотека 2036", "number": 2, "until": None, "page": full_url("/…")}


def register_letters() -> None:
    for code, title in TEMPLATES.items():
        register(f"delphi.{code}", title, sample=sample)
