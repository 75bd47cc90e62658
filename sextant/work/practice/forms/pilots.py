"""What is sent about invitations, pilots and adoptions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.forms.fields import PersonField
from sextant.society.members.forms.memberships import DAY
from sextant.society.members.models import Organisation, Region
from sextant.work.practice import states
from sextant.work.practice.models import Answer, Invitation, Pilot
from sextant.work.practice.queries.board import named

AREA = forms.Textarea(attrs={"rows": 4})


class InvitationForm(forms.ModelForm):
    """The open call, and whom the letter is for."""

    kinds = forms.MultipleChoiceField(
        label=_("Letter to members of these kinds"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None chosen: all libraries.")
    )
    regions = forms.ModelMultipleChoiceField(
        label=_("Letter to members in these regions"), required=False, queryset=Region.objects.none(), help_text=_("None chosen: all regions.")
    )

    class Meta:
        model = Invitation
        fields = ("places", "open_until", "offers_ru", "offers_en", "asks_ru", "asks_en", "kinds")
        labels = {
            "offers_ru": _("What is offered, in Russian"),
            "offers_en": _("What is offered, in English"),
            "asks_ru": _("What is asked, in Russian"),
            "asks_en": _("What is asked, in English"),
        }
        widgets = {"open_until": DAY} | {name: AREA for name in ("offers_ru", "offers_en", "asks_ru", "asks_en")}

    needed_sometimes = ("asks_ru", "asks_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        invitation = kwargs.get("instance")
        if invitation is not None:
            kwargs["initial"] = {"regions": list(invitation.regions.all()), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(one.value, one.label) for one in Organisation.Kind if one in Organisation.LIBRARIES]  # type: ignore[attr-defined]
        rows = Region.objects.filter(organisations__isnull=False).distinct()
        self.fields["regions"].queryset = rows  # type: ignore[attr-defined]
        self.fields["regions"].choices = named(rows.values_list("pk", "name_ru", "name_en"))  # type: ignore[attr-defined]
        self.fields["regions"].widget.attrs["size"] = 6

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class AnswerForm(forms.Form):
    """What a library answers."""

    needed_sometimes = ("words", "may_be_named")
    organisation = forms.ModelChoiceField(label=_("Library"), queryset=Organisation.objects.none(), empty_label=None)
    state = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (states.YES, _("yes, we would like to try it")),
            (states.QUESTION, _("we have a question first")),
            (states.NO, _("no, not this time")),
        ],
    )
    words = forms.CharField(label=_("What you would like to say or ask"), required=False, max_length=2000, widget=AREA)
    may_be_named = forms.BooleanField(
        label=_("We agree that the pilot is published with the name of our library, whatever comes out"), required=False
    )

    def __init__(self, *args: Any, keys: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        libraries = Organisation.objects.filter(pk__in=keys, merged_into=None, kind__in=Organisation.LIBRARIES)
        self.fields["organisation"].queryset = libraries  # type: ignore[attr-defined]


class ReplyForm(forms.ModelForm):
    """The reply to a library's question."""

    class Meta:
        model = Answer
        fields = ("reply",)
        widgets = {"reply": AREA}

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class ProtocolForm(forms.ModelForm):
    """What is done, what is measured and how, what is aimed at."""

    responsible = PersonField(
        label=_("Responsible"),
        required=False,
        max_length=200,
        help_text=_("E-mail address or number in the members' register. Not shown to visitors."),
    )

    class Meta:
        model = Pilot
        fields = (
            "planned_start",
            "planned_end",
            "steps_ru",
            "steps_en",
            "indicator_ru",
            "indicator_en",
            "unit_ru",
            "unit_en",
            "baseline",
            "target",
            "more_is_better",
            "method_ru",
            "method_en",
            "ethics_ru",
            "ethics_en",
        )
        labels = {
            "steps_ru": _("Steps, in Russian"),
            "steps_en": _("Steps, in English"),
            "indicator_ru": _("Indicator measured, in Russian"),
            "indicator_en": _("Indicator measured, in English"),
            "unit_ru": _("Its unit, in Russian"),
            "unit_en": _("Its unit, in English"),
            "more_is_better": _("More of it is better"),
            "method_ru": _("How it is measured, in Russian"),
            "method_en": _("How it is measured, in English"),
            "ethics_ru": _("Ethics and personal data, in Russian"),
            "ethics_en": _("Ethics and personal data, in English"),
        }
        help_texts = {
            "steps_en": _("One language is enough everywhere in the protocol."),
            "ethics_en": _("Whose data are taken, who agreed, where they are kept and when they are deleted; or that there are none."),
        }
        widgets = {"planned_start": DAY, "planned_end": DAY} | {
            f"{name}_{language}": AREA for name in ("steps", "method", "ethics") for language in ("ru", "en")
        }

    needed_sometimes = tuple(name for name in Meta.fields if name != "baseline")
    field_order = ("responsible", *Meta.fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"responsible": kwargs["instance"].responsible, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class StartForm(forms.Form):
    """The day a pilot began."""

    on = forms.DateField(label=_("Began on"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, **kwargs})


class EventForm(forms.Form):
    """A line of the log."""

    on = forms.DateField(label=_("Day"), widget=DAY)
    text = forms.CharField(label=_("What happened"), max_length=2000, widget=AREA)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, **kwargs})


class OutcomeForm(forms.ModelForm):
    """What came of a pilot."""

    ended_on = forms.DateField(label=_("Last day"), widget=DAY)

    class Meta:
        model = Pilot
        fields = (
            "before",
            "after",
            "sample",
            "compared_with_ru",
            "compared_with_en",
            "compared_before",
            "compared_after",
            "verdict",
            "reasons_ru",
            "reasons_en",
        )
        labels = {
            "compared_with_ru": _("Comparison group, in Russian"),
            "compared_with_en": _("Comparison group, in English"),
            "reasons_ru": _("Why you think so, in Russian"),
            "reasons_en": _("Why you think so, in English"),
        }
        help_texts = {"compared_with_en": _("Where the same was measured without the change; empty where there was none.")}
        widgets = {"verdict": forms.RadioSelect, "reasons_ru": AREA, "reasons_en": AREA}

    needed_sometimes = ("before", "after", "sample", "reasons_ru", "reasons_en")
    field_order = ("ended_on", *Meta.fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pilot = kwargs["instance"]
        begun = pilot.before if pilot.before is not None else pilot.baseline
        first = {"ended_on": pilot.ended_on or timezone.localdate()} | ({"before": f"{begun.normalize():f}"} if begun is not None else {})
        super().__init__(*args, **{"initial": first, **kwargs})
        self.fields["verdict"] = forms.ChoiceField(label=_("Did it work?"), choices=Pilot.Verdict.choices, widget=forms.RadioSelect)
        self.order_fields(self.field_order)

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class FileForm(forms.Form):
    """A paper of the pilot."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG or plain text, up to 20 MB."))
    is_public = forms.BooleanField(label=_("Everybody may read it once the pilot is published. It holds no personal data"), required=False)


class AdoptionForm(forms.Form):
    """An organisation has taken it up."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None)
    adopted_on = forms.DateField(label=_("In use since"), widget=DAY)
    adaptation = forms.CharField(
        label=_("What you do otherwise than recommended"), required=False, max_length=2000, widget=AREA, help_text=_("Everybody reads it.")
    )

    def __init__(self, *args: Any, keys: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=keys, merged_into=None)  # type: ignore[attr-defined]
