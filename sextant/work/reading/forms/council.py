"""Seats of the council, criteria, and a review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.forms.fields import PersonField
from sextant.society.members.forms.memberships import DAY
from sextant.work.reading.forms.awards import AREA, Read
from sextant.work.reading.models import Criterion, Review

POINTS = [(str(value), str(value)) for value in range(1, 6)]


class Scale(forms.RadioSelect):
    """Points in a row."""

    layout = "scale"


class SeatForm(forms.Form):
    """Who sits on the council from when to when."""

    person = PersonField(label=_("Person"), max_length=200, help_text=_("E-mail address or number in the members' register. The name is public."))
    since = forms.DateField(label=_("From"), widget=DAY)
    until = forms.DateField(label=_("Last day"), required=False, widget=DAY)


class EndForm(forms.Form):
    until = forms.DateField(label=_("Last day"), widget=DAY)


class CriterionForm(Read, forms.ModelForm):
    class Meta:
        model = Criterion
        fields = ("code", "name_ru", "name_en", "about_ru", "about_en", "weight", "position", "is_asked")
        labels = {
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "about_ru": _("What is looked at, in Russian"),
            "about_en": _("What is looked at, in English"),
            "is_asked": _("Asked now"),
        }

    needed_sometimes = ("name_ru", "name_en", "is_asked")


class ReviewForm(Read, forms.ModelForm):
    """Points by criteria, words, a recommendation; what ties the reviewer to the nomination where something does."""

    recommends = forms.TypedChoiceField(
        label=_("Do you recommend the book for the list?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )

    class Meta:
        model = Review
        fields = ("words_ru", "words_en", "recommends", "tie")
        labels = {"words_ru": _("In words, in Russian"), "words_en": _("In words, in English"), "tie": _("Your interest, in a sentence")}
        help_texts = {
            "words_en": _("One language is enough. What you write is read by the council, and by everybody once the reviews are closed."),
            "tie": _("You and the nomination come from one organisation, or you nominated the book. Everybody reads this."),
        }
        widgets = {"words_ru": AREA, "words_en": AREA}

    needed_sometimes: tuple[str, ...] = ("words_ru", "words_en", "recommends", "tie")

    def __init__(self, *args: Any, criteria: list[Criterion], declares: bool, **kwargs: Any) -> None:
        review = kwargs.get("instance")
        known = {one.criterion_id: one.value for one in review.scores.all()} if review is not None else {}
        first = {} if review is None or review.recommends is None else {"recommends": "yes" if review.recommends else "no"}
        super().__init__(*args, **{"initial": first, **kwargs})
        self.criteria = criteria
        for one in criteria:
            self.fields[f"points_{one.pk}"] = forms.TypedChoiceField(
                label=one.name,
                help_text=one.about,
                required=False,
                widget=Scale,
                choices=POINTS,
                coerce=int,
                empty_value=None,
                initial=known.get(one.pk),
            )
        self.needed_sometimes = (*ReviewForm.needed_sometimes, *(f"points_{one.pk}" for one in criteria))
        if not declares:
            del self.fields["tie"]
        self.order_fields([*(f"points_{one.pk}" for one in criteria), *self.Meta.fields])

    def points(self) -> dict[Criterion, int | None]:
        """Points by criterion; None where none were given."""
        return {one: self.cleaned_data[f"points_{one.pk}"] for one in self.criteria}

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}
