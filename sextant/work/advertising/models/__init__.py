"""Everything that is true about advertising."""

from sextant.work.advertising.models.bookings import Booking, Remark, TakenDay
from sextant.work.advertising.models.labels import LabelRule
from sextant.work.advertising.models.materials import DayCount, Material
from sextant.work.advertising.models.places import Discount, Issue, Place, Price, Reach, Term

__all__ = ["Booking", "DayCount", "Discount", "Issue", "LabelRule", "Material", "Place", "Price", "Reach", "Remark", "TakenDay", "Term"]
