"""Files land in a folder of the test; public requests of one test are not those of another."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _alone(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
