"""Keeps the state of a server in an SQLite file, so that a restart continues where the server stopped.

Each request saves what it has changed, in one transaction, before its response is sent. So whatever a caller has been
told is in the file, even if the process is killed at once.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from ..context import ServerContext
from .state_rows import LoadedRow, current_rows, load_rows

FORMAT = 1
"""The version of the format. A file with another one is refused."""

_CREATE = """
CREATE TABLE IF NOT EXISTS state (
    position INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (kind, id)
)
"""


class SavedState:
    """The file. Only one server can use it at a time."""

    def __init__(self, file: str, context: ServerContext) -> None:
        """Open or create ``file``, and bring the fake into the state that it contains.

        Raises ``ValueError`` if it is not such a file, or if another server uses it.
        """
        self._context = context
        self._saved: dict[tuple[str, str], bytes] = {}
        if problem := _path_problem(Path(file)):
            raise ValueError(f"the state cannot be kept in {file}: {problem}")
        try:
            self._database = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise ValueError(f"the state cannot be kept in {file}: {error}") from None
        try:
            rows = self._open()
            load_rows(rows, context)
        except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
            self._database.close()
            raise ValueError(f"the state cannot be kept in {file}: {_state_problem(error)}") from None
        self.is_new: bool = not rows
        """Whether the file was empty."""
        self._saved = {} if self.is_new else {row.key: row.fingerprint for row in current_rows(context)}

    def _open(self) -> list[LoadedRow]:
        execute = self._database.execute
        execute("PRAGMA locking_mode = EXCLUSIVE")
        (version,) = execute("PRAGMA user_version").fetchone()
        if version == 0 and execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None:
            raise ValueError("it is the database of another program. Name a new file")
        if version not in (0, FORMAT):
            raise ValueError(f"its format is {version}, and this version reads {FORMAT}. Name a new file")
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = NORMAL")  # nothing is lost when the process ends, however it ends
        execute("BEGIN EXCLUSIVE")
        execute(_CREATE)
        execute(f"PRAGMA user_version = {FORMAT}")
        execute("COMMIT")
        found = execute("SELECT kind, id, data FROM state ORDER BY position")
        return [LoadedRow(kind, name, json.loads(data)) for kind, name, data in found]

    def save(self) -> None:
        """Save what has changed since the last time."""
        rows = current_rows(self._context)
        found = {row.key: row.fingerprint for row in rows}
        # A row keeps its position, so that what was first stays first.
        changed = [(*row.key, json.dumps(row.content())) for row in rows if self._saved.get(row.key) != row.fingerprint]
        gone = self._saved.keys() - found.keys()
        if not changed and not gone:
            return
        execute, executemany = self._database.execute, self._database.executemany
        execute("BEGIN")
        executemany("DELETE FROM state WHERE kind = ? AND id = ?", list(gone))
        executemany(
            "INSERT INTO state (kind, id, data) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET data = excluded.data",
            changed,
        )
        execute("COMMIT")
        self._saved = found

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _path_problem(path: Path) -> str | None:
    """Return why there cannot be a file at ``path``."""
    if path.is_dir():
        return "it is a folder. Name a file in it"
    return None if path.parent.is_dir() else "its folder does not exist"


def _state_problem(error: Exception) -> str:
    """Return what is wrong with a file, and what to do."""
    if "locked" in str(error):
        return f"{error}: another server uses it"
    if isinstance(error, sqlite3.DatabaseError):
        return f"{error}. It is damaged, or not a file of this server. Name a new file"
    return f"{error}"
