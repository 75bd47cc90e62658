"""What the demo must show of outreach: a campaign that runs, voices, adoptions, and what waits."""

from sextant.society.agenda.actions.agendas import load_shipped_agenda
from sextant.society.agenda.queries.agendas import current_agenda
from sextant.work.outreach.models import Adoption, Campaign, Endorsement
from sextant.work.outreach.tests.factories import running


def before():
    load_shipped_agenda()
    running(agenda=current_agenda())


def shown(_real):
    campaign = Campaign.objects.get(is_demo=True)
    states = {kind: sorted(kind.objects.filter(is_demo=True).values_list("state", flat=True)) for kind in (Adoption, Endorsement)}
    assert states == {Adoption: ["registered", "registered", "waiting"], Endorsement: ["shown"] * 7 + ["waiting"]}
    assert (campaign.stage, campaign.counts.filter(act="seen").exists()) == ("running", True)
