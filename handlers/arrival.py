"""Coming and going: greeting, privacy notice, consent, help, leaving."""

from dataclasses import replace

from casework.changes import Change, Decision, DropDrafts, SavePerson
from casework.invitation_code import find_code
from casework.messages import Button, Card, Here, Message, Text
from casework.people import Role
from casework.reading import Reading
from handlers.context import Context
from handlers.inbound import Inbound, InboundKind
from handlers.postback import decode, encode
from handlers.registration import guessed_too_often, use_code, with_wrong_code
from handlers.replies import SILENCE, STOP, answer, step
from handlers.words import say


def welcome(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A follow: who we are, that it is automatic, what is stored and why; the consent button."""
    back = SavePerson(replace(context.person, blocked=False))
    if context.person.may_report:
        return answer("welcome_back", quick=menu(context), changes=(back,))
    messages = (
        Message(Here(), Text(say("welcome")), about="welcome"),
        Message(Here(), privacy_notice(context), about="privacy"),
    )
    return Decision((back,), messages)


def unfollowed(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Blocked: nothing is sent any more until they come back."""
    return Decision(changes=(SavePerson(replace(context.person, blocked=True)),))


def unconsented(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Anyone who has not agreed: general help and the notice; nothing they wrote is kept."""
    invitation = context.invitation
    typed = inbound.kind == InboundKind.TEXT and find_code(inbound.text) is not None
    if (invitation or typed) and guessed_too_often(context):
        return _with_notice("register.code_wait", context)
    if invitation and invitation.usable_at(context.now):
        return _with_notice("register.consent_first", context, code=invitation.code)
    if invitation or typed:
        guessed = Decision(changes=(SavePerson(with_wrong_code(context)),))
        return guessed + _with_notice("register.code_unknown", context)
    return answer("general_help", quick=READ_AND_AGREE)


def show_notice(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The privacy notice with its buttons, asked for."""
    notice = Message(Here(), privacy_notice(context), about="privacy")
    return Decision(messages=(notice,))


def give_consent(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The consent button; an invitation code that was typed before it is used at once."""
    person = replace(context.person, consented_at=context.person.consented_at or context.now)
    if not person.roles:
        person = replace(person, roles=frozenset({Role.CITIZEN}))
    agreed = Decision(changes=(SavePerson(person),))
    if context.invitation or "code" in decode(inbound.data).args:
        # A button of ours holds a code that was typed; one with another code was never ours.
        return agreed + use_code(inbound, reading, replace(context, person=person))
    return agreed + answer("privacy.thanks", quick=menu(replace(context, person=person)))


def decline(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Not now."""
    return answer("privacy.declined", quick=READ_AND_AGREE)


def withdraw_consent(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ถอนความยินยอม: no new reports from them; cases on their way go on."""
    changes: tuple[Change, ...] = (
        SavePerson(replace(context.person, consented_at=None)),
        DropDrafts(),
        step(),
    )
    return answer("privacy.withdrawn", changes=changes)


def help_text(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """วิธีใช้."""
    key = "help.staff" if _is_staff(context) else "help"
    return answer(key, quick=menu(context))


def show_menu(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เมนู, a sticker, or anything else without words."""
    key = "menu.staff" if _is_staff(context) else "menu"
    return answer(key, quick=menu(context))


def group_hello(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Reports are private: a group is told so once, when we join it."""
    return answer("group.hello")


def silence(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Kept, and nothing said."""
    return SILENCE


def unknown(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A message of a form we cannot read is answered; an event that is no message is not."""
    return answer("not_readable") if inbound.message_id else SILENCE


def words_please(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A photo, a sticker or a mere dot while words are waited for; they still are."""
    return answer("desk.text_needed", quick=STOP)


def stale_button(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A button of an older card, or one we never made."""
    return answer("stale_button")


def no_right(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A button that was passed on to somebody it is not for."""
    return answer("no_right")


def menu(context: Context) -> tuple[Button, ...]:
    """What this person may do, as quick replies."""
    person = context.person
    buttons = [
        Button(say("menu.report"), encode("report.start")),
        Button(say("menu.my_cases"), encode("cases.mine")),
    ]
    if _is_staff(context):
        buttons.insert(0, Button(say("desk.waiting_button"), encode("desk.waiting")))
    if person.has(Role.MENTOR):
        buttons.append(Button(say("desk.invite"), encode("invite")))
    if not person.roles - {Role.CITIZEN}:
        buttons.append(Button(say("menu.apply"), encode("register.apply")))
    buttons.append(Button(say("menu.help"), encode("help")))
    return tuple(buttons)


def privacy_notice(context: Context, **args: str) -> Card:
    """What is stored, who sees it, how long, and the consent button."""
    url = context.rules.privacy_notice_url
    return Card(
        title=say("privacy.title"),
        paragraphs=(
            say("privacy.what"),
            say("privacy.who"),
            say("privacy.how_long", months=context.rules.keep_months),
            say("privacy.withdraw"),
        ),
        buttons=(
            Button(say("privacy.agree"), encode("consent.give", **args), primary=True),
            Button(say("privacy.decline"), encode("consent.decline")),
            *((Button(say("privacy.read_more"), uri=url),) if url else ()),
        ),
    )


# Under every answer to somebody who has not agreed yet: the notice is one tap away, not a wall.
READ_AND_AGREE = (Button(say("privacy.show"), encode("consent.show")),)


def _is_staff(context: Context) -> bool:
    return context.person.has(Role.MENTOR) or context.person.has(Role.OFFICER)


def _with_notice(key: str, context: Context, **args: str) -> Decision:
    notice = Message(Here(), privacy_notice(context, **args), about="privacy")
    return answer(key) + Decision(messages=(notice,))
