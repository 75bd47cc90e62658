"""Files land in a folder of the test."""

import pytest


@pytest.fixture(autouse=True)
def _alone(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
