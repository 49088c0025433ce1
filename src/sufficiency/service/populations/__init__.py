"""Populations: how many children live in the area by ethnic group, as somebody recorded them, with where it is from."""
