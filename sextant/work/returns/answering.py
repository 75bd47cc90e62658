"""What somebody typed into a field or a spreadsheet cell, as an answer to one item: a number, words, a reason why there is none, or nothing."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from sextant.base.words.fields import in_language
from sextant.lab.returns.questionnaires import Item, Words
from sextant.work.returns import states

LARGEST = 10**13
"""Numbers above this are no figures of a library in any currency."""
LONGEST = 1000
NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
BLANKS = dict.fromkeys(map(ord, " \u00a0\u2009\u202f\u2007"))
WORDS = {
    "unknown": states.UNKNOWN,
    "not known": states.UNKNOWN,
    "неизвестно": states.UNKNOWN,
    "нет данных": states.UNKNOWN,
    "not applicable": states.NOT_APPLICABLE,
    "n/a": states.NOT_APPLICABLE,
    "не применимо": states.NOT_APPLICABLE,
    "неприменимо": states.NOT_APPLICABLE,
    "refused": states.REFUSED_ANSWER,
    "отказ": states.REFUSED_ANSWER,
}
"""What a spreadsheet may hold in place of a number, in any case of letters."""
YES_NO = {"yes": "yes", "no": "no", "да": "yes", "нет": "no"}
YES_NO_NAMES: dict[str, str | Promise] = {"yes": pgettext_lazy("answer", "yes"), "no": pgettext_lazy("answer", "no")}


@dataclass(frozen=True)
class Given:
    """One answer: `value` is a number or a text, `status` a word of `states.NO_NUMBER`; neither: no answer."""

    value: Any = None
    status: str = ""

    @property
    def is_empty(self) -> bool:
        return self.value is None and not self.status


def said(words: Words) -> str:
    """A text of the questionnaire in the reader's language."""
    return in_language({"en": words.en, "ru": words.ru})


def read_answer(item: Item, typed: Any, status: str = "") -> Given:
    """The answer in what was typed; `status` is chosen beside the field, or stands in the cell as a word. Raises ValidationError with a sentence."""
    if isinstance(typed, str):
        typed = " ".join(typed.split())
        if not status and item.kind not in ("text", "choice"):
            status, typed = (WORDS[typed.casefold()], "") if typed.casefold() in WORDS else ("", typed)
    if status:
        return _no_number(item, typed, status)
    if typed is None or typed == "":
        return Given()
    if item.is_number:
        return Given(_number(item, typed))
    return Given(_words(item, str(typed)))


def _no_number(item: Item, typed: Any, status: str) -> Given:
    if status not in states.NO_NUMBER:
        raise ValidationError(_("This is none of the answers that can be chosen here."))
    if typed not in (None, ""):
        raise ValidationError(_("Give either a number or the reason why there is none, not both."))
    if status not in item.may_be:
        raise ValidationError(_("“%(item)s” cannot be “%(answer)s”.") % {"item": said(item.label), "answer": states.NO_NUMBER[status]})
    return Given(status=status)


def _number(item: Item, typed: Any) -> int | float:
    number = _decimal(item, typed)
    if number < 0:
        raise ValidationError(_("A number of this questionnaire is never below nought."))
    if number > LARGEST:
        raise ValidationError(_("This number is too large; check the unit."))
    if item.kind == "share" and number > 100:
        raise ValidationError(_("A share lies between 0 and 100 per cent."))
    if number == 0 and "zero" not in item.may_be:
        raise ValidationError(_("“%(item)s” cannot be nought.") % {"item": said(item.label)})
    return int(number) if number == number.to_integral_value() else float(number)


def _decimal(item: Item, typed: Any) -> Decimal:
    if isinstance(typed, bool) or not isinstance(typed, int | float | str):
        raise ValidationError(_("This is not a number. Write digits only, or the word “unknown”, “not applicable” or “refused”."))
    if isinstance(typed, float):
        if not math.isfinite(typed):
            raise ValidationError(_("This is not a number. Write digits only, or the word “unknown”, “not applicable” or “refused”."))
        typed = f"{round(typed, 9):f}".rstrip("0").rstrip(".")
    text = str(typed).translate(BLANKS)
    if not item.decimals and ("," in text or "." in text):
        raise ValidationError(_("A whole number is asked for. Write it without a comma or a point; spaces between thousands are allowed."))
    if len(text) > 30 or not NUMBER.fullmatch(text):
        raise ValidationError(_("This is not a number. Write digits only, or the word “unknown”, “not applicable” or “refused”."))
    number = Decimal(text.replace(",", "."))
    with localcontext(prec=60):  # thirty digits and as many after the point are more than a number has room for otherwise
        rounded = round(number, item.decimals)
    if number != rounded:
        places = ngettext(
            "At most %(count)d digit after the point is kept here.", "At most %(count)d digits after the point are kept here.", item.decimals
        )
        whole = _("A whole number is asked for. Write it without a comma or a point; spaces between thousands are allowed.")
        raise ValidationError(places % {"count": item.decimals} if item.decimals else whole)
    return number


def _words(item: Item, text: str) -> str:
    if item.kind == "yes_no":
        if text.casefold() not in YES_NO:
            raise ValidationError(_("Answer yes or no."))
        return YES_NO[text.casefold()]
    if item.kind == "choice":
        named = {name.casefold(): one.code for one in item.choices for name in (one.code, one.label.en, one.label.ru)}
        if text.casefold() not in named:
            raise ValidationError(_("Choose one of: %(choices)s.") % {"choices": ", ".join(said(one.label) for one in item.choices)})
        return named[text.casefold()]
    if len(text) > LONGEST:
        raise ValidationError(_("The text is longer than %(most)d characters; shorten it.") % {"most": LONGEST})
    return text.replace("\x00", "")
