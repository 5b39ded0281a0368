"""There is one form of each answer: JSON, whatever a browser or a library says it would like best."""

from collections.abc import Iterable
from typing import Any

from rest_framework.negotiation import BaseContentNegotiation


class JsonOnly(BaseContentNegotiation):
    """Chooses the only form there is, so that answers need not be kept once for each wish."""

    def select_parser(self, request: Any, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers))

    def select_renderer(
        self, request: Any, renderers: Iterable[Any], format_suffix: str | None = None
    ) -> Any:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type
