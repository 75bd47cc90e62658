"""A session, its groups, duties and people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.agenda.forms.fields import DayInput, PersonField
from sextant.work.foresight.models import Group, Session
from sextant.work.foresight.models.sessions import LONGEST, SHORTEST

LANGUAGES = (("ru", "Русский"), ("en", "English"))
CONSENT_RU = (
    "Мои ответы хранятся вместе с моим именем, чтобы их можно было изменить; их не видит никто. Показываются только числа, за которыми стоят "
    "не меньше пяти человек. Моё имя знают организаторы."
)
CONSENT_EN = (
    "My answers are kept with my name, so that I can change them; nobody sees them. Only numbers that stand for at least five people are shown. "
    "The organisers know my name."
)


class SessionForm(forms.ModelForm):
    """What a session is, and by which rules it works."""

    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    about_ru = forms.CharField(label=_("About the session in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    about_en = forms.CharField(label=_("About the session in English"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    consent_ru = forms.CharField(
        label=_("What participants agree to, in Russian"), required=False, initial=CONSENT_RU, widget=forms.Textarea(attrs={"rows": 3})
    )
    consent_en = forms.CharField(
        label=_("What participants agree to, in English"), required=False, initial=CONSENT_EN, widget=forms.Textarea(attrs={"rows": 3})
    )
    longest_statement = forms.IntegerField(
        label=_("Longest statement, characters"), min_value=SHORTEST, max_value=LONGEST, initial=200, help_text=_("One idea in one sentence.")
    )

    needed_sometimes = ("title_ru", "title_en", "consent_ru", "consent_en")

    class Meta:
        model = Session
        fields = (
            *("title_ru", "title_en", "code", "starts_on", "ends_on", "base_agenda", "about_ru", "about_en", "consent_ru", "consent_en"),
            *("longest_statement", "moderated_by", "authors_shown", "door_open", "electors"),
        )
        labels = {"base_agenda": _("Agenda that the session starts from")}
        help_texts = {
            "code": _("Latin letters, digits, “-” and “_”, such as agenda_2027."),
            "base_agenda": _("Groups are made by its directions; what becomes of its guidelines is decided one by one."),
            "electors": _("Guests vote by their personal links. Whoever joins by the code on the screen is checked by nobody, and may join twice."),
            "authors_shown": _("Otherwise only the moderator knows who wrote what."),
        }
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}

    def _post_clean(self) -> None:
        """The action checks the row and says what is wrong of it."""


class GroupForm(forms.Form):
    """A group of one's own, or another name for one."""

    code = forms.CharField(label=_("Code of the direction"), max_length=8, help_text=_("As it stands in the agenda, such as IV."))
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    about_ru = forms.CharField(label=_("About the group in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    about_en = forms.CharField(label=_("About the group in English"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    needed_sometimes = ("title_ru", "title_en")


class DutyForm(forms.Form):
    """Who leads a group, or belongs to the steering committee."""

    person = PersonField(label=_("Person"), help_text=_("E-mail address, number or full name in the members' register."))
    group = forms.ModelChoiceField(
        label=_("Leads the group"), queryset=Group.objects.none(), required=False, empty_label=_("none: steering committee")
    )

    needed_sometimes = ("group",)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.queryset = session.groups.all()


class PeopleForm(forms.Form):
    """A pasted list of people."""

    lines = forms.CharField(
        label=_("People, one a line"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Name; e-mail; code of the group; language (ru or en). Only the name is needed."),
    )
    language = forms.ChoiceField(label=_("Language of those without one"), choices=LANGUAGES)


class PeopleFilter(forms.Form):
    """A question to the list of people."""

    STATES = (
        ("", _("all")),
        ("taking_part", pgettext_lazy("participants", "taking part")),
        ("invited", pgettext_lazy("participants", "not yet here")),
        ("withdrawn", pgettext_lazy("participants", "withdrawn")),
    )
    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none(), required=False, empty_label=_("all"))
    state = forms.ChoiceField(label=pgettext_lazy("participants", "Show"), choices=STATES, required=False)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.queryset = session.groups.all()


class MoveForm(forms.Form):
    """Another group for a participant."""

    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none(), empty_label=None)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.queryset = session.groups.all()


class JoinForm(forms.Form):
    """Who a guest is in the members' register."""

    person = PersonField(label=_("Person"), help_text=_("E-mail address, number or full name in the members' register."))


class DoorForm(MoveForm):
    """A guest at the door: a name, a group, and the consent."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    agrees = forms.BooleanField(label=_("I have read this, and take part"))
    field_order = ("name", "group", "agrees")
