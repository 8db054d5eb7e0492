"""Sealing and opening single values: nothing but the same value in the same place comes back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sealing import HEAD_BYTES, KeyMissing, KeyRing, SealBroken, head, key_id
from storage.tables import Base
from storage.tables.encrypted import Encrypted, EncryptedBytes, EncryptedJson, EncryptedText

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
RING = KeyRing([NEW, OLD])
PLACE = "cases.reason"

# Text, JSON and bytes that stay in the clear, and why nothing of them is words, names or numbers of
# people. A new column has to be sealed, or be named here.
IDS = {"id", "key", "code", "number", "message_id", "line_user_id", "webhook_event_id"}
IDS |= {"unanswered_token", "quotes_chat", "quotes_cases"}
IDS |= {"conversation_key", "recipient", "office_id", "request_id", "reply_token", "lease_owner"}
WORDS_OF_OURS = {"kind", "state", "mode", "channel", "about", "via", "step", "action", "book"}
WORDS_OF_OURS |= {"category", "secondary", "subtype", "flags", "decided_by", "affected_consent"}
WORDS_OF_OURS |= {"closing", "model_version", "roles", "role", "agency", "content_type"}
WORDS_OF_OURS |= {"old_category", "old_subtype", "old_by", "new_category", "new_subtype"}
WORDS_OF_OURS |= {"read_category", "read_subtype", "review"}
HASHES = {"hash", "previous", "detail_hash", "link_hash"}  # of words only with a salt, sealed
ROUTING = {"province_code", "area", "place"}  # codes and names of places, never an address
CLEAR = {
    *(f"offices.{each}" for each in ("name", "area", "email", "phone", "address", "line")),
    "referrals.office_name",
    "timers.data",  # ids, levels and figures
    "people.wrong_codes",  # times
    # Reasons of machines, masked; what operators write is masked of numbers.
    *(f"{each}.reason" for each in ("inbox", "outbox", "timers", "attachments")),
    *(f"operator_log.{each}" for each in ("who", "subject", "why")),
}


def columns() -> list[tuple[str, Any]]:
    return [
        (f"{table.name}.{column.name}", column.type)
        for table in Base.metadata.sorted_tables
        for column in table.columns
    ]


def test_every_sealed_column_is_bound_to_itself() -> None:
    sealed = {name: type_ for name, type_ in columns() if isinstance(type_, Encrypted)}
    assert len(sealed) >= 16
    assert {name: type_.place for name, type_ in sealed.items()} == {name: name for name in sealed}


def test_every_column_with_words_is_sealed_or_said_to_be_harmless() -> None:
    for name, type_ in columns():
        shown = str(type_).upper()
        if isinstance(type_, Encrypted) or not shown.startswith(("TEXT", "JSON", "BLOB", "ARRAY")):
            continue
        harmless = IDS | WORDS_OF_OURS | HASHES | ROUTING
        assert name in CLEAR or name.partition(".")[2] in harmless, name


@given(st.text())
def test_text_comes_back_as_the_database_can_keep_it(text: str) -> None:
    column = EncryptedText(PLACE)
    stored = column.sealed(text, RING)
    assert stored.startswith(f"sealed.1.{key_id(NEW)}.")
    assert column.opened(stored, RING) == text.replace("\0", "\N{REPLACEMENT CHARACTER}")


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner | WORDS) | st.dictionaries(WORDS, inner | WORDS),
    max_leaves=10,  # more of them, and longer lists, tell nothing more
)


@given(st.lists(JSON, min_size=1, max_size=3))
def test_json_comes_back(value: Any) -> None:
    column = EncryptedJson("outbox.payload")
    assert column.opened(column.sealed(value, RING), RING) == value


@given(st.binary())
def test_bytes_come_back(value: bytes) -> None:
    column = EncryptedBytes("attachment_contents.content")
    assert column.opened(column.sealed(value, RING), RING) == value


def test_the_same_value_is_never_sealed_alike() -> None:
    assert len({RING.seal(b"same", PLACE) for _ in range(100)}) == 100


def test_what_is_sealed_for_one_column_opens_in_no_other() -> None:
    sealed = RING.seal("นายจ้างค้างค่าแรง".encode(), PLACE)
    for other in ("cases.result", "referrals.reason", "cases.reaso", ""):
        with pytest.raises(SealBroken):
            RING.open(sealed, other)


@given(st.data())
def test_a_changed_byte_is_noticed_wherever_it_is(data: st.DataObject) -> None:
    sealed = bytearray(RING.seal(b"0812345678", PLACE))
    at = data.draw(st.integers(HEAD_BYTES, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        RING.open(bytes(sealed), PLACE)


@given(st.integers(0, 60))
def test_what_is_cut_off_is_noticed(length: int) -> None:
    sealed = RING.seal(b"0812345678", PLACE)
    with pytest.raises((SealBroken, KeyMissing)):
        RING.open(sealed[: min(length, len(sealed) - 1)], PLACE)


@pytest.mark.parametrize(
    "stored",
    ["sealed.1.", "sealed.1.ชชชชชชชช.x", f"{head(key_id(NEW)).decode()}ไม่ใช่", "sealed.1.x.y"],
)
def test_what_only_looks_sealed_is_refused(stored: str) -> None:
    with pytest.raises((SealBroken, KeyMissing)):
        EncryptedText(PLACE).opened(stored, RING)


def test_an_older_key_still_opens_and_the_newest_seals() -> None:
    sealed = KeyRing([OLD]).seal(b"x", PLACE)
    assert RING.open(sealed, PLACE) == b"x"
    assert RING.seal(b"x", PLACE).startswith(head(key_id(NEW)))
    assert RING.ids == (key_id(NEW), key_id(OLD))


def test_a_missing_key_is_named_by_its_id() -> None:
    sealed = RING.seal(b"x", PLACE)
    with pytest.raises(KeyMissing, match=key_id(NEW)):
        KeyRing([OLD]).open(sealed, PLACE)


@pytest.mark.parametrize(
    ("column", "plain"),
    [
        (EncryptedText(PLACE), "เดิม"),
        (EncryptedJson("outbox.payload"), {"type": "text"}),
        (EncryptedBytes("attachment_contents.content"), b"\xff\xd8"),
    ],
)
def test_plain_values_are_read_only_while_they_may_be_there(
    column: Encrypted[Any], plain: Any
) -> None:
    with pytest.raises(SealBroken, match="not sealed"):
        column.opened(plain, RING)
    assert column.opened(plain, KeyRing([NEW], plain_is_read=True)) == plain


def test_a_ring_has_keys_of_the_right_length() -> None:
    with pytest.raises(KeyMissing, match="KHOTO_ENCRYPTION_KEYS"):
        KeyRing([])
    with pytest.raises(ValueError, match="32 bytes"):
        KeyRing([b"short"])


def test_no_error_and_no_repr_holds_a_key_or_a_value() -> None:
    sealed = RING.seal(b"0812345678", PLACE)
    with pytest.raises(SealBroken) as broken:
        RING.open(sealed, "cases.result")
    for told in (str(broken.value), repr(RING)):
        assert "0812345678" not in told
        assert NEW.hex() not in told
