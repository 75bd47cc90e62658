"""The API: one OpenAPI document, token or session, the same rules as the pages. Apps register their routers in `apps.ready()`."""

from ninja import NinjaAPI, Router

from sextant.base.api.auth import session_or_token

api = NinjaAPI(title="Sextant", version="1", auth=session_or_token, urls_namespace="api")
_mounted: set[str] = set()


def mount(prefix: str, router: Router) -> None:
    """Hangs an app's router under `/api/PREFIX/`; mounting twice changes nothing."""
    if prefix not in _mounted:
        _mounted.add(prefix)
        api.add_router(f"/{prefix}/", router)
