"""`make run`: everything a local site needs, up to the server, in one command."""

import socket
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from gunicorn.app.base import BaseApplication

from meetings.models import Borough
from minutes_portal.database.server import stop_on_termination
from minutes_portal.sample import SAMPLE_OFFICER, SAMPLE_PASSWORD

WORKERS = 2


class LocalServer(BaseApplication):
    """gunicorn, told by us rather than by a file or the command line."""

    def __init__(self, address: str, reload: bool) -> None:
        self.address, self.reload = address, reload
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", self.address)
        self.cfg.set("workers", WORKERS)
        self.cfg.set("reload", self.reload)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("control_socket_disable", True)

    def load(self) -> Any:
        from minutes_portal.wsgi import application

        return application


class Command(BaseCommand):
    help = (
        "Bring the database up to date, fill an empty one with sample data, and serve the site until Ctrl-C."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--reload", action="store_true", help="start again when the code changes")

    def handle(self, *args: Any, port: int, reload: bool, **options: Any) -> None:
        stop_on_termination()
        self._check_port(port)
        call_command("migrate", verbosity=0, interactive=False)
        sampled = settings.LOCAL and not Borough.objects.exists()
        if sampled:
            self.stdout.write("Filling the empty database with sample data …")
            call_command("sample", verbosity=0)
        self.stdout.write(f"\nThe Minutes Portal is on http://127.0.0.1:{port}/")
        self.stdout.write(f"Officers sign in at   http://127.0.0.1:{port}/admin/")
        self.stdout.write(f"Sample site's officer: {SAMPLE_OFFICER}, password: {SAMPLE_PASSWORD}")
        self.stdout.write("Press Ctrl-C to stop.\n")
        self.stdout.flush()
        LocalServer(f"127.0.0.1:{port}", reload).run()

    def _check_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError) as error:
                raise CommandError(
                    f"Port {port} cannot be used ({error}). Choose another: make run PORT={8001 if port == 8000 else 8000}"
                ) from None
