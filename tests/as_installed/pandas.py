"""Stands where pandas would: the product is installed without it, and only the comparisons of the suite need it.

Commands and services that tests start find this (`tests/conftest.py`), so that they are what is installed: PyArrow loads
pandas wherever there is one, which takes a command half a second.
"""

raise ModuleNotFoundError("No module named 'pandas'", name="pandas")
