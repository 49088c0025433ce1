"""Logs as JSON, one object on a line, for a council's log keeper (SUFFICIENCY_LOGS=json). No child's data.

A line has only the fields named here. The message of a logger that is not ours is its template, without what was put
into it, which may be an address or somebody's words; of a fault there is the kind and the way through the code.
"""

import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

from pythonjsonlogger.json import JsonFormatter

FIELDS = ("person", "route", "method", "status", "ms", "job")
request_id: ContextVar[str] = ContextVar("request_id", default="")


def template(record: logging.LogRecord) -> str:
    """The words of a logger that is not ours, without what was put into them. Django puts what it refuses for safety,
    such as the name of a host, into the words themselves."""
    if record.name.startswith("django.security") and not record.args:
        return "Refused"
    return str(record.msg)


class JsonLines(JsonFormatter):
    """A log record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.startswith("sufficiency")
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage() if ours else template(record),
            "request": request_id.get(),
            **{name: getattr(record, name) for name in FIELDS if ours and hasattr(record, name)},
        }
        status = getattr(record, "status_code", None)  # as Django tells it
        if isinstance(status, int):
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            kind, _, passed = record.exc_info
            line["fault"] = f"{kind.__module__}.{kind.__qualname__}"
            line["passed"] = [
                f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(passed)
            ]
        return self.serialize_log_record({name: value for name, value in line.items() if value != ""})
