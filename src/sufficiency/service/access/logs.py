"""Technical logs hold no child's data.

An address may carry a child's id, so what follows its first part is left out; the words of an exception may quote
a record, so a fault is logged by its kind and the lines of code it passed through.
"""

import logging
import re
import traceback

from django.core.exceptions import PermissionDenied
from django.http import Http404

ADDRESS = re.compile(r"(/[A-Za-z-]+)(/[^\s'\"]*)")


class WithoutRecords(logging.Formatter):
    """One line for each event; for a fault also the way through the code, without the fault's own words."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        if record.name.startswith(("django.request", "django.security", "gunicorn")):
            record.message = ADDRESS.sub(r"\1/...", record.message)
        if record.name.startswith("django.security") and not record.args:
            record.message = "Refused"  # Django's words hold what it refused, such as the name of a host
        return super().formatMessage(record)

    def formatException(self, ei) -> str:  # noqa: N802 (logging's name)
        kind, _, passed = ei
        if issubclass(kind, PermissionDenied | Http404):
            return ""  # a refusal is no fault: its line says enough
        return "".join(traceback.format_tb(passed)) + f"{kind.__module__}.{kind.__qualname__}"
