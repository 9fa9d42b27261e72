"""What was said to be apart and is in one cluster all the same: the program leaves no such thing, whatever is done."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

IN_ONE = """
SELECT m.id FROM tie t JOIN mention m ON m.id = t.one LEFT JOIN mention o ON o.id = t.other
WHERE t.kind = 'distinct' AND (m.cluster = t.other OR m.cluster = o.cluster)
UNION ALL
SELECT o.id FROM tie t JOIN mention o ON o.id = t.other WHERE t.kind = 'distinct' AND o.cluster = t.one
"""


def apart_in_one(path: Path) -> list[str]:
    """The ids of mentions in one cluster with what they were said not to be, of any layer."""
    with closing(sqlite3.connect(path)) as connection:
        return [row for (row,) in connection.execute(IN_ONE)]
