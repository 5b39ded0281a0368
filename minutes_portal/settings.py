"""All settings, and the only place that reads the environment (see docs/operations.md for each variable)."""

import hashlib
import hmac
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
import pgtrigger
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from minutes_portal.database.secrets import local_secrets

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

# Without DATABASE_URL this is one person's own machine: the embedded server, plain http, localhost only.
DATABASE_URL = env.str("DATABASE_URL", default="")
LOCAL = env.bool("PORTAL_LOCAL", default=not DATABASE_URL)
DEBUG = env.bool("DEBUG", default=False)
PORT = env.int("PORT", default=8000)  # of `manage.py serve` only

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not LOCAL:
        raise ImproperlyConfigured(
            "Set SECRET_KEY to a long random text, or PORTAL_LOCAL=1 for a site on this machine only "
            "(docs/operations.md)."
        )
    SECRET_KEY = local_secrets(VAR_DIR)["secret_key"]

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "minutes_portal",
    "meetings",
    "decisions",
    "minutes_portal.admin.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_filters",
    "csp",
    "pgtrigger",
    "pghistory",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "minutes_portal.accounts",
    "minutes_portal.workspace",
    "minutes_portal.search",
    "minutes_portal.changes",
    "minutes_portal.alerts",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "minutes_portal.middleware.ResponseHeaders",
    "minutes_portal.api.doors.ApiDoor",
    "django.middleware.http.ConditionalGetMiddleware",
    "minutes_portal.kept_pages.KeptPages",
    "minutes_portal.accounts.middleware.PrivateResponsesMiddleware",  # inside: what is not kept has no ETag
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "minutes_portal.accounts.middleware.IdleTimeoutMiddleware",
    "minutes_portal.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "minutes_portal.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "minutes_portal.urls"
WSGI_APPLICATION = "minutes_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# -- Databases: `default` is the officers', `public` is every reader's (docs/decisions/0003-published-views.md).

EMBEDDED_SERVER_DIR = None if DATABASE_URL else VAR_DIR / env.str("EMBEDDED_SERVER", default="postgres")
EMBEDDED_SERVER_FOR_TESTS = env.bool("EMBEDDED_SERVER_FOR_TESTS", default=False)
PUBLIC_ROLE = env.str("PUBLIC_ROLE", default="portal_public")
PUBLIC_DATABASE_URL = env.str("PUBLIC_DATABASE_URL", default="")


def _owner_database() -> dict[str, Any]:
    if DATABASE_URL:
        return dict(environ.Env.db_url_config(DATABASE_URL), ENGINE="django.db.backends.postgresql")
    from minutes_portal.database.server import socket_dir

    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "minutes_portal",
        "USER": "minutes_portal",
        "PASSWORD": local_secrets(VAR_DIR)["database_password"],
        "HOST": str(socket_dir(Path(EMBEDDED_SERVER_DIR or ""))),
        "PORT": "5432",
    }


def _public_database(owner: dict[str, Any]) -> dict[str, Any]:
    if PUBLIC_DATABASE_URL:
        return dict(environ.Env.db_url_config(PUBLIC_DATABASE_URL), ENGINE="django.db.backends.postgresql")
    password = hmac.new(SECRET_KEY.encode(), f"role {PUBLIC_ROLE}".encode(), hashlib.sha256).hexdigest()
    return owner | {"USER": PUBLIC_ROLE, "PASSWORD": password}


