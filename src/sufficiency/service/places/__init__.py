"""Journeys: where children went, between two days and since they came in."""
