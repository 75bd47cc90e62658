"""What is true about jobs, employers, stories and the prestige of the profession."""

from sextant.work.careers.models.alerts import Alert, AlertJob
from sextant.work.careers.models.employers import EmployerProfile
from sextant.work.careers.models.jobs import Job, Requirement
from sextant.work.careers.models.prestige import BoardRules, PrestigeFigure
from sextant.work.careers.models.stories import CareerStory

__all__ = ["Alert", "AlertJob", "BoardRules", "CareerStory", "EmployerProfile", "Job", "PrestigeFigure", "Requirement"]
