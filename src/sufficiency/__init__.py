"""Sufficiency: enough of the right homes for the children an English council looks after."""
