"""What the demo must show of projects: two of them."""

from sextant.work.projects.models import Project
from sextant.work.projects.tests.factories import running


def before():
    running()


def shown(_real):
    assert Project.objects.filter(is_demo=True).count() == 2
