"""Settings for the tests: the same, with a home of its own and a test database named after its schema, so that it can be reused.

It is made from the models (`conftest.py` adds the rest): a hundred times faster than through all migrations.
"""

import hashlib
import os
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent.parent
_schema = hashlib.sha256(str(_ROOT).encode())
for _file in sorted((_ROOT / "sextant").glob("**/migrations/*.py")):
    _schema.update(_file.read_bytes())
_home = _ROOT / ".cache" / f"test-home-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
os.environ["SEXTANT_HOME"] = str(_home)
os.environ.setdefault("TEST_DATABASE", "sqlite")
_postgres = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
os.environ["DATABASE_URL"] = _postgres if os.environ["TEST_DATABASE"] == "postgres" else f"sqlite:///{_home}/site.sqlite3"
os.environ["SEXTANT_MAIL_URL"] = ""

from sextant.config.settings import *  # noqa: E402, F403
from sextant.config.settings import DATABASES  # noqa: E402

_name = f"test_sextant_{_schema.hexdigest()[:10]}"
_in_folder = _ROOT / ".cache" / f"{_name}.sqlite3"
DATABASES["default"]["TEST"] = {"NAME": _name if os.environ["TEST_DATABASE"] == "postgres" else str(_in_folder), "MIGRATE": False}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ALLOWED_HOSTS = ["*"]
(_home / "static").mkdir(exist_ok=True)
