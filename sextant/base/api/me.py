"""Who am I: the first call a program makes, to see that its token works."""

from ninja import Router, Schema

from sextant.base.accounts.models import UserRequest
from sextant.base.api.errors import Refusal
from sextant.base.permissions.pages import logged_in, operation_decided_by
from sextant.base.permissions.queries import held_by

router = Router(tags=["me"])


class HeldRole(Schema):
    """A role of the user; empty kind and id mean the whole association."""

    role: str
    kind: str
    id: str


class Me(Schema):
    """The calling user, with the roles held today."""

    id: int
    email: str
    name: str
    language: str
    is_superuser: bool
    roles: list[HeldRole]


@router.get("", response={200: Me, 401: Refusal}, summary="The calling user")
@operation_decided_by(logged_in)
def me(request: UserRequest) -> Me:
    """Name, language of letters, and the roles held today."""
    user = request.user
    roles = [HeldRole(role=role, kind=kind, id=key) for role, kind, key in sorted(held_by(user))]
    return Me(id=user.pk, email=user.email, name=user.display_name, language=user.language, is_superuser=user.is_superuser, roles=roles)
