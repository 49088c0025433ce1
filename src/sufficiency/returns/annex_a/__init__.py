"""Annex A: the workbook of eleven lists of children that Ofsted asks an authority for at an inspection.

`read` turns workbooks into typed tables, one for each list and day, and returns all of them or raises `Refused` with a
sentence. `LISTS` declares what the workbook is.
"""

from sufficiency.returns.annex_a.declaration import LISTS, Column, List
from sufficiency.returns.annex_a.reading import Reading, SourceFile, is_workbook, read, workbooks_in

__all__ = ["LISTS", "Column", "List", "Reading", "SourceFile", "is_workbook", "read", "workbooks_in"]
