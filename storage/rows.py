"""What every repository does with its rows: insert, seal what people wrote, open it again."""

from typing import Any

from sqlalchemy import Connection, Table, insert, update

from storage.vault import Vault


class Rows:
    """One transaction's connection and vault."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Shared by all repositories of one unit."""
        self.connection = connection
        self.vault = vault

    def add(self, table: Table, values: dict[str, Any], sealed: dict[str, str] | None = None) -> int:
        """Inserts a row and gives its id; `sealed` are the columns that hold what people wrote."""
        texts = sealed or {}
        blank = dict.fromkeys(texts, b"")
        key = self.connection.execute(insert(table).values(**values, **blank)).inserted_primary_key
        if key is None:
            raise AssertionError("an insert of one row gives its key")
        row: int = key[0]
        # The seal is bound to the row, so the row must have its id first.
        self.seal(table, row, texts)
        return row

    def seal(self, table: Table, row: int, texts: dict[str, str]) -> None:
        """Writes texts into sealed columns of one row."""
        if texts:
            sealed = {name: self.vault.seal(table.name, name, row, text) for name, text in texts.items()}
            self.set(table, row, sealed)

    def set(self, table: Table, row: int, values: dict[str, Any]) -> None:
        """Changes columns of one row, by its id."""
        self.connection.execute(update(table).where(table.c.id == row).values(**values))

    def open(self, table: Table, column: str, row: Any) -> str:
        """The text in a sealed column of a fetched row that has its `id`."""
        return self.vault.open(table.name, column, row.id, getattr(row, column))
