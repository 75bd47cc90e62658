"""The migrations say what the models say."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, stdout=StringIO())


def test_a_missing_migration_is_found():
    from django.apps import apps

    jobs = apps.get_app_config("jobs")
    added = models.IntegerField(default=0)
    job = jobs.get_model("Job")
    added.contribute_to_class(job, "forgotten")
    try:
        with pytest.raises(SystemExit):
            call_command("makemigrations", "jobs", check=True, dry_run=True, verbosity=0, stdout=StringIO())
    finally:
        job._meta.local_fields.remove(added)
        job._meta._expire_cache()
        delattr(job, "forgotten")
        apps.clear_cache()
