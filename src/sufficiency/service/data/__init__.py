"""Data: which editions there are, what was found in them, loading the next one, and figures read from any of them."""
