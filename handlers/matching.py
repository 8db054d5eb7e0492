"""The conditions that the table of routes is written with."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.case_number import looks_like_number, parse_number
from casework.cases import STATE_NAMES
from casework.categories import FLAG_RULES, SERVICE_CATEGORIES, Category, Kind, Urgency
from casework.changes import Decision, SetConversation
from casework.invitation_code import bare_code, find_code
from casework.provinces import PROVINCE_OF_ABBREVIATION
from casework.reading import Reading, sureness
from handlers import arrival, rights
from handlers.context import Context
from handlers.draft import TOLD, WHICH_CASE, from_json, without_a_case
from handlers.inbound import FILES, MESSAGES, Inbound, InboundKind
from handlers.leaving import BUTTONS, ended_meanwhile, lapsed, long_unsent, press_again
from handlers.plain import plain, says_something
from handlers.postback import decode
from handlers.recent_cases import (
    DAYS_OF_DANGER,
    is_courtesy,
    just_touched,
    latest_open,
    somewhere_else,
    touched_within,
)
from handlers.replies import answer
from handlers.reporting import LONGEST_PLACE, says_more
from handlers.results import answered
from handlers.safety import surely_status

Handler = Callable[[Inbound, Reading | None, Context], Decision]
Matches = Callable[[Inbound, Reading | None, Context], bool]
Right = Callable[[Context], bool]

# Steps at which more words belong to the draft that is under way.
TELLING = ("report.confirm", "report.category", "report.consent")
# Steps at which the words so far are read again together with the new ones.
READ_TOGETHER = (*TELLING, WHICH_CASE, "question.which", "case.which", "answer.which")
NAME_WANTED = ("register.name", "apply.name")
# Steps at which the chat waits for nothing: an offer may be taken, or not.
NOTHING_WAITED_FOR = ("", "report.offered")
# Steps at which only words are of use (a place may also come as a pin).
WORDS_WANTED = (
    "question.ask",
    "desk.close",
    "office.result",
    "office.reason",
    "invite.where",
    "register.name",
    "apply.name",
    "apply.place",
    "case.place",
)
LONGEST_STATUS = 60  # characters of asking how far one's case is, or of withdrawing it
LONGEST_CONSENT = 40  # characters: what is longer tells more
LONGEST_MISTYPED = 24  # characters: a longer text with a wrong number in it is a sentence

# Plain words of withdrawing, and before them those of somebody who is made to, or does not.
_WITHDRAWS, _NOT_BY_OWN_WILL = ("ถอนเรือง", "ยกเลิกเรือง"), ("ให", "ไม", "บ")


@dataclass(frozen=True)
class Route:
    """`quiet`: words of staff at work, or words taken back: no emergency numbers are told.
    `elsewhere`: words that have nothing to do with the step the chat stands at."""

    name: str
    matches: Matches
    decide: Handler
    quiet: bool = False
    elsewhere: bool = False


def of_kind(*kinds: InboundKind) -> Matches:
    """Any inbound of these kinds."""
    return lambda inbound, reading, context: inbound.kind in kinds


def in_group(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Whatever is said in a group or room."""
    return inbound.in_group


