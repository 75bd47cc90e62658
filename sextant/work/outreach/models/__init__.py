"""What is true about campaigns, the ways to them, what was done there, endorsements and adoptions."""

from sextant.work.outreach.models.campaigns import Campaign, KitFile
from sextant.work.outreach.models.reach import Channel, DayCount, DaySalt, SeenToday
from sextant.work.outreach.models.support import Adoption, Endorsement

__all__ = ["Adoption", "Campaign", "Channel", "DayCount", "DaySalt", "Endorsement", "KitFile", "SeenToday"]
