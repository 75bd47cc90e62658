"""Versions of questionnaires: brought in as a file by the office, or stored when a voted one is published. None is ever changed."""

import hashlib
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.lab.returns.checking import of_questionnaire
from sextant.lab.returns.checking.reading import RulesError
from sextant.lab.returns.questionnaires import Questionnaire, QuestionnaireError
from sextant.lab.returns.questionnaires.changing import refuse_silent_breaks
from sextant.lab.returns.questionnaires.reading import MOST_BYTES, parse_text
from sextant.work.returns import states
from sextant.work.returns.models import QuestionnaireVersion, Round
from sextant.work.returns.queries.questionnaires import Held, change_under_way, versions_of
from sextant.work.returns.questionnaire_text import in_words

CODE = re.compile(r"[a-z][a-z0-9_-]{0,59}")
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


@in_turn
def bring_questionnaire(file: Any, *, by: User | None, is_demo: bool = False) -> QuestionnaireVersion:
    """Stores a questionnaire from a TOML file: the first version of its code, or the next one. It is read whole; what is wrong is said with
    its place. Refused: a version there is already, years that are collected already, a change under way, figures of two kinds in one series."""
    if file.size > MOST_BYTES:
        raise ValidationError({"file": _("The file is larger than 2 MB, which no questionnaire is. Check that it is the right file.")})
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise ValidationError({"file": _("The file is no text in UTF-8. Save it as TOML in UTF-8 and bring it in again.")}) from reason
    try:
        asked = parse_text(text.replace("\r\n", "\n"), file.name)
        of_questionnaire(asked)
    except (QuestionnaireError, RulesError) as refusal:
        raise ValidationError({"file": in_words(refusal)}) from refusal
    if change_under_way(asked.code) is not None:
        raise ValidationError({"file": _("A change of this questionnaire is under way. Publish it or give it up first.")})
    row = store_version(asked, text, origin=states.UPLOADED, by=by, is_demo=is_demo)
    record(verb="returns.bring_questionnaire", obj=row, by=by, after={"questionnaire": str(row), "year": row.valid_from, "items": len(asked.items)})
    return row


def store_version(asked: Questionnaire, text: str, *, origin: str, by: User | None, is_demo: bool = False) -> QuestionnaireVersion:
    """Keeps a version as the next one of its code. Called inside an action."""
    versions = versions_of(asked.code)
    _refuse_what_does_not_follow(asked, versions)
    return QuestionnaireVersion.objects.create(
        code=asked.code,
        number=len(versions) + 1,
        version=asked.version,
        valid_from=asked.for_years[0],
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        origin=origin,
        stored_by=by,
        is_demo=is_demo,
    )


def _refuse_what_does_not_follow(asked: Questionnaire, versions: list[Held]) -> None:
    if not CODE.fullmatch(asked.code):
        raise ValidationError({"file": _("“code” has small Latin letters, digits, hyphens and underscores, and begins with a letter.")})
    if not VERSION.fullmatch(asked.version):
        raise ValidationError({"file": _("“version” has Latin letters, digits, points and hyphens, such as 2027.1.")})
    if any(one.version == asked.version for one in versions):
        words = _("There is a version %(version)s of this questionnaire already, and a version is never changed. Give the file the next one.")
        raise ValidationError({"file": words % {"version": asked.version}})
    first = asked.for_years[0]
    if versions and first < versions[-1].since:
        words = _("The version before is valid from %(year)s on. Let this one begin in that year or later.")
        raise ValidationError({"file": words % {"year": versions[-1].since}})
    refuse_years_in_use(asked.code, first)
    if versions:
        try:
            refuse_silent_breaks(versions[-1].asked, asked)
        except QuestionnaireError as refusal:
            raise ValidationError({"file": in_words(refusal)}) from refusal


def refuse_years_in_use(code: str, first: int) -> None:
    """A version begins after the last year that is, or was, collected with the questionnaire."""
    last = Round.objects.filter(questionnaire=code, year__gte=first).order_by("-year").values_list("year", flat=True).first()
    if last is not None:
        words = _("Returns of %(year)s are collected with this questionnaire already. Let the new version begin with %(next)s or later.")
        raise ValidationError(words % {"year": last, "next": last + 1})
