"""What a schema asks of whoever writes to it, and whether a step asks for more than before."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

COLUMNS = text(
    """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
           a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '' AS filled
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND a.attnum > 0 AND NOT a.attisdropped
    """
)
# Not the NOT NULLs, which newer servers list here too: the columns tell of those.
RULES = text(
    """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid),
           ARRAY(SELECT attname::text FROM pg_attribute
                  WHERE attrelid = conrelid AND attnum = ANY (conkey))
      FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x')
    UNION ALL
    SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid),
           ARRAY(SELECT attname::text FROM pg_attribute
                  WHERE attrelid = indrelid AND attnum = ANY (indkey))
      FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
     WHERE indisunique AND relnamespace = 'public'::regnamespace
    """
)
GUARDED = text(
    """
    SELECT relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity
    """
)
LITERAL = re.compile(r"'((?:[^']|'')*)'(?:::[a-z]+)?")


@dataclass(frozen=True)
class Column:
    type: str
    needed: bool  # whoever leaves it out, or writes NULL, is refused
    not_null: bool


@dataclass(frozen=True)
class Shape:
    """Columns by table and name; rules (checks, keys, unique indexes) by table and name, each with
    its columns; tables whose owner is held to row-level security too."""

    columns: dict[tuple[str, str], Column]
    rules: dict[tuple[str, str], tuple[str, frozenset[str]]]
    guarded: frozenset[str]

    @property
    def tables(self) -> set[str]:
        """Their names."""
        return {table for table, _ in self.columns}


def shape(connection: Connection) -> Shape:
    """The database's."""
    columns = {
        (row.relname, row.attname): Column(
            row.type, row.attnotnull and not row.filled, row.attnotnull
        )
        for row in connection.execute(COLUMNS)
    }
    rules = {
        (table, name): (words, frozenset(named))
        for table, name, words, named in connection.execute(RULES)
    }
    return Shape(columns, rules, frozenset(connection.scalars(GUARDED)))


def narrowed(before: Shape, after: Shape) -> list[str]:
    """What code that was right before may not say any more, or does not find any more."""
    found = [f"table {table} is gone" for table in before.tables - after.tables]
    for (table, name), was in before.columns.items():
        now = after.columns.get((table, name))
        if table not in after.tables:
            continue
        if now is None:
            found.append(f"column {table}.{name} is gone")
        elif now.type != was.type:
            found.append(f"column {table}.{name} is {now.type}, was {was.type}")
        elif (now.needed and not was.needed) or (now.not_null and not was.not_null):
            found.append(f"column {table}.{name} may not be left out any more")
    for (table, name), now in after.columns.items():
        if table in before.tables and (table, name) not in before.columns and now.needed:
            found.append(f"column {table}.{name} is new and may not be left out")
    found += _stricter(before, after)
    found += [
        f"table {table} holds its owner to row-level security"
        for table in after.guarded - before.guarded
        if table in before.tables
    ]
    return sorted(found)


def _stricter(before: Shape, after: Shape) -> list[str]:
    """New rules for what was there before, unless they take more than the one they replace."""
    found = []
    for (table, name), (words, named) in after.rules.items():
        old = [column for column in named if (table, column) in before.columns]
        known = before.rules.get((table, name))
        if not old or (known and (known[0] == words or _is_wider(known[0], words))):
            continue
        found.append(f"rule {name} of {table} is new: {words}")
    return found


def _is_wider(was: str, now: str) -> bool:
    """Whether two checks are the same but for a list of values, and the new list holds the old."""

    def parts(words: str) -> tuple[str, set[Any]]:
        bare = re.sub(r"(?:LIST(?:, )?)+", "LISTS", LITERAL.sub("LIST", words))
        return bare, set(LITERAL.findall(words))

    (bare_was, values_was), (bare_now, values_now) = parts(was), parts(now)
    return "ARRAY[" in was and bare_was == bare_now and values_was <= values_now
