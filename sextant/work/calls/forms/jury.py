"""What jurors and those who run the jury send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.ui.controls import Scale
from sextant.society.concepts.forms.fields import ConceptsField
from sextant.society.concepts.models import Concept
from sextant.work.calls import states
from sextant.work.calls.forms.fields import PersonField, area
from sextant.work.calls.models import Call, Conflict, Criterion, Entry, Juror, Prize, Review, Stage
from sextant.work.calls.queries.results import prizes_free

STRENGTHS = [(0, _("not at all")), (1, _("a little")), (2, _("well")), (3, _("very well"))]


class InviteForm(forms.Form):
    person = PersonField(label=_("Person"), help_text=_("E-mail address, or full name as in the directory."))
    is_chair = forms.BooleanField(label=_("Chairs the jury"), required=False)
    load = forms.IntegerField(label=_("Entries at most"), required=False, min_value=1, max_value=500, help_text=_("Empty: as the call says."))


class ProposeForm(forms.Form):
    """On which concepts experts are looked for."""

    concepts = ConceptsField(label=_("Concepts, divided by semicolons"), required=False)

    def wish(self) -> list[Concept]:
        """The concepts asked for; words that name none are told beside the field."""
        return self.cleaned_data.get("concepts", []) if self.is_valid() else []


class AgreeForm(forms.Form):
    """A juror agrees to the rules, and says how much they take and what they know."""

    load = forms.IntegerField(label=_("How many entries can you read?"), min_value=1, max_value=500)
    agreed = forms.BooleanField(label=_("I keep silent about entries and jury, tell of every tie to an author, and score by the criteria."))

    def __init__(self, *args: Any, juror: Juror, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call = juror.call
        self.fields["load"].initial = juror.load or call.load
        known = {one.topic_id: one.strength for one in juror.knowledge.all()}
        for topic in call.topics.all():
            self.fields[f"topic_{topic.pk}"] = forms.TypedChoiceField(
                label=topic.title, choices=STRENGTHS, coerce=int, initial=known.get(topic.pk, 0), required=False
            )
        self.order_fields([*[name for name in self.fields if name.startswith("topic_")], "load", "agreed"])

    def values(self) -> dict[str, Any]:
        known = {int(name.removeprefix("topic_")): int(value or 0) for name, value in self.cleaned_data.items() if name.startswith("topic_")}
        return {"load": self.cleaned_data["load"], "knowledge": known}


TIES = [pair for pair in Conflict.Kind.choices if pair[0] in ("family", "mentor", "workplace", "coauthor", "other")]


class RecuseForm(forms.Form):
    kind = forms.ChoiceField(label=_("What ties you to it"), choices=TIES)


class DeclareForm(forms.Form):
    """A tie between a juror and an entry, declared by whoever runs the jury."""

    juror = forms.ModelChoiceField(label=_("Juror"), queryset=Juror.objects.none())
    kind = forms.ChoiceField(label=_("Tie"), choices=TIES)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Juror.objects.filter(call=call, state__in=[states.INVITED, states.AGREED]).select_related("person")
        self.fields["juror"].queryset = rows  # type: ignore[attr-defined]


class ByHandForm(forms.Form):
    juror = forms.ModelChoiceField(label=_("Juror"), queryset=Juror.objects.none())

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["juror"].queryset = Juror.objects.filter(call=call, state=states.AGREED).select_related("person")  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """Scores by criterion, a comment for the jury, a word to the author. Scores are radio buttons: quick on a phone, without a script."""

    def __init__(self, *args: Any, review: Review, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        known = {score.criterion_id: score.value for score in review.scores.all()}
        scale = [(value, str(value)) for value in review.entry.call.scale]
        self.needed_sometimes = tuple(f"score_{one.pk}" for one in criteria)
        for one in criteria:
            self.fields[f"score_{one.pk}"] = forms.TypedChoiceField(
                label=one.title,
                choices=scale,
                coerce=int,
                empty_value=None,
                required=False,
                initial=known.get(one.pk),
                widget=Scale if len(scale) <= 11 else forms.Select,
                help_text=_anchors(one),
            )
        comment = _("For the jury and the organisers; the author does not see it.")
        feedback = _("The author reads it with the results, without your name.")
        self.fields["comment"] = forms.CharField(
            label=_("Comment"), required=False, max_length=10_000, widget=area(3), initial=review.comment, help_text=comment
        )
        self.fields["feedback"] = forms.CharField(
            label=_("To the author"), required=False, max_length=10_000, widget=area(3), initial=review.feedback, help_text=feedback
        )

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        scores = {one.pk: given.get(f"score_{one.pk}") for one in self.criteria}
        return {"scores": scores, "comment": given["comment"], "feedback": given["feedback"]}


def _anchors(one: Criterion) -> str:
    words = [(_("lowest"), one.low), (pgettext_lazy("score", "middle"), one.middle), (_("highest"), one.high)]
    return "; ".join(f"{name} – {text}" for name, text in words if text)


class RemarkForm(forms.Form):
    text = forms.CharField(label=_("To the jury"), max_length=10_000, widget=area(2))


class DecisionForm(forms.Form):
    """What is decided about one entry."""

    outcome = forms.ChoiceField(label=_("Decision"))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=4000, widget=area(2), help_text=_("Goes into the protocol and to the author.")
    )

    def __init__(self, *args: Any, stage: Stage, entry: Entry, prizes: list[Prize], last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prizes = {str(prize.pk): prize for prize in prizes if prize.category_id in (None, entry.category_id)}
        choices: list[tuple[str, Any]] = [("none", _("neither"))]
        if not last:
            choices.append(("on", _("goes on to the next stage")))
        choices += [(key, f"{prize.title} ({prizes_free(prize)})") for key, prize in self.prizes.items()]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        outcome = self.cleaned_data["outcome"]
        return {"goes_on": outcome == "on", "prize": self.prizes.get(outcome), "reason": self.cleaned_data["reason"]}


class FreezeForm(forms.Form):
    typed = forms.CharField(label=_("How many entries go on or get a prize"), max_length=6, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
