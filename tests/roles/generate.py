"""`python -m tests.roles.generate`: writes docs/reference/roles.md."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant.config.testing")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from sextant.config import schema  # noqa: E402
from tests.roles import matrix  # noqa: E402


def main() -> None:
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=True)
    schema.complete_where_wanting()
    with transaction.atomic():
        text = matrix.as_text(matrix.answers())
        transaction.set_rollback(True)
    matrix.PAGE.write_text(text)
    print(matrix.PAGE)  # noqa: T201


if __name__ == "__main__":
    main()
