"""The app of decisions and what became of them."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class DecisionsConfig(AppConfig):
    """Resolutions, issues, recommendations and responses."""

    name = "decisions"

    def ready(self) -> None:
        from decisions import checks, notice_checks, record_checks, vote_checks  # noqa: F401 (they register their checks)
        from minutes_portal.database.published import on_post_migrate, on_pre_migrate

        # This is the last app of the record: when its turn comes, all tables stand.
        pre_migrate.connect(on_pre_migrate, sender=self)
        post_migrate.connect(on_post_migrate, sender=self)
