"""What is true of appeals, gifts and donors."""

from sextant.work.fundraising.models.appeals import Appeal, Picture, Update
from sextant.work.fundraising.models.donors import Consent, Donor, DonorMerge, Note
from sextant.work.fundraising.models.gifts import Gift, Instalment, Part
from sextant.work.fundraising.models.imports import GiftImport
from sextant.work.fundraising.models.segments import Analysis, Mailing, MailingDonor, Score, Segment, SegmentDonor
from sextant.work.fundraising.models.standing import StandingGift

__all__ = [
    "Analysis",
    "Appeal",
    "Consent",
    "Donor",
    "DonorMerge",
    "Gift",
    "GiftImport",
    "Instalment",
    "Mailing",
    "MailingDonor",
    "Note",
    "Part",
    "Picture",
    "Score",
    "Segment",
    "SegmentDonor",
    "StandingGift",
    "Update",
]
