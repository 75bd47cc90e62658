"""Who stands by an agenda, and which associations made it theirs."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.accounts.models import User
from sextant.society.agenda.models import Agenda, Guideline
from sextant.society.members.models import Organisation
from sextant.work.outreach import states
from sextant.work.outreach.models.campaigns import Campaign
from sextant.work.outreach.models.reach import Channel


class Endorsement(models.Model):
    """A person or an organisation says in public that it stands by the agenda. The address is kept only to confirm and to withdraw."""

    STATES = (
        (states.ASKED, pgettext_lazy("endorsement", "address not confirmed")),
        (states.WAITING, pgettext_lazy("endorsement", "waits for the office")),
        (states.SHOWN, pgettext_lazy("endorsement", "shown")),
        (states.REFUSED, pgettext_lazy("endorsement", "not shown")),
        (states.WITHDRAWN, pgettext_lazy("endorsement", "withdrawn")),
    )

    class Who(models.TextChoices):
        PERSON = "person", pgettext_lazy("endorsement", "a person")
        ORGANISATION = "organisation", pgettext_lazy("endorsement", "an organisation")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="endorsements")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.SET_NULL, related_name="endorsements")
    who = models.CharField(_("Who endorses"), max_length=12, choices=Who.choices, default=Who.PERSON)
    name = models.CharField(_("Name"), max_length=200)
    position = models.CharField(_("Position and place of work"), max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="endorsements")
    country = models.CharField(_("Country"), max_length=2)
    words = models.CharField(_("In your own words"), max_length=600, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="endorsements")
    language = models.CharField(max_length=2, default="ru")
    key = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=STATES, default=states.ASKED)
    asked_at = models.DateTimeField()
    confirmed_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-confirmed_on", "-pk")
        verbose_name = _("Endorsement")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=[states.WAITING, states.SHOWN, states.REFUSED]) | Q(confirmed_on__isnull=False), name="outreach_confirmed"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def tone(self) -> str:
        return states.ENDORSEMENT_TONES.get(self.state, "quiet")


class Adoption(models.Model):
    """An association or another body made the agenda, or some of its guidelines, its own by a decision. The register is public."""

    STATES = (
        (states.ASKED, pgettext_lazy("adoption", "address not confirmed")),
        (states.WAITING, pgettext_lazy("adoption", "being checked")),
        (states.REGISTERED, pgettext_lazy("adoption", "in force")),
        (states.REFUSED, pgettext_lazy("adoption", "not entered")),
        (states.ENDED, pgettext_lazy("adoption", "ended")),
    )

    class Body(models.TextChoices):
        ASSOCIATION = "association", pgettext_lazy("body", "library association")
        LIBRARY = "library", pgettext_lazy("body", "library")
        AUTHORITY = "authority", pgettext_lazy("body", "public authority")
        OTHER = "other", pgettext_lazy("body", "another body")

    agenda = models.ForeignKey(Agenda, on_delete=models.PROTECT, related_name="adoptions")
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.SET_NULL, related_name="adoptions")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.SET_NULL, related_name="adoptions")
    body = models.CharField(_("What kind of body"), max_length=12, choices=Body.choices, default=Body.ASSOCIATION)
    name = models.CharField(_("Name"), max_length=300)
    country = models.CharField(_("Country"), max_length=2)
    whole = models.BooleanField(_("The whole agenda"), default=True)
    guidelines = models.ManyToManyField(Guideline, blank=True, related_name="adoptions")
    adopted_on = models.DateField(_("Day of the decision"))
    decision = models.CharField(_("By which decision"), max_length=300)
    url = models.URLField(_("Where the decision can be read"), max_length=300, blank=True)
    plans = models.CharField(_("What will be done"), max_length=1000, blank=True)
    contact = models.CharField(_("Contact person"), max_length=200, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=2, default="ru")
    key = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=STATES, default=states.ASKED)
    number = models.PositiveIntegerField(null=True, blank=True, unique=True)
    asked_at = models.DateTimeField()
    registered_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-adopted_on", "-pk")
        verbose_name = pgettext_lazy("of an agenda", "Adoption")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=states.IN_REGISTER) | Q(number__isnull=False, registered_on__isnull=False), name="outreach_registered"
            ),
            models.CheckConstraint(condition=~Q(state=states.ENDED) | Q(ended_on__isnull=False), name="outreach_adoption_ended"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outreach:adoption", args=[self.pk])

    @property
    def tone(self) -> str:
        return states.ADOPTION_TONES.get(self.state, "quiet")
