"""Counts of one test are not those of another; files land in a folder of the test."""

import pytest

from sextant.work.advertising.actions.counting import buffer


@pytest.fixture(autouse=True)
def _alone(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    buffer.forget()
    yield
    buffer.forget()
