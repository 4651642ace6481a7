"""Read models of heirloom at revision {revision}.

Made by `heirloom revision show {revision} --sqlalchemy`; make it anew rather than edit it.
The classes stand for views: read them, and write by commands only.
On PostgreSQL, put the schema `read` on the search path of the engine that reads, or give it
`execution_options(schema_translate_map={None: "read"})`.
"""

import datetime
import uuid
from typing import Optional

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Double,
    Integer,
    String,
    Text,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class HyphenatedUuid(TypeDecorator):
    """A UUID as SQLite holds it here: text with hyphens, in lower case."""

    impl = String(36)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else str(value)

    def process_result_value(self, value, dialect):
        return None if value is None else uuid.UUID(value)


class UtcText(TypeDecorator):
    """A moment as SQLite holds it here: `2026-01-31T12:00:00.000000Z`."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))


UUID_TYPE = Uuid().with_variant(HyphenatedUuid(), "sqlite")
TIME_TYPE = DateTime(timezone=True).with_variant(UtcText(), "sqlite")


class Base(DeclarativeBase):
    """What all of them share."""
