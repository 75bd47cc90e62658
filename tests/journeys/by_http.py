"""Somebody at a running site without a browser: pages asked and forms sent over HTTP, with cookies."""

import re
from http.cookiejar import Cookie, CookieJar
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from django.test import Client


class Visitor:
    """Keeps cookies; `get` and `post` follow redirects and give the text of the page they end at (`at` is its address)."""

    def __init__(self, url: str) -> None:
        self.url, self.jar, self.at = url, CookieJar(), ""
        self._opener = build_opener(HTTPCookieProcessor(self.jar))

    def _ask(self, path: str, data: bytes | None = None) -> str:
        address = path if path.startswith("http") else f"{self.url}{path}"
        with self._opener.open(Request(address, data=data, headers={"User-Agent": "Mozilla/5.0 Firefox/130.0"}), timeout=60) as answer:
            self.at = answer.url
            text: str = answer.read().decode()
        return text

    def get(self, path: str) -> str:
        return self._ask(path)

    def post(self, path: str, **fields: Any) -> str:
        """Sends a form as its page would, with the token against forgery; a field may be given several times as a list."""
        token = next((cookie.value for cookie in self.jar if cookie.name == "csrftoken"), None)
        if token is None:
            self.get("/en/accounts/login/")
            token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        said = self._ask(path, urlencode({"csrfmiddlewaretoken": token or "", **fields}, doseq=True).encode())
        wrong = re.findall(r'<ul class="field__error"[^>]*>(.*?)</ul>|role="alert"[^>]*>(.*?)</div>', said, re.DOTALL)
        assert wrong == [], (path, wrong)
        return said

    def log_in(self, user: Any) -> "Visitor":
        """As somebody who has logged in."""
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        host = f"{urlsplit(self.url).hostname}.local" if "." not in str(urlsplit(self.url).hostname) else str(urlsplit(self.url).hostname)
        self.jar.set_cookie(Cookie(0, "sessionid", session, None, False, host, False, False, "/", True, False, None, True, None, None, {}))
        return self


def path_of(address: str) -> str:
    """The path of an address, whatever host it names."""
    return re.sub(r"^https?://[^/]+", "", address)