_owner = _owner_database()
DATABASES = {
    "default": _owner | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True},
    "public": _public_database(_owner)
    | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # Conveniences, not controls: what the role may read is settled by its rights alone.
            "options": "-c search_path=published -c default_transaction_read_only=on"
            " -c statement_timeout=3000 -c jit=off -c max_parallel_workers_per_gather=0",
        },
        "TEST": {"MIRROR": "default"},
    },
}
DATABASE_ROUTERS = ["minutes_portal.database.routers.PublicIsReadOnly"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# History is written once a statement, whatever the number of rows, and only acts that change something give context.
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_ADMIN_ALL_EVENTS = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "minutes_portal.accounts.backends.RoleBackend",
]
LOGIN_URL = "admin:login"
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEBUG and not LOCAL)
IDLE_MINUTES = env.int("IDLE_MINUTES", default=30)
SESSION_HOURS = 12  # the longest an officer stays signed in, however busy
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
OTP_TOTP_ISSUER = "Minutes Portal"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
# How many proxies of our own append to X-Forwarded-For; with 0 that header is not looked at.
PROXY_COUNT = env.int("PROXY_COUNT", default=1 if env.bool("BEHIND_PROXY", default=False) else 0)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # so that the page's "15 minutes" is true
AXES_LOCKOUT_CALLABLE = "minutes_portal.accounts.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "minutes_portal.accounts.addresses.client_address"
AXES_DISABLE_ACCESS_LOG = True  # the sign-in log of our own says more
AXES_VERBOSE = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = None if LOCAL else VAR_DIR / "static"  # a local site serves the sources
STATICFILES_DIRS = [BASE_DIR / "static"]
# Readers' pages that each process keeps while nothing changes (docs/decisions/0012-kept-pages.md); 0 keeps none.
PAGES_KEPT = env.int("PAGES_KEPT", default=1000)
# What lists have counted is kept in the same way (minutes_portal/kept_counts.py).
COUNTS_KEPT = env.int("COUNTS_KEPT", default=1000)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": max(PAGES_KEPT, 1)},
    },
    "records": {  # PDF and Word files of the record, under the digest of their words (docs/decisions/0024-paper.md)
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "records"),
        "TIMEOUT": 30 * 86_400,
        "OPTIONS": {"MAX_ENTRIES": env.int("RECORDS_KEPT", default=1000)},
    },
}
# What making one PDF may cost. It is made by a process of its own, one at a time.
PDF_SECONDS = env.int("PDF_SECONDS", default=20)
PDF_BYTES = env.int("PDF_MEGABYTES", default=1536) * 2**20
PDF_MOST_CHARACTERS = env.int("PDF_MOST_CHARACTERS", default=400_000)
WORD_MOST_CHARACTERS = env.int("WORD_MOST_CHARACTERS", default=3_000_000)

# Mails to readers (docs/decisions/0017-alerts.md). On a local site without a mail server they become files in `var/mail`.
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if LOCAL else 'console'}.EmailBackend"
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Minutes Portal <alerts@localhost>")
# What links in mails begin with: no page is asked for there that could say it.
_own_address = f"http://127.0.0.1:{PORT}" if LOCAL else f"https://{(ALLOWED_HOSTS or ['localhost'])[0]}"
SITE_ADDRESS = env.str("SITE_ADDRESS", default=_own_address).rstrip("/")

# The API (docs/decisions/0022-api-and-bulk.md): read only, JSON only, for everybody. 0 counts no requests.
API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=300)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "minutes_portal.api.json_only.JsonOnly",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "minutes_portal.api.problems.handled",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
# Under which what councils publish here may be used.
LICENCE = {
    "name": "Open Government Licence v3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Minutes Portal",
    "DESCRIPTION": "The published minutes and decisions of councils’ committees. Read only, for everybody.",
    "VERSION": "1",
    "LICENSE": LICENCE,
    "OAS_VERSION": "3.1.1",
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,  # `fields` leaves any of them out
}

# Files officers upload are served by a view that asks the record first: there is no MEDIA_URL on purpose.
# An item with some hundred minutes is one form in the admin.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# Papers are looked into by a process of its own, within limits (docs/decisions/0011-papers.md).
DOCUMENT_MAX_BYTES = env.int("DOCUMENT_MEGABYTES", default=50) * 2**20
DOCUMENT_SECONDS_AT_UPLOAD = 5  # for all files of one upload; the rest waits for `manage.py read_documents`
DOCUMENT_READER_BYTES = env.int("DOCUMENT_READER_MEGABYTES", default=1024) * 2**20
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# What `export_public` writes for readers to download (minutes_portal/bulk/views.py asks whether it still stands).
EXPORT_DIR = Path(env.str("EXPORT_DIR", default=str(VAR_DIR / "downloads")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = LOCAL

SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if LOCAL else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "minutes_portal.accounts.middleware.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
# Nothing from third parties, nothing inline, on any page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
