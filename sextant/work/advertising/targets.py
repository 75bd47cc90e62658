"""Where an advertisement leads: only to an https page of a named host, whose name is shown as it is written."""

import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HOST = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"target": sentence})


def checked_target(address: str) -> str:
    """The address with its host in ASCII; ValidationError for anything but https to a named host on the usual port."""
    text = address.strip()
    if any(unicodedata.category(sign)[0] in "CZ" for sign in text) or "\\" in text:
        raise _refused(_("The address holds a space or a sign that cannot be seen. Copy it again from the browser."))
    try:
        parts = urlsplit(text)
        port, host = parts.port, (parts.hostname or "").encode("idna").decode("ascii").lower().rstrip(".")
    except (ValueError, UnicodeError) as wrong:
        raise _refused(_("This address cannot be read. Copy it again from the browser.")) from wrong
    if parts.scheme != "https":
        raise _refused(_("The address must begin with https://."))
    if parts.username or parts.password or port not in (None, 443):
        raise _refused(_("The address names a user or a port. Give the plain address of the page."))
    try:
        ipaddress.ip_address(host)
    except ValueError:
        if not HOST.fullmatch(host) or host.endswith((".local", ".localhost", ".internal")):
            raise _refused(_("Give the address of a public page, such as https://example.org/page.")) from None
    else:
        raise _refused(_("The address is a number. Give the name of the site."))
    return parts._replace(netloc=host).geturl()


def shown_domain(target: str) -> str:
    """The host a reader is led to; letters of one script as they are read, a mixture in its ASCII form so that it cannot pose as another."""
    host = (urlsplit(target).hostname or "").removeprefix("www.")
    try:
        readable = host.encode("ascii").decode("idna")
    except UnicodeError:
        return host
    for label in readable.split("."):
        scripts = {unicodedata.name(sign, "?").split()[0] for sign in label if sign.isalpha()}
        if len(scripts) > 1:
            return host
    return readable
