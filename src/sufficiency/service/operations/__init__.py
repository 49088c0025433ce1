"""Keeping the service running: work in the background, health and metrics, logs, backup, and a check of the set-up."""
