"""How a letter leaves the house: into a folder, or to a mail server. Which one, SEXTANT_MAIL_URL says."""

import contextlib
import os
import smtplib
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from sextant.base.letters.models import Letter


class Temporary(Exception):
    """This letter was not taken; it may be taken later."""


class Permanent(Exception):
    """This letter was refused for good."""


class Unreachable(Exception):
    """The mail server cannot be reached; no letter can be sent at present."""


class Unknown(Exception):
    """The connection broke while the letter was handed over; nobody can say whether it was taken."""


class Transport(Protocol):
    """Hands letters over, one by one."""

    def send(self, letter: Letter) -> None:
        """Returns when the letter was taken; else raises one of the four exceptions above."""

    def was_sent(self, letter: Letter) -> bool | None:
        """Whether a letter that was in hand at a crash has left; None when nobody can know."""

    def forget(self, message_ids: list[str]) -> None:
        """Removes what this transport itself keeps of these letters."""

    def close(self) -> None:
        """Ends the connection."""


def message_of(letter: Letter) -> EmailMessage:
    """The letter as an RFC 5322 message; the same letter always gives the same message."""
    headers = {
        "Message-ID": letter.message_id,
        "Date": format_datetime(letter.created_at),
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to_address], headers=headers)


class OutboxTransport:
    """Writes letters as .eml files named after their message id: sending again writes the same file, so nothing is doubled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def _path(self, message_id: str) -> Path:
        return self.folder / f"{message_id.strip('<>').split('@')[0]}.eml"

    def send(self, letter: Letter) -> None:
        path = self._path(letter.message_id)
        part = path.with_suffix(f".part{os.getpid()}")
        try:
            with part.open("wb") as file:
                file.write(message_of(letter).message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as trouble:
            raise Unreachable(str(trouble)) from trouble

    def was_sent(self, letter: Letter) -> bool | None:
        return self._path(letter.message_id).exists()

    def forget(self, message_ids: list[str]) -> None:
        for message_id in message_ids:
            self._path(message_id).unlink(missing_ok=True)

    def close(self) -> None:
        for part in self.folder.glob(f"*.part{os.getpid()}"):
            part.unlink(missing_ok=True)


class SmtpTransport:
    """Speaks to the mail server over one connection, which is opened again when it was closed between two letters."""

    def __init__(self) -> None:
        self.connection: Any = get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=30)

    def _open(self) -> None:
        server = self.connection.connection
        if server is not None:
            try:
                if server.noop()[0] == 250:
                    return
            except (smtplib.SMTPException, OSError):
                pass
            self.close()
        try:
            self.connection.open()
        except (smtplib.SMTPException, OSError) as trouble:
            self.close()
            raise Unreachable(f"{type(trouble).__name__}: {trouble}") from trouble

    def send(self, letter: Letter) -> None:
        self._open()
        try:
            self.connection.send_messages([message_of(letter)])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, answer = next(iter(refusal.recipients.values()))
            raise _refusal(code, answer) from refusal
        except smtplib.SMTPResponseException as refusal:
            raise _refusal(refusal.smtp_code, refusal.smtp_error) from refusal
        except ValueError as refusal:
            raise Permanent(str(refusal)) from refusal
        except (smtplib.SMTPException, OSError) as trouble:
            self.close()
            raise Unknown(f"{type(trouble).__name__}: {trouble}") from trouble

    def was_sent(self, letter: Letter) -> bool | None:
        return None

    def forget(self, message_ids: list[str]) -> None:
        """A mail server keeps nothing that could be taken back."""

    def close(self) -> None:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self.connection.close()
        self.connection.connection = None


def _refusal(code: int, answer: bytes | str) -> Exception:
    text = f"{code} {answer.decode(errors='replace') if isinstance(answer, bytes) else answer}"
    return Permanent(text) if code >= 500 else Temporary(text)


def transport() -> Transport:
    """The transport of this site, freshly made."""
    return SmtpTransport() if settings.EMAIL_HOST else OutboxTransport(settings.SEXTANT_HOME / "outbox")
