"""What is left when a part of the service is killed: `python -m bench.faults` kills each in turn on PostgreSQL."""
