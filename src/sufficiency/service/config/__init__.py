"""How the pages are set up: settings from the environment, addresses, and the door for gunicorn."""
