"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from sextant.config import env
from sextant.config.starting import load

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sextant.config.settings")
load()
application = get_wsgi_application()
if proxies := env.value("SEXTANT_PROXIES"):
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=proxies)
