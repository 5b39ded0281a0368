#!/usr/bin/env python
"""Django's command line, with the embedded database server started for the commands that need one."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_portal.settings")
    from django.core.management import execute_from_command_line

    from minutes_portal.database.server import ServerError, server_for_command

    try:
        with server_for_command(sys.argv):
            execute_from_command_line(sys.argv)
    except ServerError as error:
        sys.exit(f"Error: {error}")


if __name__ == "__main__":
    main()
