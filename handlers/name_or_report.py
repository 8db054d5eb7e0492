"""A report where a name was asked for. It comes first, and no invitation code is used up by it."""

from dataclasses import replace

from casework.changes import Decision, DropDrafts
from casework.messages import Button, Card
from casework.names import name_of
from casework.reading import Reading
from handlers.context import Context
from handlers.draft import from_json
from handlers.inbound import Inbound
from handlers.postback import decode, encode
from handlers.registration import applied_as, register, why_not_apply
from handlers.replies import answer, show
from handlers.reporting import tell
from handlers.words import say


def tell_report(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The report. One name in a hundred reads like one, so a button says that it is a name."""
    code = {"code": str(context.draft["code"])} if "code" in context.draft else {}
    button = encode("register.is_name", message=inbound.parts[-1].message_id, **code)
    first = Card(
        title=say("register.report_first"),
        paragraphs=(say("register.report_first_how"),),
        buttons=(Button(say("register.is_name"), button),),
        tone="quiet",
    )
    told = tell(inbound, reading, replace(context, draft={}))
    return show(first, "register.report_first") + told


def is_name(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เป็นชื่อของฉัน: the words that were taken for a report are the name."""
    draft, args = from_json(context.draft), decode(inbound.data).args
    if draft is None or draft.held or draft.attachments or not draft.parts:
        return answer("stale_button")
    if draft.parts[-1].message_id != args.get("message"):  # more was told since
        return answer("stale_button")
    name = name_of(draft.text)
    if not name:
        return answer("register.bad_name")
    dropped = Decision(changes=(DropDrafts(),))
    if "code" in args:
        return dropped + register(name, context, moves=True)
    refusal = why_not_apply(context.person)
    return answer(refusal) if refusal else dropped + applied_as(name, context)