def without_consent(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Words, files and buttons of a person who has not agreed to anything being kept."""
    says = inbound.kind in (*MESSAGES, InboundKind.POSTBACK) or bool(inbound.message_id)
    return says and not context.person.may_report


def typed(*words: str) -> Matches:
    """Exactly one of these words, however spaced."""
    known = {plain(word) for word in words}
    return lambda inbound, reading, context: (
        inbound.kind == InboundKind.TEXT and plain(inbound.text) in known
    )


def typed_without_consent(*words: str) -> Matches:
    """One of these words, from a person who has not agreed to anything being kept."""
    said = typed(*words)
    return lambda inbound, reading, context: (
        not context.person.may_report and said(inbound, reading, context)
    )


def typed_at(step: str, *words: str) -> Matches:
    """One of these words while the chat stands at this step: the label of a button, say.

    LINE on a computer shows no quick replies, so what they say can be typed as well.
    """
    said = typed(*words)
    return lambda inbound, reading, context: (
        context.step == step and said(inbound, reading, context)
    )


def at(step: str, *kinds: InboundKind) -> Matches:
    """Words (or the given kinds) while the chat stands at this step."""
    wanted = kinds or (InboundKind.TEXT,)
    return lambda inbound, reading, context: context.step == step and inbound.kind in wanted


def long_after(*steps: str) -> Matches:
    """Words that come long after the chat came to one of these steps."""
    return lambda inbound, reading, context: (
        context.step in steps and inbound.kind == InboundKind.TEXT and lapsed(inbound, context)
    )


def meant(kind: Kind) -> Matches:
    """Words of this kind, by the reading."""
    return lambda inbound, reading, context: (
        inbound.kind == InboundKind.TEXT and reading is not None and reading.kind == kind
    )


def button(action: str) -> Matches:
    """A tapped button of ours."""
    return lambda inbound, reading, context: (
        inbound.kind == InboundKind.POSTBACK and decode(inbound.data).action == action
    )


def telling(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """More words while a draft is under way."""
    return inbound.kind == InboundKind.TEXT and context.step in TELLING


def status_of_unsent(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Asked how far it is, while what was told is not sent; nothing else is said."""
    if inbound.kind != InboundKind.TEXT or reading is None or context.step not in TOLD:
        return False
    return surely_status(reading, context.rules.sure_at)


def told_long_after(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Words long after a report that is told and not sent, or more of those that are held beside
    it. A place that was asked for is none of them."""
    draft = from_json(context.draft) if inbound.kind == InboundKind.TEXT else None
    if draft is None or not draft.parts or reading is None:
        return False
    if context.step == "report.which":
        return True
    if context.step == "report.place":
        named = reading.place is not None or bool(reading.place_candidates)
        if named and not says_more(inbound, reading):
            return False
    elif context.step not in TELLING:
        return False
    return draft.held is not None or long_unsent(inbound, context.step_since)


def typed_code(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """An invitation code while no other words are waited for; alone, whatever is waited for: among
    a case's words it would be read by others.

    Right or wrong it is one then: whoever guesses must not learn which it was.
    """
    if inbound.kind != InboundKind.TEXT:
        return False
    free = not context.step or context.step.startswith(("register.", "apply."))
    return (find_code if free else bare_code)(inbound.text) is not None


def typed_number(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """A case number alone, anywhere; or within a sentence while nothing is under way."""
    if inbound.kind != InboundKind.TEXT or not context.case_number_typed:
        return False
    return not context.step or parse_number(inbound.text) is not None


def typed_number_for_files(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """The number of one's own open case, while files, and words with them, wait for a case."""
    if without_a_case(context.step, context.draft) is None:
        return False
    mine = rights.reporter(context) and context.case is not None and context.case.is_open
    return mine and typed_number(inbound, reading, context)


def typed_number_for_answer(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """The number of one's own case alone, while it is asked which question words answer."""
    if context.step != "question.which" or not context.several_ask:
        return False
    asked = context.case is not None and context.case.question is not None
    return asked and rights.reporter(context) and typed_number(inbound, reading, context)


def mistyped_number(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Something like a case number and little else, with a digit wrong, and nothing under way."""
    if inbound.kind != InboundKind.TEXT or context.step or context.case_number_typed:
        return False
    if len(inbound.text) > LONGEST_MISTYPED:
        return False
    return looks_like_number(inbound.text) or _cut_short(inbound.text)


def _cut_short(text: str) -> bool:
    """The beginning of a case number and nothing else: มส-69-00042 without its last digit."""
    written = "".join(each for each in text if each not in " -")
    letters, digits = written[:2], written[2:]
    return letters in PROVINCE_OF_ABBREVIATION and digits.isdecimal() and 2 <= len(digits) <= 8


def unclear_consent(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """A few words where consent is asked for, that are no answer known and tell nothing more."""
    waits = context.step == "report.consent" and inbound.kind == InboundKind.TEXT
    if not waits or reading is None or len(inbound.text) > LONGEST_CONSENT:
        return False
    new = reading.of_new_words or reading
    named = new.place or new.place_candidates or new.places_denied
    counted = new.people_count or new.amounts or new.dates
    return not (named or counted or _surely_tells(inbound, new, context))


def was_asked(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Words of somebody who has an officer's question open and nothing else under way.

    A short “how far is it?” is none; what is longer tells something, however it is read.
    """
    if inbound.kind != InboundKind.TEXT or context.asked is None:
        return False
    if context.step not in NOTHING_WAITED_FOR:
        return False
    if reading is None:
        return False
    return reading.kind != Kind.STATUS or len(inbound.text) > LONGEST_STATUS


def perhaps_answers_while_telling(
    inbound: Inbound, reading: Reading | None, context: Context
) -> bool:
    """Words while a draft is under way, from somebody whom an officer asked about another case,
    unless it is known that they do not answer, or they name the place that is waited for."""
    draft, asked = from_json(context.draft), context.asked
    if inbound.kind != InboundKind.TEXT or context.step not in (*TELLING, "report.place"):
        return False
    if reading is None or draft is None or asked is None or asked.question is None:
        return False
    if context.step == "report.place" and (reading.place or reading.place_candidates):
        return False
    return draft.question_at != asked.question.asked_at


def for_report_too_soon(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """A button of a report under way (or its words), while it is asked whether other words belong
    to it. It may be cancelled."""
    if context.step != "question.which":
        return False
    draft = from_json(context.draft)
    if draft is None or draft.before is None:
        return False
    if inbound.kind == InboundKind.POSTBACK:
        action = decode(inbound.data).action
        return action.startswith("report.") and action not in ("report.cancel", "report.start")
    return typed("ส่งเรื่อง", "ส่งเลย", "ดูการ์ด")(inbound, reading, context)


def only_words_help(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """A photo or sticker while words are waited for."""
    kinds = (*FILES, InboundKind.STICKER, InboundKind.LOCATION)
    return inbound.kind in kinds and context.step in WORDS_WANTED


def typed_of_result(*words: str) -> Matches:
    """The label of a button under a result, from somebody with cases and nothing else under way but
    a report of their own."""
    said = typed(*words)
    return lambda inbound, reading, context: (
        (context.step == "answer.which" or _is_open_for_results(context))
        and bool(context.my_cases)
        and said(inbound, reading, context)
    )


def _is_open_for_results(context: Context) -> bool:
    """Whether nothing is waited for, or words of a report after a result was told. The same words
    answer an officer's question."""
    is_told = bool(answered(context.my_cases))
    tells = is_told and context.step in (*TELLING, "report.place", WHICH_CASE)
    return (tells or context.step in NOTHING_WAITED_FOR) and context.asked is None


def perhaps_of_result(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Words that nobody is sure of, from somebody whose confirmation of a result is waited for."""
    if inbound.kind != InboundKind.TEXT or context.step not in NOTHING_WAITED_FOR:
        return False
    if reading is None or not answered(context.my_cases) or _tells_of_danger(reading):
        return False
    return sureness(reading.category, reading.confidence) < context.rules.sure_at


def wants_withdrawal(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """ยกเลิก with nothing under way, or ถอนเรื่อง in a few words, while cases are open."""
    waits = context.step in NOTHING_WAITED_FOR and any(case.is_open for case in context.my_cases)
    if inbound.kind != InboundKind.TEXT or not waits:
        return False
    if plain(inbound.text) == plain("ยกเลิก"):
        return not context.step
    told = (plain(inbound.text).partition(words) for words in _WITHDRAWS)
    asks = any(words and not before.endswith(_NOT_BY_OWN_WILL) for before, words, _ in told)
    in_danger = reading is not None and _tells_of_danger(reading)
    return asks and len(inbound.text) <= LONGEST_STATUS and not in_danger


def still_withdrawing(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Words of withdrawing that are neither a plain yes nor a no, and tell of no danger."""
    at_it = context.step == "case.withdraw" and inbound.kind == InboundKind.TEXT
    return at_it and not (reading is not None and _tells_of_danger(reading))


def of_old_card(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """A button on the card of another report than the one under way."""
    draft = from_json(context.draft)
    if inbound.kind != InboundKind.POSTBACK or draft is None:
        return False
    first = decode(inbound.data).args.get("draft")
    return first is not None and all(part.message_id != first for part in draft.parts)


def cancels_what_was_sent(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """ยกเลิก on a card while no report is under way and cases are open: theirs is the card."""
    cancels = button("report.cancel")(inbound, reading, context)
    unsent = from_json(context.draft) is not None
    return cancels and not unsent and any(case.is_open for case in context.my_cases)


def no_words(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """A text without a word in it, while none are waited for."""
    empty = inbound.kind == InboundKind.TEXT and not inbound.text.strip()
    return empty and context.step not in WORDS_WANTED


def other_agencies_matter(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Words that are surely nothing for the four departments, and tell of no danger."""
    if inbound.kind != InboundKind.TEXT or reading is None:
        return False
    sure = reading.confidence >= context.rules.sure_at
    return reading.category == Category.OUT_OF_SCOPE and sure and not _flags_danger(reading)


def tells_instead_of_name(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """A report where a name is asked for: names are read as one too, but hardly ever surely."""
    return context.step in NAME_WANTED and _surely_tells(inbound, reading, context)


def tells_instead_of_place(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """A report without any place in it where the applicant's sub-district is asked for."""
    if context.step != "apply.place" or reading is None:
        return False
    named = reading.place is not None or reading.place_candidates
    if named and len(inbound.text) > LONGEST_PLACE:
        return _tells_of_danger(reading)
    return not named and _surely_tells(inbound, reading, context)


def danger_instead_of_place(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Words that tell of danger where the right place of a case is asked for."""
    at_place = context.step == "case.place" and inbound.kind == InboundKind.TEXT
    return at_place and reading is not None and _tells_of_danger(reading)


def danger_too_late(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Words that tell of danger for a case that was over before they were typed."""
    waits = context.step in ("case.add", "question.reply") and inbound.kind == InboundKind.TEXT
    over = context.case is None or not context.case.is_open
    return waits and over and reading is not None and _tells_of_danger(reading)


def danger_of_recent_case(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """An emergency, told within days of a case that is open still, without another place in it."""
    if inbound.kind != InboundKind.TEXT or context.step not in NOTHING_WAITED_FOR:
        return False
    if reading is None or reading.urgency < Urgency.EMERGENCY:
        return False
    case = latest_open(context)
    if case is None or not touched_within(DAYS_OF_DANGER, case, inbound):
        return False
    elsewhere = somewhere_else(reading, case) or other_agencies_matter(inbound, reading, context)
    return not elsewhere


def perhaps_of_case_just_touched(
    inbound: Inbound, reading: Reading | None, context: Context
) -> bool:
    """Words soon after a case was sent or touched, with nothing under way, that are neither surely
    of a matter, nor a courtesy, nor ask how far it is, or about the law."""
    if inbound.kind != InboundKind.TEXT or context.step or reading is None:
        return False
    if reading.kind in (Kind.STATUS, Kind.VOLUNTEER_ADMIN) or not just_touched(inbound, context):
        return False
    sure_at = context.rules.sure_at
    if reading.kind == Kind.CHITCHAT:
        return not is_courtesy(inbound.text, reading, sure_at)
    if reading.kind == Kind.QUESTION and reading.category in SERVICE_CATEGORIES:
        return False
    return sureness(reading.category, reading.confidence) < sure_at


def _surely_tells(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """Words that tell of danger, or surely of a matter for the four departments."""
    if inbound.kind != InboundKind.TEXT or reading is None:
        return False
    sure = reading.confidence >= context.rules.sure_at
    return (reading.category in SERVICE_CATEGORIES and sure) or _tells_of_danger(reading)


def _tells_of_danger(reading: Reading) -> bool:
    return reading.urgency == Urgency.EMERGENCY or _flags_danger(reading)


def _flags_danger(reading: Reading) -> bool:
    return any(FLAG_RULES[flag].urgency > Urgency.NORMAL for flag in reading.flags)


def anything(inbound: Inbound, reading: Reading | None, context: Context) -> bool:
    """The end of the table."""
    return True


def guarded(name: str, right: Right, decide: Handler) -> Route:
    """A button that only those with the right may press."""

    def decide_if_allowed(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        if not right(context):
            return arrival.no_right(inbound, reading, context)
        return decide(inbound, reading, context)

    return Route(name, button(name), decide_if_allowed)


def at_work(step: str, right: Right, decide: Handler) -> Route:
    """Words of staff while the chat waits for them; right and case are looked at again."""

    def decide_if_allowed(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
        if not right(context) or not about_its_case(context):
            return answer("stale_button", changes=(SetConversation(""),))
        if step in BUTTONS and context.case and not context.case.is_open:
            return ended_meanwhile(context.case, STATE_NAMES[context.case.state])
        if step in BUTTONS and lapsed(inbound, context):
            return press_again(context)
        if step in BUTTONS and not says_something(inbound.text):
            return arrival.words_please(inbound, reading, context)
        return decide(inbound, reading, context)

    return Route(f"words at {step}", at(step), decide_if_allowed, quiet=True)


def about_its_case(context: Context) -> bool:
    """Whether the case of the context is the one the chat was waiting for words about."""
    wanted = context.draft.get("case")
    return wanted is None or (context.case is not None and str(context.case.id) == wanted)
