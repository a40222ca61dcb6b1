"""Rows that stay as they were written: the database itself refuses to change or remove them."""

from typing import Any

from sqlalchemy import Connection, Table, event, text

_REFUSAL = "'rows of {name} stay as they were written'"
_ON = "CREATE TRIGGER {name}_{verb}_refused BEFORE {verb} ON {name} "
_FUNCTION = "CREATE FUNCTION {name}_{verb}_refused() RETURNS trigger LANGUAGE plpgsql AS "
_REFUSES = {
    "sqlite": (f"{_ON}BEGIN SELECT RAISE(ABORT, {_REFUSAL}); END",),
    "postgresql": (
        f"{_FUNCTION}$$ BEGIN RAISE EXCEPTION {_REFUSAL}; END $$",
        f"{_ON}FOR EACH ROW EXECUTE FUNCTION {{name}}_{{verb}}_refused()",
    ),
}


def stays(table: Table) -> None:
    """From its creation on, rows can only be added to the table."""

    def refuse(target: Table, connection: Connection, **_: Any) -> None:
        for verb in ("update", "delete"):
            for statement in _REFUSES[connection.dialect.name]:
                connection.execute(text(statement.format(name=target.name, verb=verb)))

    event.listen(table, "after_create", refuse)
