"""The separate matters of one message: "ไม่จ่ายค่าแรง แล้วก็ไม่ขึ้นประกันสังคมให้" holds two.

The message is cut where people begin another point, every piece is read by the same model, and
neighbours of one category are joined. Pieces the model is not sure of belong to no other matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from casework.categories import KINDS_WITHOUT_OFFICE, SERVICE_CATEGORIES, Category, Kind
from casework.reading import Problem
from nlp.features import is_meaningful
from nlp.flags import RaisedFlag
from nlp.model import Model, Prediction
from nlp.normalise import Normalised
from nlp.pieces import read_alone
from nlp.sieve import Sieve
from nlp.spotting import holds_any
from nlp.tokens import Token, words_of

MOST = len(SERVICE_CATEGORIES)  # one matter for each service
# From this probability on a piece is a matter of its own: after a mark of another point, on a line
# of its own, where only a space parts it from the rest, or a space and what clauses are joined by.
# Chosen on the develop split of the corpus: of its messages with one label less than 1 in 100 is
# parted, and of two messages joined by a mark, each of which the reader understands alone, 7 in 8
# are found to be those two.
SURE_AFTER_A_MARK = 0.5
SURE_ON_A_LINE = 0.7  # one story is often typed line by line
SURE_AFTER_A_SPACE = 0.94
SURE_AFTER_A_CONJUNCTION = 0.8
_ENOUGH_TO_BE_TWO = 30  # characters: what is shorter tells of one matter
_LONG = 110  # characters from which spaces alone may part two matters; conjunctions before
# Where a second service is less likely than this for the whole, no clause is read alone: most
# messages are of one matter, and reading costs.
_SECOND_AT_LEAST = 0.005
_SHORTEST_PIECE = 14
_SHORTEST_POINT = 8  # where the writer numbers what is said: "1. ไม่ได้ค่าแรง"
_MOST_PIECES = 12

# These begin with few letters, as connectives do below: most places of a text need no closer look.
_POINT = re.compile(
    r"(?=[(1-9ขเ])(?:"
    r"(?<!\S)\(?(?:(?:ข้อ|ข้อที่|เรื่องที่)\s?)?[1-9](?:[).](?!\d)|\s?[-:]\s)|"
    r"(?<!\S)(?:ข้อ|ข้อที่|เรื่อง|เรื่องที่)\s?[1-9](?!\d)|"
    r"(?<=[ก-๙])[2-9][).](?=[ก-๙]))"  # no space left before a number: 1.ค่าแรง2.ประกันสังคม
)
_KIN = (
    "แม่(?!บ้าน|ครัว|ค้า)|พ่อ(?!ครัว|ค้า)|แฟน|เมีย|สามี|ภรรยา|ลูก(?:สาว|ชาย|บ้าน|(?!จ้าง|ค้า|น้อง))"
    "|(?:น้อง|พี่)(?:สาว|ชาย|สะใภ้|เขย)|หลาน|เพื่อนบ้าน|ลุง|ป้า|ยาย"
)
_ANOTHER_POINT = (
    r"(?:และ|แล้ว)?(?:มี)?อีก(?:เรื่อง|อย่าง|ประเด็น|ปัญหา|ข้อ)|เรื่องที่(?:สอง|สาม)|(?:ข้อ|เรื่อง|ประการ)(?:แรก|ที่สอง|สอง|ที่สาม|สาม)|"
    r"นอกจาก(?:นี้|นั้น)|แล้วก็|และก็|แถมยัง|แถม(?=ไม่)|ซ้ำยัง|แล้วยัง|และยัง|อีกทั้ง(?:ยัง)?|ทั้งยัง|ส่วนเรื่อง|กับเรื่อง|และเรื่อง|"
    r"แล้วเรื่อง|และ(?=ไม่|อยาก|ขอ|ต้องการ|นายจ้าง|บริษัท|หัวหน้า|เถ้าแก่|เขา)|"
    r"พร้อมทั้ง|แล้วกะ(?=บ่|อยาก|ขอ|เถ้าแก่|นายจ้าง|เขา)|กับ(?=อยาก|ขอ)|"
    rf"ส่วน(?=หนู|ผม|ประกัน|{_KIN})|(?:แล้ว|และ|กับ)(?=(?:{_KIN})(?:ผม|หนู|เรา|ดิฉัน|อยาก|ขอ|จะ))|"
    rf"แล้วกะ(?={_KIN})|แล้วก้อ|แล้วก้(?=ไม่|เขา|มี|ยัง|\s)|อีก(?:คน|คำถาม|เคส|ราย|กรณี)(?:นึง|หนึ่ง)?|"
    r"(?:รายที่|เคสที่|กรณีที่|คนที่|ประเด็นที่)(?:สอง|สาม|\s?[1-9](?!\d))|ปล\.|ป\.ล\.|ถามเพิ่ม|ถามต่อ|"
    r"เพิ่มเติม(?=ค่ะ|ครับ)|รวมถึง(?=เรื่อง|ไม่|อยาก)|ฝาก(?:ถาม|เรื่อง)|ลืมบอก|(?:และ|แล้ว)(?=ประกันสังคม)"
)
_CONNECTIVE = re.compile(rf"(?=[กขคซถทนบปพฝมรลสอเแ])(?:{_ANOTHER_POINT})")
# So the same matter goes on as often as another one begins.
_CONJUNCTION = re.compile(" (?:แถม|ส่วน|และ|ซ้ำ|แล้ว(?!แต่|ค่อย|ล่ะ)|กับ|อีกทั้ง|รวมทั้ง|ทั้งยัง)")
# What only has to follow narrows a connective, but not to a sieve: there it is one of its words.
_MAY_GO_ON = Sieve([re.compile(_ANOTHER_POINT.replace("(?=", "(?:"))])


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    category: Category
    subtype: str | None
    probability: float


def find_problems(
    model: Model,
    message: Normalised,
    tokens: tuple[Token, ...],
    prediction: Prediction,
    kind: Kind,
    category: Category,
    subtype: str | None,
    raised: tuple[RaisedFlag, ...],
) -> tuple[Problem, ...]:
    """The matters of a message of whose whole the model made a prediction, which was read to be of
    a kind, category and sub-type, and in which the lexicon raised flags."""
    if kind in KINDS_WITHOUT_OFFICE or not tokens:
        return ()
    whole = _problem(message, tokens[0].start, tokens[-1].end, category, subtype)
    if category not in SERVICE_CATEGORIES or len(message.text) < _ENOUGH_TO_BE_TWO:
        return (whole,)
    if marks := _marks(message, tokens):
        sure = SURE_ON_A_LINE if marks.keys() <= _new_lines(message) else SURE_AFTER_A_MARK
        parts = [(piece, sure) for piece in _cut(message, tokens, marks)]
    elif clauses := _clauses(message, tokens, prediction):
        parts = [
            (piece, _sure_after_a_space(message.text, piece))
            for piece in _cut(message, tokens, clauses)
        ]
    else:
        return (whole,)
    pieces = [_read(model, piece, raised, sure) for piece, sure in parts]
    found = _one_for_each_category([piece for piece in pieces if piece is not None])
    if len(found) < 2 or all(piece.category is not category for piece in found):
        return (whole,)
    return tuple(
        _problem(
            message, p.start, p.end, p.category, subtype if p.category is category else p.subtype
        )
        for p in found
    )


def _is_in_doubt(prediction: Prediction) -> bool:
    *_, second, _ = sorted(prediction.categories[each] for each in SERVICE_CATEGORIES)
    return second >= _SECOND_AT_LEAST


def _marks(message: Normalised, tokens: tuple[Token, ...]) -> dict[int, int]:
    """Where the clean text begins another point, and where the point's own words begin.

    A point is begun by a number or a connective, which say nothing themselves, or on a new line.
    """
    text = message.text
    marks = {at: at for at in _new_lines(message)}
    if _MAY_GO_ON.possible(text):
        connectives = {m.start(): m.end() for m in _CONNECTIVE.finditer(text)}
        # Not inside a word.
        marks |= {t.start: connectives[t.start] for t in tokens if t.start in connectives}
    if holds_any(text, "123456789"):
        marks |= {m.start(): m.end() for m in _POINT.finditer(text)}
    return marks if marks.keys() - {tokens[0].start} else {}


def _clauses(
    message: Normalised, tokens: tuple[Token, ...], prediction: Prediction
) -> dict[int, int]:
    """Where a space may part clauses: not beside a number, which has spaces around it. None where
    no clause begins with a conjunction, unless the message is long and the whole in doubt."""
    text = message.text
    may_be_two = len(text) >= _LONG and _is_in_doubt(prediction)
    if not may_be_two and not _CONJUNCTION.search(text):
        return {}
    return {
        token.start: token.start
        for before, token in pairwise(tokens)
        if text[token.start - 1] == " " and "0" not in (before.word, token.word)
    }


def _sure_after_a_space(text: str, piece: tuple[Token, ...]) -> float:
    joined = _CONJUNCTION.match(text, max(0, piece[0].start - 1))
    return SURE_AFTER_A_CONJUNCTION if joined else SURE_AFTER_A_SPACE


def _cut(
    message: Normalised, tokens: tuple[Token, ...], cuts: dict[int, int]
) -> Iterator[tuple[Token, ...]]:
    """The tokens in pieces of some length each, a few at most, without the numbers of points."""
    shortest = _SHORTEST_POINT if _POINT.search(message.text) else _SHORTEST_PIECE
    shortest = max(shortest, len(message.text) // _MOST_PIECES)
    ordered = sorted(cuts, reverse=True)
    begins = 0
    piece: list[Token] = []
    for token in tokens:
        while ordered and ordered[-1] <= token.start:
            begins = max(begins, cuts[ordered.pop()])
            if piece and token.start - piece[0].start >= shortest:
                yield tuple(piece)
                piece = []
        if token.start >= begins:
            piece.append(token)
    if piece:
        yield tuple(piece)


def _new_lines(message: Normalised) -> set[int]:
    if "\n" not in message.original:
        return set()
    origins, original = message.origins, message.original
    return {
        i + 1
        for i, character in enumerate(message.text[:-1])
        if character == " " and "\n" in original[origins[i] : origins[i + 1]]
    }


def _read(
    model: Model, tokens: tuple[Token, ...], raised: tuple[RaisedFlag, ...], sure: float
) -> _Piece | None:
    """The piece with its category; None when the model is not sure, it asks for nothing, or it is
    little more than numbers: a telephone, an identity card."""
    words = words_of(tokens)
    if words.count("0") >= sum(map(is_meaningful, words)):
        return None
    alone = read_alone(model, tokens, raised)
    if alone is None or alone.probability < sure:
        return None
    subtype = alone.prediction.likeliest_subtype(alone.category)
    return _Piece(tokens[0].start, tokens[-1].end, alone.category, subtype, alone.probability)


def _one_for_each_category(pieces: list[_Piece]) -> list[_Piece]:
    """Neighbours of one category joined; of each category the surest, in the message's order."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and joined[-1].category is piece.category:
            last = joined[-1]
            surer = piece if piece.probability > last.probability else last
            joined[-1] = _Piece(
                last.start, piece.end, last.category, surer.subtype, surer.probability
            )
        else:
            joined.append(piece)
    surest: dict[Category, _Piece] = {}
    for piece in sorted(joined, key=lambda p: -p.probability):
        surest.setdefault(piece.category, piece)
    return sorted(surest.values(), key=lambda p: p.start)


def _problem(
    message: Normalised, start: int, end: int, category: Category, subtype: str | None
) -> Problem:
    first, last = message.original_span(start, end)
    return Problem(first, last, message.original[first:last], category, subtype)
