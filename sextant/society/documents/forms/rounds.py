"""What a round asks: until when and by whom comments are made, a comment, its disposition, a vote, and one's ballot."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.documents import states
from sextant.society.documents.forms.documents import AREA, PeopleField
from sextant.society.documents.models import Clause, Comment, Consultation, Disposition, Document
from sextant.society.documents.models.votes import CHOICES


class MomentField(forms.DateTimeField):
    """A day and an hour in the site's time zone."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(**{"widget": widget, **kwargs})


class ConsultationForm(forms.Form):
    """A consultation to be opened."""

    closes_at = MomentField(label=_("Comments until"))
    audience = forms.ChoiceField(label=_("Who may comment"), choices=Consultation.AUDIENCES, widget=forms.RadioSelect)
    invited = PeopleField(label=_("E-mail addresses of invited people"), required=False, help_text=_("One a line. They get a letter with the link."))
    needed_sometimes = ("invited",)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"audience": document.rules_of_kind.audience})
        super().__init__(*args, **kwargs)


class CommentForm(forms.Form):
    """A remark, and beside a clause another wording."""

    text = forms.CharField(label=pgettext_lazy("document", "Comment"), max_length=5000, required=False, widget=AREA)
    language = forms.ChoiceField(
        label=_("Language of the wording"),
        required=False,
        choices=[("", _("no other wording")), ("ru", "Русский"), ("en", "English")],
        help_text=_("Choose a language to propose another wording in it."),
    )
    wording = forms.CharField(
        label=_("Wording that you propose"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The whole text of the clause as it should be; what differs is marked word by word."),
    )
    needed_sometimes = ("text", "language", "wording")

    def __init__(self, *args: Any, clause: Clause | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if clause is None or not clause.text:
            del self.fields["language"], self.fields["wording"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("language") and not found.get("wording", "").strip():
            self.add_error("wording", say("Write the wording that you propose, or choose “no other wording”."))
        return found


class ReplyForm(forms.Form):
    """An answer to a comment."""

    text = forms.CharField(label=_("Answer"), max_length=5000, widget=AREA)


class DispositionForm(forms.Form):
    """What becomes of a comment, and why."""

    outcome = forms.ChoiceField(label=_("Disposition"), choices=Disposition.OUTCOMES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=pgettext_lazy("disposition", "Reason"),
        max_length=2000,
        widget=AREA,
        help_text=_("The author gets it in a letter; everybody who reads the comment reads it."),
    )


class CommentFilter(forms.Form):
    """Which comments are wanted."""

    STATES = (
        ("", pgettext_lazy("comment", "all")),
        (states.OPEN, pgettext_lazy("comment", "not settled yet")),
        *Disposition.OUTCOMES,
        (states.WITHDRAWN, pgettext_lazy("comment", "withdrawn")),
    )
    clause = forms.ChoiceField(label=_("Clause"), required=False)
    state = forms.ChoiceField(label=_("Disposition"), required=False, choices=STATES)
    kind = forms.ChoiceField(label=_("What it is"), required=False, choices=[("", pgettext_lazy("comment", "all")), *Comment.KINDS])

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["clause"]
        field.choices = [("", _("all clauses")), ("-", _("the whole document")), *clauses]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class VoteForm(forms.Form):
    """A vote to be opened."""

    closes_at = MomentField(label=_("Votes until"))
    is_secret = forms.BooleanField(
        label=_("Secret: nobody reads who voted how"), required=False, help_text=_("It cannot be changed once the vote is open.")
    )


class BallotForm(forms.Form):
    """One's choice."""

    choice = forms.ChoiceField(label=_("Your vote"), choices=CHOICES, widget=forms.RadioSelect)


class CompareForm(forms.Form):
    """Which two versions are compared, and in which language."""

    LANGUAGES = (("ru", "Русский"), ("en", "English"), ("both", _("both, side by side")))
    before = forms.TypedChoiceField(label=_("From version"), coerce=int)
    after = forms.TypedChoiceField(label=_("To version"), coerce=int)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            field: Any = self.fields[name]
            field.choices = [(number, str(number)) for number in numbers]
