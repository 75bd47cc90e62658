"""What those who keep campaigns send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.society.members.forms.memberships import DAY
from sextant.work.outreach.models import Campaign, Channel

AREA = forms.Textarea(attrs={"rows": 5})


class CampaignForm(forms.ModelForm):
    """A campaign in both languages."""

    class Meta:
        model = Campaign
        fields = ("agenda", "code", "title_ru", "title_en", "call_ru", "call_en", "about_ru", "about_en", "starts_on", "ends_on")
        labels = {
            "title_ru": _("Name in Russian"),
            "title_en": _("Name in English"),
            "call_ru": _("Call to readers in Russian"),
            "call_en": _("Call to readers in English"),
            "about_ru": _("Text in Russian"),
            "about_en": _("Text in English"),
        }
        help_texts = {
            "code": _("A short word in Latin letters; it stands in every link of the campaign."),
            "call_ru": _("One sentence: it stands on the page, on the cards and on the slides."),
        }
        widgets = {"about_ru": AREA, "about_en": AREA, "starts_on": DAY, "ends_on": DAY}

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class ChannelForm(forms.ModelForm):
    """A further way to a campaign."""

    code = forms.SlugField(
        label=_("Word in the link"), max_length=40, required=False, help_text=_("Left empty, it is made of the name of the campaign and of the way.")
    )

    class Meta:
        model = Channel
        fields = ("name", "kind", "code")

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""


class ReasonForm(forms.Form):
    """A reason that somebody reads."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
