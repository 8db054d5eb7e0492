"""Telling a problem: bubbles become a draft, the draft becomes a card, buttons mend it."""

from dataclasses import replace

from casework.agencies import SCREENING_DESK, SHORT_OFFICE_NAMES
from casework.cases import Part
from casework.categories import CATEGORY_NAMES, SERVICE_CATEGORIES, Category, Urgency
from casework.changes import AddAttachment, Decision, DropDrafts, SetConversation
from casework.messages import Ask, Button
from casework.places import Place, PlaceSource
from casework.reading import Reading
from handlers.cards_for_reporters import draft_card
from handlers.context import Context
from handlers.draft import (
    MOST_PARTS,
    Draft,
    chosen,
    followed,
    from_json,
    not_at,
    noticed,
    to_json,
    understood,
)
from handlers.emergencies import alert_before_submitting, tell_operators
from handlers.inbound import Inbound, InboundKind
from handlers.plain import plain
from handlers.postback import decode, encode
from handlers.proposal import desk_office, route_of
from handlers.referring import destinations
from handlers.replies import Quick, answer, show, step
from handlers.typed_answers import WRONG
from handlers.words import say

MOST_CHOICES = 10  # quick replies offered for a place
LONGEST_PLACE = 40  # characters: what is longer says more than a place
PLACE_UNKNOWN = (
    say("report.place_let_officer"),
    *("ไม่รู้", "ไม่ทราบ", "ไม่รู้ที่ไหน", "ไม่รู้ว่าที่ไหน", "บอกไม่ได้", "ไม่อยากบอก"),
    *("ให้เจ้าหน้าที่ช่วย", "ให้เจ้าหน้าที่ช่วยที", say("report.let_officer")),
)

CATEGORY_LABELS = {
    **{CATEGORY_NAMES[each]: each for each in SERVICE_CATEGORIES},
    say("report.let_officer"): Category.UNCLEAR,
}


