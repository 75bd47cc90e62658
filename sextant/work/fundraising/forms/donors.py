"""What comes in about donors: the filter of their list, their data, notes, consents, preferences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.work.fundraising.forms.giving import OwnAmountField
from sextant.work.fundraising.models import Appeal, Donor
from sextant.work.fundraising.queries.segments import segment_choices

LANGUAGES = [("ru", "Русский"), ("en", "English")]
PATTERNS = (
    ("", _("any history")),
    ("new", _("first gift this year")),
    ("retained", _("last year and this year")),
    ("lybunt", _("last year, not yet this year")),
    ("sybunt", _("some year before, not since")),
)


class DonorFilter(forms.Form):
    """Which donors are wanted."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any kind")), *Donor.Kind.choices])
    pattern = forms.ChoiceField(label=_("Gave"), required=False, choices=PATTERNS)
    segment = forms.ChoiceField(label=_("Segment"), required=False)
    appeal = forms.ModelChoiceField(label=_("To the appeal"), required=False, queryset=Appeal.objects.all(), empty_label=_("any appeal"))
    least = OwnAmountField(label=_("At least, in all"), required=False)
    silent = forms.IntegerField(label=_("Silent for months"), required=False, min_value=1, max_value=240)
    letters = forms.BooleanField(label=_("agrees to letters"), required=False)
    lapsing = forms.BooleanField(label=_("may be lapsing"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["segment"].choices = [("", _("any segment")), *segment_choices()]  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return self.cleaned_data


class DonorForm(forms.Form):
    """How a donor is called and written to."""

    name = forms.CharField(label=_("Name"), max_length=300, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Donor.Kind.choices)
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)

    def __init__(self, *args: Any, donor: Donor, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(donor, name) for name in ("name", "email", "kind", "language")}
        super().__init__(*args, **kwargs)


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class PreferencesForm(forms.Form):
    """What a donor wants to be sent."""

    language = forms.ChoiceField(label=_("Language of letters and receipts"), choices=LANGUAGES)
    letters = forms.BooleanField(label=_("Write to me what was done, and about new appeals"), required=False)
    reminders = forms.BooleanField(label=_("Remind me of what I promised"), required=False)

    def __init__(self, *args: Any, donor: Donor, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": donor.language, "letters": donor.wants_letters, "reminders": donor.wants_reminders}
        super().__init__(*args, **kwargs)


class EraseForm(forms.Form):
    typed = forms.CharField(label=_("Number of the donor, to confirm"), max_length=20)
