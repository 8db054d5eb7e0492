"""Random walks: whatever people do in whatever order, no step is illegal, and from every state but
withdrawn the case can still be brought to its end."""

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.agencies import Agency
from casework.cases import REFERRAL_TRANSITIONS, TRANSITIONS, Case, CaseState
from casework.changes import Decision, SaveCase
from casework.people import Person
from handlers import decide, decide_timer
from handlers.inbound import Inbound
from tests.builders import case, context, mentor, officer, postback, reading, text, volunteer

AGENCIES = (Agency.DLPW, Agency.SSO)
STEPS = st.tuples(
    st.sampled_from(
        [
            "take",
            "refer",
            "agency",
            "close",
            "ask",
            "accept",
            "result",
            "reason",
            "answer",
            "add",
            "confirm",
            "rate",
            "reopen",
            "silence",
            "overdue",
            "withdraw",
            "category",
        ]
    ),
    st.sampled_from(AGENCIES),
)


def move(about: Case, step: str, agency: Agency, event: str) -> Case:
    """One step by whoever may take it, kept as the worker would keep it."""
    theirs = [each for each in about.referrals if each.agency == agency]
    named = str(theirs[-1].id) if theirs else ""
    kept = {"case": str(about.id), "referral": named}

    def does(who: Person, heard: Inbound, at: str = "") -> Decision:
        asked = about if about.question and who == volunteer() else None
        ctx = context(who, case=about, asked=asked, step=at, draft=kept if at else {})
        return decide(heard, reading(), ctx)

    def tap(action: str, **args: object) -> Inbound:
        return postback(action, event, case=about.id, **args)

    desk, dept, own = mentor(), officer(agency), volunteer()
    words = text("คำพูด", event)
    decision = {
        "take": lambda: does(desk, tap("desk.take")),
        "refer": lambda: does(desk, tap("desk.refer")),
        "agency": lambda: does(desk, tap("desk.agency", agency=agency.value)),
        "close": lambda: does(desk, words, "desk.close"),
        "ask": lambda: does(desk, words, "question.ask"),
        "accept": lambda: does(dept, tap("office.accept", referral=named)),
        "result": lambda: does(dept, words, "office.result"),
        "reason": lambda: does(dept, words, "office.reason"),
        "answer": lambda: does(own, words, "question.reply"),
        "add": lambda: does(own, words, "case.add"),
        "confirm": lambda: does(own, tap("answer.confirm")),
        "rate": lambda: does(own, tap("answer.rate", rating=3)),
        "reopen": lambda: does(own, tap("answer.reopen")),
        "category": lambda: does(own, tap("case.category", category="skills")),
        "withdraw": lambda: does(own, tap("case.withdraw_yes")),
        "silence": lambda: decide_timer("close_silent", {}, context(case=about)),
        "overdue": lambda: decide_timer("overdue.screen", {"level": 1}, context(case=about)),
    }[step]()
    saved = [each.case for each in decision.changes if isinstance(each, SaveCase)]
    assert len(saved) <= 1
    return saved[0] if saved else about


def legal(before: Case, after: Case) -> None:
    if before.state != after.state:
        allowed = TRANSITIONS[before.state]
        # A part that comes back when the others are done passes through "answered" to the desk.
        through = {s for each in allowed for s in TRANSITIONS[each]} if before.is_open else set()
        assert after.state in allowed | through
    for earlier in before.referrals:
        later = after.referral(earlier.id)
        assert later is not None
        assert later.state == earlier.state or later.state in REFERRAL_TRANSITIONS[earlier.state]


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=14))
def test_no_illegal_step_and_no_dead_end(steps: list[tuple[str, Agency]]) -> None:
    about = case()
    for number, (step, agency) in enumerate(steps):
        before = about
        about = move(about, step, agency, f"e{number}")
        legal(before, about)
        if before.state == CaseState.WITHDRAWN:
            assert about == before
    if about.state == CaseState.WITHDRAWN:
        return
    if about.is_open:
        about = move(about, "close", Agency.DLPW, "end1")
        assert about.state == CaseState.ANSWERED
    if about.state == CaseState.ANSWERED:
        about = move(about, "confirm", Agency.DLPW, "end2")
    assert about.state == CaseState.CLOSED
    assert not any(each.is_open for each in about.referrals)


@settings(max_examples=30, deadline=None)
@given(st.lists(STEPS, max_size=10))
def test_the_same_walk_ends_the_same(steps: list[tuple[str, Agency]]) -> None:
    ends = []
    for _ in range(2):
        about = case()
        for number, (step, agency) in enumerate(steps):
            about = move(about, step, agency, f"e{number}")
        ends.append(about)
    assert ends[0] == ends[1]