def tell(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Words of a report, the first ones or more of them."""
    if reading is None:
        return answer("not_readable")
    draft = from_json(context.draft) or Draft()
    if _begins_with(WRONG, inbound.text):
        draft = replace(draft, doubted=True)
    draft = understood(draft, inbound.parts, reading, context.person)
    return present(draft, context)


def present(draft: Draft, context: Context) -> Decision:
    """What is missing is asked for, one thing at a time; a whole draft is shown as a card. The
    reporter hears that what is held beside it comes next."""
    first = answer("report.send_first") if draft.held else Decision()
    return first + _present(draft, context)


def present_held(draft: Draft, context: Context) -> Decision:
    """What was held beside a draft, once that one was sent or cancelled; nothing if nothing was."""
    if draft.held is None:
        return Decision()
    return answer("report.next") + present(draft.held, replace(context, step=""))


def _present(draft: Draft, context: Context) -> Decision:
    draft, alert = alert_before_submitting(replace(draft, doubted=False), context)
    if not draft.parts:
        return alert + answer("report.photo_first", changes=(_at("report.confirm", draft),))
    # Without a province no desk hears of a danger, while what it is about the desk can tell.
    where_first = draft.place is None and draft.urgency == Urgency.EMERGENCY
    if not where_first and not draft.settled(context.rules.sure_at):
        return alert + _ask_category(draft, "report.which_category", draft.candidates[:3])
    if draft.place is None:
        return alert + _ask_place(draft, _where(draft), context)
    card = draft_card(draft, destination(draft, draft.place, context))
    return alert + show(
        card, "report.card", changes=(_at("report.confirm", draft),), quotes_case=True
    )


def destination(draft: Draft, place: Place, context: Context) -> str:
    """Where the draft would go, in words: the desk, the departments, or both."""
    route = route_of(draft, context.rules)
    desk = desk_office(context.offices, place.province_code)
    desk_name = desk.name if desk else SHORT_OFFICE_NAMES[SCREENING_DESK]
    going = destinations(route.agencies, place.province_code, context.offices)
    # The desk's full name says the province; the departments are of the same one.
    names = ", ".join(
        SHORT_OFFICE_NAMES[each.agency] if each.office else each.name
        for each in going
        if each.office != desk or desk is None
    )
    if route.is_direct:
        return say("report.to_departments", offices=names, desk=desk_name)
    return (
        say("report.to_desk", desk=desk_name, offices=names)
        if names
        else say("report.to_desk_only", desk=desk_name)
    )


def left_to_desk(draft: Draft) -> Draft:
    """The draft with what it is about left to the desk."""
    return replace(chosen(draft, Category.UNCLEAR, "desk"), confidence=0.0)


def choose_category(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A tapped category, or ให้เจ้าหน้าที่ช่วยดู."""
    draft = from_json(context.draft)
    if draft is None:
        return answer("report.nothing")
    wanted = decode(inbound.data).args.get("category", "")
    if wanted not in CATEGORY_LABELS.values():
        return answer("stale_button")
    return _chosen(draft, Category(wanted), context)


def choose_typed_category(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The label of one of those buttons, typed."""
    draft = from_json(context.draft)
    wanted = {plain(label): each for label, each in CATEGORY_LABELS.items()}
    if draft is None:
        return answer("report.nothing")
    return _chosen(draft, wanted[plain(inbound.text)], context)


def change_what(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The card is not right: what of it?"""
    draft = from_json(context.draft)
    if draft is None or not draft.parts:
        return show_card(inbound, reading, context)
    quick = (
        Button(say("report.change_category"), encode("report.change_category")),
        Button(say("report.change_place"), encode("report.change_place")),
    )
    doubted = _at(context.step, replace(draft, doubted=True))
    return answer("report.change_what", quick=quick, changes=(doubted,))


def change_category(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """แก้หมวด: all four, and the desk."""
    draft = from_json(context.draft)
    if draft is None:
        return answer("report.nothing")
    return _ask_category(draft, "report.choose_category", SERVICE_CATEGORIES)


def change_place(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """แก้พื้นที่: typed, or by pin."""
    draft = from_json(context.draft)
    if draft is None:
        return answer("report.nothing")
    return _ask_place(draft, "report.ask_place", context)


def tell_place(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A typed place while one is waited for. Words that are no place are more of the report."""
    draft = from_json(context.draft)
    if draft is None or reading is None:
        return tell(inbound, reading, context)
    if (reading.place or reading.place_candidates) and says_more(inbound, reading):
        draft = with_words(draft, inbound.parts, reading, context)
    if reading.place:
        return present(_placed(draft, _meant(reading.place, draft.place_candidates)), context)
    if reading.place_candidates:
        draft = replace(
            draft, place_candidates=reading.place_candidates, place_name=reading.place_name
        )
        return _ask_place(draft, _where(draft), context)
    if reading.places_denied:
        return present(not_at(draft, reading.places_denied), context)
    return _place_not_found(with_words(draft, inbound.parts, reading, context), context)


def place_unknown(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ไม่รู้ ให้เจ้าหน้าที่ช่วยดู: without a province no desk is the right one, so the operators hear."""
    draft = from_json(context.draft)
    if draft is None or not draft.parts:
        return answer("report.nothing")
    if draft.place:
        return present(draft, context)
    draft, told = tell_operators(draft, context)
    in_danger = draft.urgency == Urgency.EMERGENCY
    key = "report.place_unknown.danger" if in_danger else "report.place_unknown"
    quick = (Ask(say("report.location"), "location"), _back_or_cancel(has_card=False))
    return told + answer(key, quick=quick, changes=(_at("report.place", draft),))


def choose_place(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """One of several places of the same name, tapped."""
    draft = from_json(context.draft)
    if draft is None:
        return answer("report.nothing")
    index = decode(inbound.data).args.get("index", "")
    if not index.isdecimal() or int(index) >= len(draft.place_candidates):
        return answer("stale_button")
    return present(_placed(draft, draft.place_candidates[int(index)]), context)


def pin(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A location that was sent while telling: the draft's place, when its address can be read."""
    draft, kept = with_file(from_json(context.draft) or Draft(), inbound)
    if draft.parts and draft.place is None:
        return kept + _place_not_found(draft, context)
    return kept + present(draft, context)


def photo(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A photo, voice, video or file that was sent while telling."""
    draft = from_json(context.draft) or Draft()
    most = context.rules.most_files
    if len(draft.attachments) >= most:
        return answer("report.files_full", most=most, quick=SEND_OR_SHOW if draft.parts else ())
    draft, kept = with_file(draft, inbound)
    if not draft.parts:
        key = "report.audio_first" if inbound.kind == InboundKind.AUDIO else "report.photo_first"
        return kept + answer(key, changes=(_at("report.confirm", draft),))
    if draft.place is None or not draft.settled(context.rules.sure_at):
        return kept + present(draft, context)
    # Ten photos in a row are not answered with ten cards.
    count, changes = len(draft.attachments), (_at("report.confirm", draft),)
    return kept + answer("report.photo_added", count=count, quick=SEND_OR_SHOW, changes=changes)


def with_file(draft: Draft, inbound: Inbound) -> tuple[Draft, Decision]:
    """The draft with one photo, voice, video, file or pin more, which is kept. Where a pin's
    address can be read, it is the draft's place."""
    attachment = AddAttachment(
        inbound.message_id, inbound.kind, file_name=inbound.file_name, place=inbound.place
    )
    draft = replace(draft, attachments=(*draft.attachments, inbound.message_id))
    if inbound.place:
        place = replace(inbound.place, source=PlaceSource.PIN)
        draft = replace(draft, place=place, place_candidates=())
    return draft, Decision(changes=(attachment,))


def add_photo(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """เพิ่มรูป/ตำแหน่ง: the phone's own pickers."""
    if from_json(context.draft) is None:
        return answer("report.nothing")
    return answer("report.photo_how", quick=PICKERS)


def show_card(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """The card once more."""
    draft = from_json(context.draft)
    return present(draft, context) if draft else answer("report.nothing")


def cancel(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """ยกเลิก: nothing of the draft is kept, or of whatever else the chat was waiting for."""
    draft = from_json(context.draft)
    if draft is None or draft.held is None:
        key = "report.cancelled" if draft else "desk.stopped"
        return answer(key, changes=(DropDrafts(), step()))
    if context.step == "report.which":  # which of the two is not said
        return present(draft, context)
    dropped = (DropDrafts(kept_back=draft.held.attachments),)
    return answer("report.cancelled_first", changes=dropped) + present_held(draft, context)


def old_card(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """A button on the card of a report before the one under way: neither is touched."""
    return answer("report.old_card")


def start(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """แจ้งเรื่อง, from the menu."""
    return answer("report.start")


PICKERS = (
    Ask(say("report.camera"), "camera"),
    Ask(say("report.photos_button"), "photos"),
    Ask(say("report.location"), "location"),
    Button(say("report.show_card"), encode("report.show")),
)
SHOW_OR_CANCEL: Quick = (
    Button(say("report.show_card"), encode("report.show")),
    Button(say("report.cancel"), encode("report.cancel")),
)
SEND_OR_SHOW: Quick = (
    Button(say("report.submit"), encode("report.submit")),
    Button(say("report.show_card"), encode("report.show")),
)


def _at(name: str, draft: Draft) -> SetConversation:
    return SetConversation(name, to_json(draft))


def _placed(draft: Draft, place: Place) -> Draft:
    return replace(draft, place=replace(place, source=PlaceSource.CHOSEN), place_candidates=())


def _begins_with(words: tuple[str, ...], text: str) -> bool:
    """Whether the first word, polite endings left out, is one of these: ผิดค่ะ อยู่ขุนยวม."""
    first, *_ = text.split() or [""]
    return plain(first) in {plain(each) for each in words}


def says_more(inbound: Inbound, reading: Reading) -> bool:
    """Whether words with a place in them tell more than the place: of a danger, say."""
    longer = len(inbound.text) > LONGEST_PLACE
    return longer or bool(reading.flags) or reading.urgency > Urgency.NORMAL


def with_words(draft: Draft, parts: tuple[Part, ...], reading: Reading, context: Context) -> Draft:
    """Words that say more than a place are part of the report, and so are their dangers. While it
    is not settled what the report is about, they may tell."""
    person, sure_at = context.person, context.rules.sure_at
    if not draft.settled(sure_at):
        told = followed(draft, parts, reading, person, sure_at)
        return replace(told, place=draft.place, place_candidates=draft.place_candidates)
    longer = replace(draft, parts=(*draft.parts, *parts)[:MOST_PARTS])
    return noticed(longer, reading, person)


def _chosen(draft: Draft, category: Category, context: Context) -> Decision:
    if category == Category.UNCLEAR:
        return present(left_to_desk(draft), context)
    return present(chosen(draft, category, "reporter"), context)


def _ask_category(draft: Draft, key: str, offered: tuple[Category, ...]) -> Decision:
    choices = offered or SERVICE_CATEGORIES
    quick: Quick = (
        *(
            Button(CATEGORY_NAMES[each], encode("report.category", category=each.value))
            for each in choices
        ),
        Button(say("report.let_officer"), encode("report.category", category="unclear")),
        _back_or_cancel(key == "report.choose_category"),
    )
    return answer(key, quick=quick, changes=(_at("report.category", draft),))


def _place_not_found(draft: Draft, context: Context) -> Decision:
    in_danger = draft.urgency == Urgency.EMERGENCY
    key = "report.place_not_found.danger" if in_danger else "report.place_not_found"
    return _ask_place(draft, key, context)


def _where(draft: Draft) -> str:
    """The question for a place: one name may be several places', or several be spoken of."""
    if not draft.place_candidates:
        return "report.ask_place"
    return "report.which_place" if draft.place_name else "report.which_of_places"


def _ask_place(draft: Draft, key: str, context: Context) -> Decision:
    """Who was asked before and could not say need not be asked for ever."""
    draft, alert = alert_before_submitting(draft, context)
    again = context.step == "report.place" and draft.place is None
    help_me = Button(say("report.place_let_officer"), encode("report.place_unknown"))
    quick: Quick = (
        *(
            Button(_apart(place, draft.place_candidates), encode("report.place", index=index))
            for index, place in enumerate(draft.place_candidates[:MOST_CHOICES])
        ),
        Ask(say("report.location"), "location"),
        *((help_me,) if again else ()),
        _back_or_cancel(draft.place is not None),
    )
    return alert + answer(key, quick=quick, changes=(_at("report.place", draft),))


def _back_or_cancel(has_card: bool) -> Button:
    """From a correction the way back is the card; a report without one can only be given up."""
    if has_card:
        return Button(say("report.show_card"), encode("report.show"))
    return Button(say("report.cancel"), encode("report.cancel"))


def _apart(place: Place, others: tuple[Place, ...]) -> str:
    """What tells the place from the others, short enough for a quick reply."""
    if len({each.province_code for each in others}) == len(others) or not place.district:
        return place.province
    if len({each.district_code for each in others}) == len(others) or not place.subdistrict:
        return f"{place.district} {place.province}"
    return f"{place.subdistrict} {place.district}"


def _meant(typed: Place, offered: tuple[Place, ...]) -> Place:
    """The one offered place that the typed one points to, say by its province; or the typed one."""
    code = typed.subdistrict_code or typed.district_code or typed.province_code
    pointed = [
        each
        for each in offered
        if (each.subdistrict_code or each.district_code or each.province_code).startswith(code)
    ]
    return pointed[0] if len(pointed) == 1 else typed
