"""The site with a page that says hello, as gunicorn serves it for the benchmark."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_portal.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "benchmarks.urls"
application = get_wsgi_application()
