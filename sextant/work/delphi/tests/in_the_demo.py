"""What the demo must show: a published study of two rounds."""

from sextant.work.delphi.models import Study
from sextant.work.delphi.tests.factories import a_number, a_study


def before():
    a_number(a_study())


def shown(_real):
    study = Study.objects.get(is_demo=True)
    assert (study.state, study.rounds.count(), study.panel.count()) == ("published", 2, 12)
    assert study.rounds.get(number=2).report["between"]["dropped"] == 1
