"""The SSDA903 return: what an authority tells each year about every child it looked after.

`read` turns files, folders and zips, in the CSV or the XML form, into typed tables; it returns all of
them or raises `Refused` with a sentence. `TABLES` declares what the return is.
"""

from sufficiency.returns.ssda903.declaration import TABLES, Column, Table
from sufficiency.returns.ssda903.reading import Reading, SourceFile, read
from sufficiency.returns.ssda903.refused import Refused

__all__ = ["TABLES", "Column", "Reading", "Refused", "SourceFile", "Table", "read"]
