"""Keeps the planner informed after many rows have come at once, rather than minutes later."""

from django.apps import apps
from django.db import connection

from minutes_portal.database.published import APPS

MANY_ROWS = 200


def refresh_statistics() -> None:
    """Let PostgreSQL look at the record's tables anew (ANALYZE), outside a transaction where possible."""
    with connection.cursor() as cursor:
        for app in APPS:
            for model in apps.get_app_config(app).get_models(include_auto_created=True):
                if model._meta.managed and not model._meta.proxy:
                    cursor.execute(f'ANALYZE "{model._meta.db_table}"')
