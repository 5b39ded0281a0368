"""Which alias a query may go to."""

from typing import Any


class PublicIsReadOnly:
    """Keeps migrations and writes off the alias `public`; rows read there keep reading there."""

    def db_for_write(self, model: type, **hints: Any) -> str:
        """Writes go to `default`. A row read as the public sees it has its private columns blanked:
        saving it would erase them, so that is refused.
        """
        instance = hints.get("instance")
        if instance is not None and instance._state.db == "public":
            raise RuntimeError(f"{model.__name__} was read through the public alias and cannot be saved.")
        return "default"

    def allow_relation(self, left: Any, right: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == "public" else None
