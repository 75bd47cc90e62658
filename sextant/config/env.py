"""Settings come from the environment alone; this table declares each of them once and generates its reference page."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, its default as text, and what it does in both languages."""

    name: str
    default: str
    en: str
    ru: str


SETTINGS = (
    Setting(
        "SEXTANT_HOME",
        ".sextant",
        "Folder for the embedded database, uploaded files, the lab store and keys.",
        "Папка для встроенной базы, загруженных файлов, хранилища лаборатории и ключей.",
    ),
    Setting(
        "DATABASE_URL",
        "",
        "`sqlite:///PATH` or `postgres://USER:PASSWORD@HOST:PORT/NAME`; empty means `sextant.sqlite3` in SEXTANT_HOME.",
        "`sqlite:///ПУТЬ` или `postgres://ИМЯ:ПАРОЛЬ@УЗЕЛ:ПОРТ/БАЗА`; пусто — `sextant.sqlite3` в SEXTANT_HOME.",
    ),
    Setting(
        "SEXTANT_SECRET_KEY",
        "",
        "Signing key; when empty one is made at first start and kept in SEXTANT_HOME/secret_key.",
        "Ключ подписи; если пуст, создаётся при первом запуске и хранится в SEXTANT_HOME/secret_key.",
    ),
    Setting(
        "SEXTANT_URL",
        "http://127.0.0.1:8000",
        "Public address of the site, used in letters, cards and QR codes.",
        "Публичный адрес сайта для писем, билетов и QR-кодов.",
    ),
    Setting(
        "SEXTANT_HOSTS",
        "127.0.0.1,localhost,[::1]",
        "Host names the site answers to, separated by commas.",
        "Имена узлов, на которые отвечает сайт, через запятую.",
    ),
    Setting(
        "SEXTANT_PROXIES",
        "",
        "Addresses or networks of reverse proxies, separated by commas: their X-Forwarded-For names the visitor in limits and in the record.",
        "Адреса или сети обратных прокси через запятую: их X-Forwarded-For называет посетителя для ограничений и журнала.",
    ),
    Setting(
        "SEXTANT_DEBUG", "0", "1 shows Django's error pages; never on a public site.", "1 — показывать страницы ошибок Django; только для разработки."
    ),
    Setting(
        "SEXTANT_LANGUAGE",
        "ru",
        "Language of a visitor who has not chosen one: `ru` or `en`.",
        "Язык посетителя, который ещё не выбирал: `ru` или `en`.",
    ),
    Setting("SEXTANT_TIME_ZONE", "Europe/Moscow", "Time zone in which dates and deadlines are shown.", "Часовой пояс дат и сроков."),
    Setting(
        "SEXTANT_MAIL_URL",
        "",
        "`smtps://USER:PASSWORD@HOST` (TLS, port 465), `smtp+tls://…` (STARTTLS, 587) or `smtp://…` (25); empty writes letters to SEXTANT_HOME/outbox.",
        "`smtps://ИМЯ:ПАРОЛЬ@УЗЕЛ` (TLS, порт 465), `smtp+tls://…` (STARTTLS, 587) или `smtp://…` (25); пусто — письма складываются в SEXTANT_HOME/outbox.",
    ),
    Setting("SEXTANT_MAIL_FROM", "Sextant <office@localhost>", "Sender of all letters.", "Отправитель всех писем."),
    Setting(
        "SEXTANT_HARVEST_INSIDE",
        "",
        "Hosts of one's own network, divided by commas, that may be harvested by OAI-PMH although they are not of the open net.",
        "Узлы своей сети через запятую, которые можно собирать по OAI-PMH, хотя они не в открытой сети.",
    ),
    Setting("SEXTANT_WORKERS", "1", "Job workers started by `sextant run`.", "Число исполнителей заданий при `sextant run`."),
    Setting(
        "SEXTANT_ORCID_CLIENT",
        "",
        "Client id of ORCID log-in; empty switches it off.",
        "Идентификатор клиента ORCID; пусто — вход через ORCID выключен.",
    ),
    Setting("SEXTANT_ORCID_SECRET", "", "Client secret of ORCID log-in.", "Секрет клиента ORCID."),
    Setting(
        "SEXTANT_SANDBOX",
        "0",
        "1 lets everything be paid by the test payment service, with no money: never on a real site. The demo association always may.",
        "1 — всё можно «оплатить» тестовым платёжным сервисом без денег: не для настоящего сайта. Демонстрационной ассоциации можно всегда.",
    ),
    Setting(
        "SEXTANT_SECURE",
        "0",
        "1 when the site is served over HTTPS: secure cookies and HSTS.",
        "1, если сайт открыт по HTTPS: защищённые cookie и HSTS.",
    ),
)
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def value(name: str, environ: Mapping[str, str] | None = None) -> str:
    """The setting's text from the environment, or its declared default. An undeclared name is a KeyError."""
    return (environ if environ is not None else os.environ).get(name) or _DEFAULTS[name]


def flag(name: str) -> bool:
    """True when the setting is 1, true, yes or on."""
    return value(name).lower() in {"1", "true", "yes", "on"}


def home() -> Path:
    """The absolute SEXTANT_HOME, made when it is not there."""
    path = Path(value("SEXTANT_HOME")).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def database(url: str, folder: Path) -> dict[str, object]:
    """Django's database settings for a DATABASE_URL; raises ImproperlyConfigured in words for an unknown one."""
    url = url or f"sqlite:///{folder / 'sextant.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;",
        }
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": url.removeprefix("sqlite:///"), "OPTIONS": options}
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"DATABASE_URL begins with “{parts.scheme}”; Sextant knows sqlite:/// and postgres://.")


MAIL_PORTS = {"": 25, "smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail(url: str) -> tuple[str, int, str, str, bool, bool]:
    """Host, port, user, password, STARTTLS, TLS of a SEXTANT_MAIL_URL; raises ImproperlyConfigured in words for an unknown one."""
    parts = urlsplit(url)
    if parts.scheme not in MAIL_PORTS:
        raise ImproperlyConfigured(f"SEXTANT_MAIL_URL begins with “{parts.scheme}”; Sextant knows smtps://, smtp+tls:// and smtp://.")
    port = parts.port or MAIL_PORTS[parts.scheme]
    return (
        parts.hostname or "",
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.scheme == "smtp+tls",
        parts.scheme == "smtps",
    )


def secret_key(folder: Path) -> str:
    """The signing key from the environment, or the one kept in SEXTANT_HOME, made on first use and readable by its owner only."""
    if key := value("SEXTANT_SECRET_KEY"):
        return key
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(os.urandom(48).hex())
    return path.read_text()
