"""The app of officers' accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Roles by borough, the second factor, and the log of sign-ins."""

    name = "minutes_portal.accounts"
    label = "accounts"
    verbose_name = "Officers’ accounts"

    def ready(self) -> None:
        from minutes_portal.accounts import receivers

        receivers.connect()
