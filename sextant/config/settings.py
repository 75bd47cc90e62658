"""Django's settings, made from the environment table in `env.py`."""

import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from sextant.config import env

ROOT = Path(__file__).resolve().parent.parent
SEXTANT_HOME = env.home()
SEXTANT_URL = env.value("SEXTANT_URL").rstrip("/")
SEXTANT_SANDBOX = env.flag("SEXTANT_SANDBOX")
SEXTANT_WORKERS = int(env.value("SEXTANT_WORKERS"))
SEXTANT_HARVEST_INSIDE = {host.strip() for host in env.value("SEXTANT_HARVEST_INSIDE").split(",") if host.strip()}
TESTING = "pytest" in sys.modules

SECRET_KEY = env.secret_key(SEXTANT_HOME)
DEBUG = env.flag("SEXTANT_DEBUG")
ALLOWED_HOSTS = [host.strip() for host in env.value("SEXTANT_HOSTS").split(",")]
CSRF_TRUSTED_ORIGINS = [SEXTANT_URL]
DATABASES = {"default": env.database(env.value("DATABASE_URL"), SEXTANT_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "sextant.config.urls"
WSGI_APPLICATION = "sextant.config.wsgi.application"

HOUSES = [
    "sextant.base.words",
    "sextant.base.ui",
    "sextant.base.accounts",
    "sextant.base.permissions",
    "sextant.base.audit",
    "sextant.base.jobs",
    "sextant.base.letters",
    "sextant.base.search",
    "sextant.base.exports",
    "sextant.base.measures",
    "sextant.base.api",
    "sextant.base.security",
    "sextant.base.office",
    "sextant.base.demo",
    "sextant.society.members",
    "sextant.society.concepts",
    "sextant.society.agenda",
    "sextant.society.ledger",
    "sextant.society.grants",
    "sextant.society.documents",
    "sextant.society.events",
    "sextant.society.surveys",
    "sextant.work.acquisitions",
    "sextant.work.advertising",
    "sextant.work.calls",
    "sextant.work.careers",
    "sextant.work.delphi",
    "sextant.work.finances",
    "sextant.work.foresight",
    "sextant.work.fundraising",
    "sextant.work.mentoring",
    "sextant.work.observatory",
    "sextant.work.outreach",
    "sextant.work.paid_services",
    "sextant.work.planning",
    "sextant.work.practice",
    "sextant.work.projects",
    "sextant.work.publications",
    "sextant.work.reading",
    "sextant.work.returns",
    "sextant.work.scholarship",
    "sextant.work.shop",
    "sextant.work.trends",
    "sextant.front.home",
    "sextant.front.report",
]
INSTALLED_APPS = [
    *HOUSES,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.admin",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.orcid",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sextant.base.words.middleware.RememberedLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "sextant.base.audit.middleware.OriginMiddleware",
    "sextant.base.ui.addresses.ReadableAddressMiddleware",
    "sextant.base.ui.meanwhile.GoneMeanwhileMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sextant.base.ui.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "sextant.base.ui.templatetags.ui"],
        },
    }
]

LANGUAGE_CODE = env.value("SEXTANT_LANGUAGE")
FORMAT_MODULE_PATH = ["sextant.config.formats"]
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [str(ROOT / "config" / "locale")]
TIME_ZONE = env.value("SEXTANT_TIME_ZONE")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = SEXTANT_HOME / "static"
MEDIA_ROOT = SEXTANT_HOME / "files"
MEDIA_URL = "/files/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "sextant.base.ui.errors.form_expired"
if env.flag("SEXTANT_SECURE"):
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "home:desk"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "sextant.base.letters.accounts.LedgerAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.flag("SEXTANT_SECURE")
SOCIALACCOUNT_PROVIDERS = {}
if env.value("SEXTANT_ORCID_CLIENT"):
    orcid = {"client_id": env.value("SEXTANT_ORCID_CLIENT"), "secret": env.value("SEXTANT_ORCID_SECRET"), "key": ""}
    SOCIALACCOUNT_PROVIDERS = {"orcid": {"APPS": [orcid]}}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(SEXTANT_HOME / "cache")}}
DEFAULT_FROM_EMAIL = env.value("SEXTANT_MAIL_FROM")
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = env.mail(env.value("SEXTANT_MAIL_URL"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
