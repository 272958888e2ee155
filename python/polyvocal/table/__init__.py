"""Results as tables: named columns that never change once made.

A `Table` converts to pandas, polars and Arrow, saves itself by file suffix, shows itself in
notebooks, and needs none of those packages for its own work.

>>> from polyvocal.table import Table
>>> table = Table({"actor": ["lna", "gna", "lna"], "count": [3, 1, 2]}, name="mentions")
>>> table.filter(actor="lna").sort("count")["count"].tolist()
[2, 3]
"""

from polyvocal.table._columns import Lists, Strings
from polyvocal.table._table import Table

__all__ = ["Lists", "Strings", "Table"]
