"""Many people reading at once: `python -m bench.load` serves the made-up authority on PostgreSQL and measures pages."""
