"""With which keys values of this database may be sealed."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class EncryptionKeyRow(Base):
    """The id of a key in use, never the key; `plain` while there is something not sealed."""

    __tablename__ = "encryption_keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(server_default=text("now()"))
