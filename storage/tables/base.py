"""What all tables share: names of constraints, column types, checks of the domain's words."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Dialect, MetaData, Text, TypeDecorator, types
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_NUL = "\\u0000"  # as JSON writes it


def clean(text: str) -> str:
    """The text as PostgreSQL can keep it: NUL and lone surrogates become U+FFFD."""
    if "\0" not in text and text.isascii():
        return text
    text = text.replace("\0", REPLACEMENT)
    try:
        text.encode()
    except UnicodeEncodeError:
        # Pairs written as two escapes are joined, what stands alone is replaced.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def clean_json(value: Any) -> Any:
    """A JSON value with every string in it, keys too, cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): clean_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean_json(each) for each in value]
    return value


def clean_dumps(value: Any) -> str:
    """A JSON value, cleaned, as text. Nearly always there is nothing to clean, so what is wrong is
    looked for in the text."""
    text = _dumps(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _dumps(clean_json(value))
    return _dumps(clean_json(value)) if _NUL in text else text


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """A column's value as JSON has it: times and ids as PostgreSQL reads them."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return [plain(each) for each in value] if isinstance(value, list) else value


class CleanText(TypeDecorator[str]):
    """Text of any origin."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean what is written, and what is looked for."""
        return None if value is None else clean(str(value))


class CleanJson(TypeDecorator[Any]):
    """JSON whose strings are of any origin. None is SQL's NULL, never JSON's null."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Clean what is written."""
        return clean_json(value)


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: CleanText,
        datetime: DateTime(timezone=True),
        dict[str, Any]: CleanJson,
        list[Any]: CleanJson,
        list[str]: ARRAY(CleanText),
        bytes: types.LargeBinary,
    }


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """The column holds one of the values (or is null where it may be)."""
    return CheckConstraint(f"{column} IN ({_listed(values)})", name=column)


def some_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """The array column holds only these values."""
    return CheckConstraint(f"{column} <@ ARRAY[{_listed(values)}]::text[]", name=column)


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))
