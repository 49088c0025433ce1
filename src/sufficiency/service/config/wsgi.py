"""The door for gunicorn: ``gunicorn sufficiency.service.config.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sufficiency.service.config.settings")

application = get_wsgi_application()
