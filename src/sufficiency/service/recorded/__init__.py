"""Recorded series: figures no child's record gives, written down by people, with where they are from."""
