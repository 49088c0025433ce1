"""Conditions of the settings: keys, names, HTTPS. Secrets are weighed, and never told."""

import os

from django.conf import settings
from django.core import checks

from sufficiency.service.operations.deploying.conditions import Found, not_ok, ok, warning

SHORTEST_KEY = 40
SETTINGS = "the environment file (see docs/how-to/production.md)"
# Django's own checks that say what a condition here says already, in other words: HSTS, redirect, keys, cookies, debug,
# hosts. Preloading of HSTS is the council's to decide for its whole domain.
SAID_HERE = {"security.W004", "security.W005", "security.W008", "security.W009", "security.W012", "security.W016",
             "security.W018", "security.W020", "security.W021", "security.W025"}  # fmt: skip


def secret_key() -> Found:
    return _key("SUFFICIENCY_SECRET_KEY", settings.SECRET_KEY)


def audit_key() -> Found:
    return _key("SUFFICIENCY_AUDIT_KEY", settings.AUDIT_KEY)


def _key(name: str, key: str) -> Found:
    if not os.environ.get(name):
        return not_ok(
            "It was made here and lies in the installation's folder, beside what it protects.",
            f"Set {name} in {SETTINGS}: the value of the file, or for a new installation 50 random characters.",
        )
    if len(key) < SHORTEST_KEY:
        return not_ok(f"It has {len(key)} characters.", f"Give {name} {SHORTEST_KEY} random ones or more.")
    if len(set(key)) < 8:
        return not_ok("It repeats a few characters.", f"Give {name} random ones.")
    return ok("It comes from the environment and is long enough.")


def keys_differ() -> Found:
    if settings.SECRET_KEY == settings.AUDIT_KEY:
        return not_ok(
            "The secret key and the audit key are the same.",
            "Make another secret key: who learns it could else write the audit anew.",
        )
    return ok("The secret key and the audit key differ.")


def https() -> Found:
    if not settings.HTTPS:
        return not_ok(
            "Pages are served without HTTPS: passwords and records go over the network for all to read.",
            "Put nginx with a certificate before the pages, and set SUFFICIENCY_HTTPS to 1.",
        )
    loose = [
        name
        for name in (
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "SECURE_SSL_REDIRECT",
            "SECURE_HSTS_SECONDS",
        )
        if not getattr(settings, name)
    ]
    if loose:
        return not_ok(
            f"Switched off although the pages have HTTPS: {', '.join(loose)}.", "Take what sets them away."
        )
    return ok("HTTPS alone: secure cookies, redirects, and browsers are told to come no other way.")


def hosts() -> Found:
    names = settings.ALLOWED_HOSTS
    if "*" in names:
        return not_ok("Any name is answered.", "Name the site's own in SUFFICIENCY_HOSTS.")
    here = {"127.0.0.1", "localhost", "[::1]"}
    own = [name for name in names if name not in here]
    if not own:
        return not_ok(
            "The pages answer to this machine's own name only.", "Name the site in SUFFICIENCY_HOSTS."
        )
    return ok(f"Answers to {', '.join(own)}.")


def proxies() -> Found:
    number = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if settings.HTTPS and number == 0:
        return warning(
            "No web server is said to stand before the pages, so every caller seems to come from it: one who is "
            "locked out locks out all.",
            "Set SUFFICIENCY_PROXIES to how many there are, 1 for nginx on this machine.",
        )
    return ok(f"{number} before the pages.")


def debug() -> Found:
    if settings.DEBUG:
        return not_ok("Error pages show settings and records.", "Take SUFFICIENCY_DEBUG away.")
    return ok("Error pages tell nothing.")


def metrics_token() -> Found:
    if not settings.METRICS_TOKEN:
        return warning(
            "Only this machine reads /metrics.", "Set SUFFICIENCY_METRICS_TOKEN if another watches it."
        )
    return ok("Another machine needs the token to read /metrics.")


def logs() -> Found:
    if not settings.LOGS_AS_JSON:
        return warning("Logs are lines of text.", "Set SUFFICIENCY_LOGS to json where a program reads them.")
    return ok("JSON lines, without children's data.")


def of_django() -> Found:
    """What the framework's own check for deployment says beyond the conditions here."""
    said = [
        message
        for message in checks.run_checks(include_deployment_checks=True)
        if message.level >= checks.WARNING and message.id not in SAID_HERE
    ]
    if not said:
        return ok("Nothing more to say.")
    words = " ".join(f"{' '.join(str(message.msg).split())} ({message.id})" for message in said)
    if any(message.level >= checks.ERROR for message in said):
        return not_ok(words, "See Django's documentation of system checks by the number in brackets.")
    return warning(words, "See Django's documentation of system checks by the number in brackets.")
