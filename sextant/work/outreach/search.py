"""How campaigns and adoptions are found: only what everybody may read."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.outreach import states
from sextant.work.outreach.models import Adoption, Campaign


def _campaign(campaign: Campaign) -> EntryDraft | None:
    if campaign.stage not in states.PUBLIC:
        return None
    return EntryDraft(
        title_ru=campaign.title_ru,
        title_en=campaign.title_en,
        url_name="outreach:campaign",
        url_args=(campaign.code,),
        summary_ru=campaign.call_ru,
        summary_en=campaign.call_en,
        text=f"{campaign.about_ru} {campaign.about_en}",
        audience="public",
    )


def _adoption(adoption: Adoption) -> EntryDraft | None:
    if adoption.state not in states.IN_REGISTER:
        return None
    return EntryDraft(
        title_ru=adoption.name,
        title_en=adoption.name,
        url_name="outreach:adoption",
        url_args=(adoption.pk,),
        summary_ru=adoption.decision,
        summary_en=adoption.decision,
        text=adoption.plans,
        audience="public",
    )


CAMPAIGNS = Searchable(
    "outreach.campaign", Campaign, _campaign, _("Campaigns for the agenda"), lambda: Campaign.objects.filter(stage__in=states.PUBLIC)
)
ADOPTIONS = Searchable(
    "outreach.adoption", Adoption, _adoption, _("Adoptions of the agenda"), lambda: Adoption.objects.filter(state__in=states.IN_REGISTER)
)
