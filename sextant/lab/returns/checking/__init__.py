"""Edit checks as data: what to ask a library about its return. First file to open: `rules.py`; then `checks.py`.

`check_panel`, which needs numpy, is imported from `checking.panels` by those who need it.
"""

from .browser import as_json
from .checks import check_return
from .reading import RulesError, load, names, of_questionnaire
from .rules import Flag, Rule, RuleSet

__all__ = ["Flag", "Rule", "RuleSet", "RulesError", "as_json", "check_return", "load", "names", "of_questionnaire"]
