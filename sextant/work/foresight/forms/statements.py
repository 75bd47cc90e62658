"""Statements, the moderator's decisions, proposals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.work.foresight import states
from sextant.work.foresight.models import Group, Participant, Proposal, Session, Statement

NONE = [("", "—")]


class StatementForm(forms.Form):
    """What a participant says."""

    text = forms.CharField(label=_("Your statement"), widget=forms.Textarea(attrs={"rows": 4}), required=False)

    needed_sometimes = ("text",)

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = participant.group.session.longest_statement
        self.fields["text"].widget.attrs["maxlength"] = longest
        self.fields["text"].help_text = _("One idea in one sentence that one can agree or disagree with. At most %(most)s characters.") % {
            "most": longest
        }


class SeedForm(forms.Form):
    """A statement that is there from the start."""

    text_ru = forms.CharField(label=_("Statement in Russian"), required=False, max_length=600)
    text_en = forms.CharField(label=_("Statement in English"), required=False, max_length=600)

    needed_sometimes = ("text_ru", "text_en")


class AcceptForm(SeedForm):
    """The words in the language that the author did not write in; the author's own stay."""


class RefuseForm(forms.Form):
    """Why a statement is not put to the group."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[*NONE, *states.REASONS.items()], required=False)
    words = forms.CharField(label=_("In words"), max_length=400, required=False)

    needed_sometimes = ("reason", "words")


class MergeForm(forms.Form):
    """The statement that says the same."""

    into = forms.ModelChoiceField(label=_("Says the same as"), queryset=Statement.objects.none())

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = Statement.objects.filter(group=statement.group_id, state=states.ACCEPTED).exclude(pk=statement.pk).order_by("pk")


class ProposalForm(forms.ModelForm):
    """A guideline in both languages, and the statements it was made of."""

    title_ru = forms.CharField(label=_("Title in Russian"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    text_ru = forms.CharField(label=_("Text in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    text_en = forms.CharField(label=_("Text in English"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    who_ru = forms.CharField(label=_("Who carries it out, in Russian"), max_length=300, required=False)
    who_en = forms.CharField(label=_("Who carries it out, in English"), max_length=300, required=False)

    needed_sometimes = ("title_ru", "title_en")

    class Meta:
        model = Proposal
        fields = ("title_ru", "title_en", "text_ru", "text_en", "who_ru", "who_en", "statements")
        widgets = {"statements": forms.CheckboxSelectMultiple()}

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["statements"]
        field.queryset = Statement.objects.filter(group=group, state=states.ACCEPTED).order_by("pk")
        field.required = False

    def _post_clean(self) -> None:
        """The action checks the row and says what is wrong of it."""


class DecideProposalForm(forms.Form):
    """Taken in, or left with the reason."""

    taken = forms.TypedChoiceField(
        label=_("Decision"), choices=[("yes", _("take it in")), ("no", _("leave it"))], coerce=lambda value: value == "yes", widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("Why"), max_length=400, required=False)

    needed_sometimes = ("why",)


class EarlierForm(forms.Form):
    """What becomes of one guideline of the earlier agenda."""

    decision = forms.ChoiceField(label=_("Decision"), choices=[*NONE, *states.DECISIONS.items()], required=False)
    proposal = forms.ModelChoiceField(label=_("Replaced by"), queryset=Proposal.objects.none(), required=False)
    words = forms.CharField(label=_("Why"), max_length=400, required=False)

    needed_sometimes = ("decision", "proposal", "words")

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["proposal"]
        field.queryset = Proposal.objects.filter(group__session=session).exclude(is_taken=False).order_by("group__position", "position", "pk")
