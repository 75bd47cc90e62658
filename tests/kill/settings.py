"""The site's own settings with one more house: jobs that are made to be killed."""

from sextant.config.settings import *  # noqa: F403
from sextant.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.kill.apps.KillConfig"]
