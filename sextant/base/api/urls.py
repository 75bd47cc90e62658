"""The API: one OpenAPI document, token or session, the same rules as the pages. Apps register their routers in `apps.ready()`."""

from ninja import NinjaAPI, Router

from sextant.base.api.auth import session_or_token
from sextant.base.api.docs import ReferencePage
from sextant.base.api.errors import answer_refusals

api = NinjaAPI(
    title="Sextant",
    version="1",
    description="What the pages show, for programs. Send a token as `Authorization: Bearer …`, or use the session of a browser.",
    auth=session_or_token,
    urls_namespace="api",
    docs=ReferencePage(),
)
answer_refusals(api)
_mounted: set[str] = set()


def mount(prefix: str, router: Router) -> None:
    """Hangs an app's router under `/api/PREFIX/`; mounting twice changes nothing."""
    if prefix not in _mounted:
        _mounted.add(prefix)
        api.add_router(f"/{prefix}/", router)
