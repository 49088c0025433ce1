"""The API: figures, editions, findings and comparators for other programs of the council, by tokens of its people."""
