"""A question written on the screen, and the whole questionnaire as text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND_NAMES = (
    ("single", _("one of a list")),
    ("multiple", _("several of a list")),
    ("scale", _("scale of numbered steps")),
    ("matrix", _("several rows on one scale")),
    ("ranking", _("put in order")),
    ("yesno", _("yes or no")),
    ("number", pgettext_lazy("kind of question", "number")),
    ("date", pgettext_lazy("kind of question", "day")),
    ("short", _("a line of text")),
    ("long", _("free text")),
    ("consent", _("consent")),
)
HOW = (
    ("is", _("is")),
    ("any_of", _("is one of")),
    ("at_least", _("is at least")),
    ("at_most", _("is at most")),
    ("answered", _("is answered")),
)
LINES = forms.Textarea(attrs={"rows": 6, "class": "code", "spellcheck": "false"})
SMALL = forms.Textarea(attrs={"rows": 2})
MARKS = ("required", "other", "shuffle", "background")


def options_of(text: str) -> list[dict[str, str]]:
    """Options of lines `code | по-русски | in English`; a line of one part is a number or a code without words."""
    rows = []
    for line in text.splitlines():
        if line.strip():
            code, ru, en = ([part.strip() for part in line.split("|")] + ["", ""])[:3]
            rows.append({"code": code, "ru": ru, "en": en})
    return rows


def lines_of(options: list[dict[str, str]]) -> str:
    return "\n".join(" | ".join((one["code"], one.get("ru", ""), one.get("en", ""))) for one in options)


class QuestionForm(forms.Form):
    """One question. What its kind does not need is passed over."""

    text_ru = forms.CharField(label=_("Question in Russian"), required=False, widget=SMALL, max_length=1000)
    text_en = forms.CharField(label=_("Question in English"), required=False, widget=SMALL, max_length=1000)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=KIND_NAMES)
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("The name of the column in downloads: small Latin letters, digits, low line."))
    page = forms.ChoiceField(label=_("Page"))
    options = forms.CharField(
        label=_("Options"),
        required=False,
        widget=LINES,
        strip=False,
        help_text=_("One a line: code | in Russian | in English. Steps of a scale have numbers as codes."),
    )
    rows = forms.CharField(
        label=_("Rows"), required=False, widget=LINES, strip=False, help_text=_("Only for several rows on one scale; written like options.")
    )
    low = forms.FloatField(label=_("Least number"), required=False)
    high = forms.FloatField(label=_("Largest number"), required=False)
    required = forms.BooleanField(label=_("An answer is needed"), required=False)
    other = forms.BooleanField(label=_("Offer “Other” with a line of text"), required=False)
    shuffle = forms.BooleanField(label=_("Mix the order of options"), required=False)
    background = forms.BooleanField(label=_("Cross other answers by this one"), required=False)
    hint_ru = forms.CharField(label=_("Hint in Russian"), required=False, max_length=500)
    hint_en = forms.CharField(label=_("Hint in English"), required=False, max_length=500)
    on = forms.ChoiceField(label=_("Shown only if the answer to"), required=False)
    how = forms.ChoiceField(label=_("is such"), required=False, choices=HOW)
    to = forms.CharField(label=_("Code or number"), required=False, max_length=300, help_text=_("Several codes are divided by commas."))

    def __init__(self, *args: Any, table: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages: Any = self.fields["page"]
        pages.choices = [*((str(number), str(number)) for number in range(1, len(table["pages"]) + 1)), ("new", _("a new page"))]
        asked: Any = self.fields["on"]
        codes = [one["code"] for page in table["pages"] for one in page["questions"]]
        asked.choices = [("", _("always shown")), *((code, code) for code in codes)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("how") in ("at_least", "at_most") and given.get("on"):
            try:
                float(given.get("to") or "")
            except ValueError:
                self.add_error("to", ValidationError(_("Write a number here.")))
        return given

    def question(self) -> dict[str, Any]:
        """The question as plain data, for the house of questionnaires to check."""
        given = self.cleaned_data
        made: dict[str, Any] = {"code": given["code"], "kind": given["kind"], "text": {"ru": given["text_ru"], "en": given["text_en"]}}
        if given["hint_ru"] or given["hint_en"]:
            made["hint"] = {"ru": given["hint_ru"], "en": given["hint_en"]}
        made.update({name: True for name in MARKS if given[name]})
        if given["kind"] == "number":
            made.update({name: given[name] for name in ("low", "high") if given[name] is not None})
        if given["kind"] in ("single", "multiple", "scale", "matrix", "ranking"):
            made["options"] = options_of(given["options"])
        if given["kind"] == "matrix":
            made["rows"] = options_of(given["rows"])
        if given["on"]:
            made["show_if"] = {"question": given["on"], given["how"] or "answered": self._wanted()}
        return made

    def _wanted(self) -> Any:
        how, to = self.cleaned_data["how"], self.cleaned_data["to"].strip()
        if how == "any_of":
            return [part.strip() for part in to.split(",") if part.strip()]
        if how in ("at_least", "at_most"):
            return float(to)
        return to if how == "is" else True


def initial_of(question: dict[str, Any], page: int) -> dict[str, Any]:
    """What the form shows of a question there is; a condition of several parts is left to the text."""
    made = {name: question.get(name) for name in ("code", "kind", "low", "high", *MARKS)}
    for name in ("text", "hint"):
        made.update({f"{name}_{code}": question.get(name, {}).get(code, "") for code in ("ru", "en")})
    made.update({name: lines_of(question.get(name, [])) for name in ("options", "rows")})
    condition = question.get("show_if") or {}
    if "question" in condition:
        how = next(key for key in condition if key != "question")
        value = condition[how]
        made.update({"on": condition["question"], "how": how, "to": ", ".join(map(str, value)) if isinstance(value, list) else str(value)})
    return {**made, "page": str(page)}


class WordsForm(forms.Form):
    """What stands around the questions."""

    title_ru = forms.CharField(label=_("Title in Russian"), required=False, max_length=300)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=300)
    lead_ru = forms.CharField(label=_("Introduction in Russian"), required=False, widget=SMALL, max_length=2000)
    lead_en = forms.CharField(label=_("Introduction in English"), required=False, widget=SMALL, max_length=2000)
    privacy_ru = forms.CharField(label=_("Privacy notice in Russian"), required=False, widget=SMALL, max_length=2000)
    privacy_en = forms.CharField(label=_("Privacy notice in English"), required=False, widget=SMALL, max_length=2000)
    thanks_ru = forms.CharField(label=_("Thanks in Russian"), required=False, widget=SMALL, max_length=2000)
    thanks_en = forms.CharField(label=_("Thanks in English"), required=False, widget=SMALL, max_length=2000)

    def words(self) -> dict[str, dict[str, str]]:
        """By text, what it says in each language."""
        names = ("title", "lead", "privacy", "thanks")
        return {name: {code: self.cleaned_data[f"{name}_{code}"] for code in ("ru", "en")} for name in names}


def words_of(table: dict[str, Any]) -> dict[str, str]:
    """What the form shows of a questionnaire there is."""
    names = ("title", "lead", "privacy", "thanks")
    return {f"{name}_{code}": table.get(name, {}).get(code, "") for name in names for code in ("ru", "en")}


class TextForm(forms.Form):
    """The whole questionnaire as TOML."""

    text = forms.CharField(
        label=_("Questionnaire (TOML)"), strip=False, widget=forms.Textarea(attrs={"rows": 30, "class": "code", "spellcheck": "false"})
    )
