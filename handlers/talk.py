"""Words that are no report: questions, other agencies' matters, thanks, matters of volunteers."""

from dataclasses import replace
from datetime import timedelta

from casework.agencies import THAI_NAMES
from casework.categories import AGENCY_OF_CATEGORY, SERVICE_CATEGORIES, Category
from casework.changes import Decision, SetConversation
from casework.messages import Button, Card
from casework.people import Role
from casework.reading import Reading
from handlers.arrival import menu, show_menu
from handlers.context import Context
from handlers.draft import TOLD, Draft, chosen, followed, from_json, to_json, understood
from handlers.emergencies import alert_before_submitting
from handlers.inbound import Inbound
from handlers.later_words import ask_which
from handlers.postback import encode
from handlers.recent_cases import latest_open
from handlers.replies import answer, show
from handlers.reporting import present, show_card
from handlers.words import say

GOES_ON = timedelta(hours=1)  # what is written later is of something else

# The ministry's one number and the key for each department.
HOTLINES = {
    Category.EMPLOYMENT: "1506 กด 2 หรือ 1694",
    Category.SKILLS: "1506 กด 4",
    Category.PROTECTION: "1506 กด 3 หรือ 1546",
    Category.SOCIAL_SECURITY: "1506 กด 1",
}

# Who looks after what is not ours, by out-of-scope sub-type: name and number.
OTHERS = {
    "O01": ("ศูนย์ดำรงธรรม", "1567"),
    "O02": ("ศูนย์ช่วยเหลือสังคม พม.", "1300"),
    "O03": ("สปสช. (บัตรทอง)", "1330"),
    "O04": ("ตำรวจ หรือสภาทนายความ", "191 หรือ 1167"),
    "O05": ("ป.ป.ส.", "1386"),
    "O06": ("ศูนย์ดำรงธรรม", "1567"),
    "O07": ("ศูนย์บริการข้อมูลภาครัฐ", "1111"),
    "O08": ("สำนักงานอัยการ (สคช.)", "1157"),
    "O09": ("ศูนย์บริการข้อมูลภาครัฐ", "1111"),
    "O10": ("กระทรวงแรงงาน", "1506 กด 5"),
    "O99": ("ศูนย์บริการข้อมูลภาครัฐ", "1111"),
}


def question(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A question without a case: whom to call, and the way to have an officer answer."""
    if reading is None:
        return answer("not_readable")
    if reading.category not in SERVICE_CATEGORIES or reading.confidence < context.rules.sure_at:
        words = say("question.unsure")
    else:
        name = THAI_NAMES[AGENCY_OF_CATEGORY[reading.category]]
        words = say("question.answer", agency=name, phone=HOTLINES[reading.category])
    return _offer(inbound, reading, context, words, "question.answer", "question.send")


def not_ours(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Another agency's matter: whom to call. A person may still look at it."""
    if reading is None:
        return answer("not_readable")
    who, phone = OTHERS.get(reading.subtype or "O99", OTHERS["O99"])
    words = say("not_ours", who=who, phone=phone)
    return _offer(inbound, reading, context, words, "not_ours", "not_ours.send")


def volunteer_admin(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Matters of being a volunteer: only the mentor can answer."""
    if reading is None:
        return answer("not_readable")
    words = say("volunteer_admin")
    return _offer(inbound, reading, context, words, "volunteer_admin", "volunteer_admin.send")


def send_anyway(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The offered button: an officer looks at it, as a case for the desk."""
    draft = from_json(context.draft)
    if draft is None:
        return answer("report.nothing")
    if draft.category not in SERVICE_CATEGORIES:
        draft = chosen(draft, Category.UNCLEAR, "desk")
    return present(draft, context)


def is_work(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เป็นเรื่องงาน: the reader was wrong that it is not ours; the reporter says which of the four."""
    draft = from_json(context.draft)
    if draft is None:
        return answer("report.nothing")
    return present(replace(draft, confidence=0.0, category=Category.UNCLEAR), context)


def chitchat(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Greetings and thanks."""
    if context.person.has(Role.MENTOR) or context.person.has(Role.OFFICER):
        return show_menu(inbound, reading, context)
    return answer("chitchat", quick=menu(context))


def sticker(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The card again while a report is under way, else the menu."""
    if context.step in TOLD:
        return show_card(inbound, reading, context)
    return show_menu(inbound, reading, context)


def free_text(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Everything else that is written is a report."""
    if reading is None:
        return answer("not_readable")
    return present(_told(inbound, reading, context), context)


def perhaps_of_case(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Words that may be about the case touched last: asked. Of danger its desk hears at once."""
    if reading is None:
        return answer("not_readable")
    context = replace(context, case=latest_open(context))
    draft = _told(inbound, reading, context)
    draft, alert = alert_before_submitting(draft, context, context.case)
    return alert + ask_which(draft, context)


def _told(inbound: Inbound, reading: Reading, context: Context) -> Draft:
    """The words, with those of a question that was answered a moment ago."""
    asked = from_json(context.draft) if context.step == "report.offered" else None
    if asked is None or asked.offered_at is None or inbound.at - asked.offered_at >= GOES_ON:
        return understood(Draft(), inbound.parts, reading, context.person)
    return followed(asked, inbound.parts, reading, context.person, context.rules.sure_at)


def _offer(
    inbound: Inbound, reading: Reading, context: Context, words: str, about: str, send: str
) -> Decision:
    draft = replace(_told(inbound, reading, context), offered_at=inbound.at)
    buttons = [Button(say(send), encode("report.send_anyway"), primary=True)]
    if about == "not_ours":
        buttons.append(Button(say("not_ours.really_work"), encode("report.is_work")))
    card = Card(
        title=words.split("\n", maxsplit=1)[0],
        paragraphs=(*words.split("\n")[1:], say("question.footer")),
        buttons=tuple(buttons),
        tone="quiet",
    )
    offered = (SetConversation("report.offered", to_json(draft)),)
    return show(card, about, changes=offered, quotes_case=True)
