"""Extracts: the tables of an edition for analysis, without anything that names a child, a home or a carer.

A pseudonymised extract is still personal data: who has the key, or knows a child's dates well, can find the child.
"""

from sufficiency.extract.keys import KeyOfExtract, UnknownExtract, key_of, new_key
from sufficiency.extract.writing import Extract, write_extract

__all__ = ["Extract", "KeyOfExtract", "UnknownExtract", "key_of", "new_key", "write_extract"]
