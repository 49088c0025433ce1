"""Settings of the pages. Everything that differs between installations comes from the environment:

SUFFICIENCY_HOME          the installation's folder (default ./sufficiency-home)
DATABASE_URL              postgresql://...; without it SQLite in the installation's folder
SUFFICIENCY_SECRET_KEY    signs sessions; without it a key is made and kept in the installation's folder
SUFFICIENCY_OLD_SECRET_KEYS  keys of before, comma separated: sessions signed with them last, new ones are not
SUFFICIENCY_AUDIT_KEY     seals the audit; without it a key is made and kept in the installation's folder
SUFFICIENCY_HOSTS         names the site is reached by, comma separated (default: this machine only)
SUFFICIENCY_HTTPS         1 where the site is reached over https: cookies and redirects become secure-only
SUFFICIENCY_IDLE_MINUTES  minutes without a page before a person is signed out (default 30)
SUFFICIENCY_LOGS          json for logs as JSON lines, with a line for each call
SUFFICIENCY_METRICS_TOKEN reads /metrics from other machines; without it only this machine does
SUFFICIENCY_DEBUG         1 for a developer's error pages; never with children's records
SUFFICIENCY_BREACHED_PASSWORDS  a file of breached passwords' SHA-1, ordered by hash (see access.passwords)
SUFFICIENCY_OIDC_...      single sign-on with the council's own accounts (see config.sign_on)
"""

import os

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from sufficiency.service.config.database import database
from sufficiency.service.config.home import audit_key, home_folder, secret_key, whole_number
from sufficiency.service.config.sign_on import sign_on
from sufficiency.service.ui.folders import BUILT, COLLECTED

HOME = home_folder(os.environ)
SECRET_KEY = secret_key(HOME, os.environ)
SECRET_KEY_FALLBACKS = [
    key.strip() for key in (os.environ.get("SUFFICIENCY_OLD_SECRET_KEYS") or "").split(",") if key.strip()
]
AUDIT_KEY = audit_key(HOME, os.environ)
DEBUG = os.environ.get("SUFFICIENCY_DEBUG") == "1"
HTTPS = os.environ.get("SUFFICIENCY_HTTPS") == "1"
METRICS_TOKEN = os.environ.get("SUFFICIENCY_METRICS_TOKEN") or ""
LOGS_AS_JSON = os.environ.get("SUFFICIENCY_LOGS") == "json"
IDLE_MINUTES = whole_number(os.environ, "SUFFICIENCY_IDLE_MINUTES", otherwise=30, least=1)
ALLOWED_HOSTS = [
    host.strip()
    for host in (os.environ.get("SUFFICIENCY_HOSTS") or "127.0.0.1,localhost,[::1]").split(",")
    if host.strip()
]

INSTALLED_APPS = [
    "sufficiency.service.ui",  # before the others: its templates replace theirs
    "sufficiency.service.access",
    "sufficiency.service.audit",
    "sufficiency.service.position",
    "sufficiency.service.recorded",
    "sufficiency.service.populations",
    "sufficiency.service.data",
    "sufficiency.service.records",
    "sufficiency.service.journeys",
    "sufficiency.service.places",
    "sufficiency.service.governance",
    "sufficiency.service.strategy",
    "sufficiency.service.voice",
    "sufficiency.service.committee",
    "sufficiency.service.api",
    "sufficiency.service.protection",
    "sufficiency.service.operations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "sufficiency.service.operations.requests.told",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sufficiency.service.access.middleware.never_kept",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sufficiency.service.access.middleware.ended_when_idle",
    "sufficiency.service.access.made_up.shut_out_of_real_records",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sufficiency.service.audit.acting.the_person_signed_in_acts",
    "allauth.account.middleware.AccountMiddleware",
    "sufficiency.service.access.second_factor.AskedBeforeAnythingElse",
    "django_htmx.middleware.HtmxMiddleware",
    "sufficiency.service.access.errors.AnswersWhatIsAskedWrongly",
]

ROOT_URLCONF = "sufficiency.service.config.urls"
WSGI_APPLICATION = "sufficiency.service.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sufficiency.service.ui.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "sufficiency.service.ui.forms.Renderer"

DATABASES = {"default": database(HOME, os.environ.get("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Work in the background waits in the database: see operations.jobs.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # numbers are written by ui.words, so that an id never gets a comma
DATE_FORMAT = "j F Y"

# People, and how they sign in.
AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sufficiency.service.access.passwords.NotEasilyGuessed"},
    {
        "NAME": "sufficiency.service.access.passwords.NotBreached",
        "OPTIONS": {"list_path": os.environ.get("SUFFICIENCY_BREACHED_PASSWORDS", "")},
    },
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("account_login")
ACCOUNT_ADAPTER = "sufficiency.service.access.adapter.NoSelfSignUp"
ACCOUNT_FORMS = {
    "login": "sufficiency.service.access.forms.SignInForm",
    "change_password": "sufficiency.service.access.forms.ChangePassword",
    "reauthenticate": "sufficiency.service.access.forms.ConfirmItIsYou",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # other sessions end: their hash of the password no longer fits
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number(os.environ, "SUFFICIENCY_PROXIES", otherwise=0, least=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Sufficiency"
MFA_ADAPTER = "sufficiency.service.access.second_factor.SecondFactors"
MFA_FORMS = {
    "authenticate": "sufficiency.service.access.forms.CodeForm",
    "reauthenticate": "sufficiency.service.access.forms.ConfirmByCode",
    "activate_totp": "sufficiency.service.access.forms.AddAppForm",
    "authenticate_webauthn": "sufficiency.service.access.forms.PasskeyForm",
    "reauthenticate_webauthn": "sufficiency.service.access.forms.ConfirmByPasskey",
    "add_webauthn": "sufficiency.service.access.forms.AddPasskeyForm",
    "edit_webauthn": "sufficiency.service.access.forms.RenamePasskeyForm",
}
SINGLE_SIGN_ON = sign_on(os.environ)
SOCIALACCOUNT_ADAPTER = "sufficiency.service.access.single_sign_on.SignOnByGroups"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "sufficiency.service.access.single_sign_on.CouncilProvider"}
}
# Tries to sign in are counted in the database, for all processes of the service together (access.models.Counted).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_counted",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # counts are not thrown out to make room for an attacker's
    }
}

# Sessions: twelve hours at most, less when idle (access.middleware), never past the browser's end.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# Over https a browser takes a cookie of such a name from this host alone, and sends it nowhere else.
OF_THIS_HOST = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{OF_THIS_HOST}sessionid"
CSRF_COOKIE_NAME = f"{OF_THIS_HOST}csrftoken"
LAST_PAGE_COOKIE_NAME = f"{OF_THIS_HOST}last-page"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sufficiency.service.access.errors.form_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$", r"^health/ready$", r"^metrics$"]  # asked on the machine itself
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: for the picture of a second factor's key
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([SINGLE_SIGN_ON.origin] if SINGLE_SIGN_ON else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Style sheets, scripts and pictures: made by ui.build, named by their content, kept by browsers for good.
STATIC_URL = "/static/"
STATIC_ROOT = COLLECTED
STATICFILES_DIRS = [("built", BUILT)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # Read by the service and by nginx, whoever built them.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_MAX_AGE = 0  # only what has no content name, such as the icon

# Technical logs hold no child's data: see access.logs.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "sufficiency.service.access.logs.WithoutRecords",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "sufficiency.service.operations.logs.JsonLines"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json" if LOGS_AS_JSON else "line"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "sufficiency.requests": {"level": "INFO" if LOGS_AS_JSON else "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
