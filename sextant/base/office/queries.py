"""Users as the office looks them up."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from sextant.base.accounts.models import User
from sextant.base.audit.models import Entry
from sextant.base.jobs.models import Job
from sextant.base.permissions.models import Grant
from sextant.base.ui.links import full_url

VERIFY = "office.verify_record"


def spellings(text: str) -> set[str]:
    """A text in the cases people write names in: SQLite compares Cyrillic letters with case."""
    return {text, text.lower(), text.upper(), text.capitalize(), text.title()}


def users_matching(text: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """Users by a part of name or address, a role held today and whether they may log in, with their grants of today."""
    today = Grant.objects.in_force(timezone.localdate())
    users = User.objects.prefetch_related(Prefetch("grants", today.order_by("role"), to_attr="grants_today"))
    for word in text.split()[:5]:
        condition = Q(email__icontains=word)
        for spelling in spellings(word):
            condition |= Q(display_name__contains=spelling)
        users = users.filter(condition)
    if role:
        users = users.filter(Exists(today.filter(user=OuterRef("pk"), role=role)))
    if state:
        users = users.filter(is_active=state == "active")
    return users.order_by("email")


def open_sessions(user: User) -> int:
    return UserSession.objects.filter(user=user).count()


def password_link(user: User) -> str:
    """The address at which the user sets a password: good for one time and three days, and dead once a password was set."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    with translation.override(user.language):
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return full_url(path)


def record_lines(filters: dict[str, object]) -> QuerySet[Entry]:
    """Lines of the whole record: by verb, kind of object, key, actor's name or address, from one day to another."""
    lines = Entry.objects.select_related("actor", "personal")
    exact = {"verb": "verb", "kind": "object_kind", "key": "object_id", "since": "at__date__gte", "until": "at__date__lte"}
    lines = lines.filter(**{exact[name]: value for name, value in filters.items() if name in exact and value})
    if actor := str(filters.get("actor") or ""):
        lines = lines.filter(actor__in=users_matching(actor).order_by().values("pk"))
    return lines


def words_of_record() -> tuple[list[str], list[str]]:
    """The verbs and the kinds of object that occur in the record."""
    rows = Entry.objects.order_by().values_list("verb", "object_kind").annotate(Count("pk"))
    return sorted({row[0] for row in rows}), sorted({row[1] for row in rows if row[1]})


def last_check() -> Job | None:
    """The latest check of the chain, running or done."""
    return Job.objects.filter(name=VERIFY).first()
