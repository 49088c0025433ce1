"""Data protection: how long what is kept, a child's own record for the child, extracts without names."""
