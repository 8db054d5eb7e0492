"""Messages leave in order, under a lease, free before paid; and each ends in one known way."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from storage import Engine, Session, outbox, transaction
from storage.outbox import Hand, Lane, Taken
from tests.storage.builders import LEASE, NOW, a_letter, a_mail, a_saved_case, complete, seconds

FRESH: dict[str, Any] = {"reply_token": "token", "reply_expires_at": NOW + seconds(50)}


def claim(session: Session, now: datetime = NOW, owner: str = "w1") -> Lane | None:
    return outbox.claim_lane(session, owner, now, LEASE)


def claimed(session: Session, now: datetime = NOW) -> Lane:
    lane = claim(session, now)
    assert lane is not None
    return lane


def texts(lane: Lane) -> list[str]:
    return [row.payload["text"] for row in lane.rows if row.payload]


def test_nothing_waits_in_an_empty_outbox(session: Session) -> None:
    assert outbox.put(session, [], NOW) == []
    assert claim(session) is None
    assert outbox.next_due(session) is None


def test_what_was_written_comes_out_and_is_blanked_when_delivered(session: Session) -> None:
    (message_id,) = outbox.put(session, [a_letter(text="เรื่องของคุณ")], NOW)
    lane = claimed(session)
    assert (lane.recipient, lane.channel, lane.via, lane.ids) == (
        "line:U1",
        "line",
        "push",
        [message_id],
    )
    assert texts(lane) == ["เรื่องของคุณ"]
    assert (lane.attempts, lane.first_attempt_at, lane.lease_until) == (1, NOW, NOW + LEASE)
    assert complete(session, lane, NOW, "request-1")
    assert claim(session, NOW + timedelta(days=1)) is None
    assert not complete(session, lane, NOW)  # only once


def test_rows_of_one_recipient_leave_in_the_order_they_were_written(session: Session) -> None:
    ids = outbox.put(session, [a_letter(text=str(number)) for number in range(7)], NOW)
    assert ids == sorted(ids)
    first = claimed(session)
    assert texts(first) == list("01234")
    assert claim(session) is None  # the rest waits for what is being sent
    complete(session, first, NOW)
    assert texts(claimed(session)) == list("56")


def test_a_fresh_token_is_a_free_reply(session: Session) -> None:
    outbox.put(session, [a_letter(**FRESH), a_letter(**FRESH)], NOW)
    lane = claimed(session)
    assert (lane.via, lane.reply_token, len(lane.rows)) == ("reply", "token", 2)


def test_what_waits_for_the_same_person_rides_along_with_a_reply(session: Session) -> None:
    outbox.put(session, [a_letter(text="a"), a_letter(text="b", **FRESH)], NOW)
    lane = claimed(session)
    assert (lane.via, texts(lane)) == ("reply", ["a", "b"])


def test_each_token_has_a_call_of_its_own(session: Session) -> None:
    other = {**FRESH, "reply_token": "other"}
    outbox.put(session, [a_letter(**FRESH), a_letter(**other)], NOW)
    first = claimed(session)
    assert (first.reply_token, len(first.rows)) == ("token", 1)
    complete(session, first, NOW)
    assert claimed(session).reply_token == "other"


def test_a_token_is_used_once_even_for_more_rows_than_fit(session: Session) -> None:
    outbox.put(session, [a_letter(**FRESH) for _ in range(6)], NOW)
    complete(session, claimed(session), NOW)
    sixth = claimed(session)
    assert (sixth.via, len(sixth.rows)) == ("push", 1)


def test_a_stale_token_is_a_push(session: Session) -> None:
    outbox.put(session, [a_letter(**FRESH)], NOW)
    lane = claimed(session, NOW + seconds(50))
    assert (lane.via, lane.reply_token) == ("push", None)


def test_a_mail_goes_alone(session: Session) -> None:
    outbox.put(session, [a_mail(), a_mail()], NOW)
    lane = claimed(session)
    assert (lane.via, lane.channel, len(lane.rows)) == ("smtp", "mail", 1)
    assert outbox.claim_lane(session, "w", NOW, LEASE, channel="line") is None


def test_what_is_urgent_comes_first_also_behind_something_that_is_not(session: Session) -> None:
    outbox.put(session, [a_letter("line:Ucalm"), a_letter("line:Uurgent", text="calm")], NOW)
    outbox.put(session, [a_letter("line:Uurgent", text="urgent", urgent=True)], NOW + seconds(1))
    lane = claimed(session, NOW + seconds(1))
    assert (lane.recipient, texts(lane)) == ("line:Uurgent", ["calm", "urgent"])


def test_what_is_not_yet_due_holds_back_nothing(session: Session) -> None:
    digest = a_letter(text="digest", due=NOW + timedelta(hours=5))
    outbox.put(session, [digest, a_letter(text="now")], NOW)
    lane = claimed(session)
    assert texts(lane) == ["now"]
    complete(session, lane, NOW)
    assert claim(session) is None
    assert outbox.next_due(session) == NOW + timedelta(hours=5)
    assert texts(claimed(session, NOW + timedelta(hours=5))) == ["digest"]


def test_what_goes_at_once_keeps_its_place_though_clocks_were_looked_at_in_another_order(
    session: Session,
) -> None:
    """A writer that waited long for a lock looked at the clock before one that wrote earlier."""
    outbox.put(session, [a_letter(text="first")], NOW + seconds(2))
    outbox.put(session, [a_letter(text="second")], NOW)
    assert claim(session, NOW + seconds(1)) is None
    assert texts(claimed(session, NOW + seconds(2))) == ["first", "second"]


def test_a_row_backing_off_holds_back_its_lane_and_no_other(session: Session) -> None:
    outbox.put(session, [a_letter(text="a")], NOW)
    first = claimed(session)
    assert outbox.postpone(session, first, NOW + seconds(10), "timeout", NOW)
    outbox.put(session, [a_letter(text="b"), a_letter("line:U2", text="other")], NOW)
    assert texts(claimed(session)) == ["other"]
    assert claim(session) is None
    again = claimed(session, NOW + seconds(10))
    # Exactly the rows of the first attempt, with the same key: LINE compares the whole call.
    assert (texts(again), again.retry_key) == (["a"], first.retry_key)
    assert (again.attempts, again.first_attempt_at) == (2, NOW)


def test_a_batch_stays_together_when_more_becomes_due(session: Session) -> None:
    digest = a_letter(text="digest", due=NOW + seconds(5))
    outbox.put(session, [a_letter(text="a"), digest, a_letter(text="b")], NOW)
    first = claimed(session)
    assert texts(first) == ["a", "b"]
    outbox.postpone(session, first, NOW + seconds(10), "reset", NOW)
    again = claimed(session, NOW + seconds(10))
    assert (texts(again), again.retry_key) == (["a", "b"], first.retry_key)
    complete(session, again, NOW)
    assert texts(claimed(session, NOW + seconds(10))) == ["digest"]


def test_held_is_not_tried(session: Session) -> None:
    outbox.put(session, [a_letter(text="a")], NOW)
    until = NOW + timedelta(hours=1)
    assert outbox.hold(session, claimed(session), until, "monthly limit", NOW)
    outbox.put(session, [a_letter(text="b")], NOW)
    assert claim(session) is None
    lane = claimed(session, until)
    assert (texts(lane), lane.attempts, lane.first_attempt_at) == (["a", "b"], 1, until)


def test_held_after_an_attempt_keeps_that_attempt(session: Session) -> None:
    outbox.put(session, [a_letter()], NOW)
    first = claimed(session)
    outbox.postpone(session, first, NOW, "timeout", NOW)
    outbox.hold(session, claimed(session), NOW, "monthly limit", NOW)
    lane = claimed(session)
    assert (lane.attempts, lane.first_attempt_at, lane.retry_key) == (2, NOW, first.retry_key)


def test_a_failed_row_leaves_its_lane_and_is_listed(session: Session) -> None:
    outbox.put(session, [a_letter(text="a")], NOW)
    assert outbox.fail(session, claimed(session), "400 bad", NOW)
    outbox.put(session, [a_letter(text="b")], NOW)
    assert texts(claimed(session)) == ["b"]
    (failed,) = outbox.failed_messages(session)
    assert (failed.recipient, failed.reason, failed.attempts) == ("line:U1", "400 bad", 1)


def test_a_failed_row_is_sent_again_with_a_new_key_when_asked(session: Session) -> None:
    outbox.put(session, [a_letter(**FRESH)], NOW)
    lane = claimed(session, NOW + timedelta(minutes=2))
    outbox.fail(session, lane, "too old", NOW)
    assert outbox.retry_failed(session, NOW + timedelta(days=2)) == 1
    again = claimed(session, NOW + timedelta(days=2))
    assert (again.attempts, again.via) == (1, "push")
    assert again.retry_key != lane.retry_key
    assert outbox.failed_messages(session) == []


def test_refused_rows_are_tried_one_by_one(session: Session) -> None:
    outbox.put(session, [a_letter(text="good"), a_letter(text="bad")], NOW)
    assert outbox.send_singly(session, claimed(session), NOW)
    first = claimed(session)
    assert texts(first) == ["good"]
    complete(session, first, NOW)
    second = claimed(session)
    assert texts(second) == ["bad"]
    assert second.retry_key != first.retry_key


def test_a_refused_reply_goes_by_push_under_the_same_lease(session: Session) -> None:
    outbox.put(session, [a_letter(**FRESH)], NOW)
    reply = claimed(session)
    push = outbox.push_instead(session, reply, NOW + seconds(1))
    assert push is not None
    assert (push.via, push.reply_token, push.lease) == ("push", None, reply.lease)
    assert claim(session, reply.lease_until) is None, "the second call has a whole lease, too"
    assert complete(session, push, NOW)


def ask_again(session: Session, lane: Lane, reason: str, now: datetime = NOW) -> None:
    assert outbox.ask_again(session, lane, now + seconds(2), reason, now)


def test_an_unanswered_reply_is_asked_again_with_its_token_and_nothing_else(
    session: Session,
) -> None:
    outbox.put(session, [a_letter(text="a"), a_letter(text="b", **FRESH)], NOW)
    ask_again(session, claimed(session), outbox.REPLY_UNCONFIRMED)
    other = {**FRESH, "reply_token": "other", "reply_expires_at": NOW + seconds(90)}
    outbox.put(session, [a_letter(text="c", **other)], NOW)
    assert claim(session, NOW + seconds(1)) is None, "what came later waits, too"
    again = claimed(session, NOW + seconds(2))
    assert (again.via, again.reply_token, texts(again)) == ("reply", "token", ["a", "b"])
    assert (again.attempts, again.reply_expires_at) == (2, FRESH["reply_expires_at"])
    assert outbox.confirm(session, again, NOW + seconds(2))
    assert texts(claimed(session, NOW + seconds(2))) == ["c"]
    assert outbox.failed_messages(session) == []


def test_when_its_token_has_run_out_it_is_pushed_if_it_must_arrive_and_listed_if_not(
    session: Session,
) -> None:
    outbox.put(
        session,
        [a_letter(text="must", must_arrive=True, **FRESH), a_letter(text="may", **FRESH)],
        NOW,
    )
    ask_again(session, claimed(session), outbox.REPLY_UNCONFIRMED)
    again = claimed(session, NOW + seconds(3))
    ask_again(session, again, "500 of LINE's own", NOW + seconds(49))
    push = claimed(session, NOW + seconds(51))
    assert (push.via, push.reply_token, texts(push)) == ("push", None, ["must"])
    assert [each.reason for each in outbox.failed_messages(session)] == ["reply_unconfirmed"]


def test_a_reply_that_only_met_errors_of_lines_is_pushed_when_its_token_has_run_out(
    session: Session,
) -> None:
    outbox.put(session, [a_letter(**FRESH)], NOW)
    ask_again(session, claimed(session), "503 not now")
    assert claimed(session, NOW + seconds(50)).via == "push"


@pytest.mark.parametrize("must_arrive", [True, False])
def test_a_reply_whose_sender_died_is_an_unanswered_reply(
    session: Session, must_arrive: bool
) -> None:
    fresh = {**FRESH, "reply_expires_at": NOW + LEASE + seconds(5)}
    outbox.put(session, [a_letter(must_arrive=must_arrive, **fresh)], NOW)
    dead = claimed(session)
    again = claimed(session, NOW + LEASE)
    assert (again.via, again.reply_token) == ("reply", "token")
    assert not complete(session, dead, NOW + LEASE)
    lane = claim(session, NOW + 2 * LEASE)
    assert (lane.via if lane else "none") == ("push" if must_arrive else "none")
    assert len(outbox.failed_messages(session)) == (0 if must_arrive else 1)


def test_a_held_reply_is_not_tried_again_with_the_token_that_was_refused(session: Session) -> None:
    outbox.put(session, [a_letter(**FRESH)], NOW)
    assert outbox.hold(session, claimed(session), NOW + seconds(2), "quota", NOW)
    assert claim(session, NOW + seconds(1)) is None
    assert claimed(session, NOW + seconds(2)).via == "push"


def test_a_push_whose_sender_died_is_repeated_with_its_key(session: Session) -> None:
    outbox.put(session, [a_letter(text="a"), a_letter(text="b")], NOW)
    dead = claimed(session)
    assert claim(session, NOW + LEASE - seconds(1)) is None
    outbox.put(session, [a_letter(text="c")], NOW)
    again = claimed(session, NOW + LEASE)
    assert (texts(again), again.retry_key) == (["a", "b"], dead.retry_key)


def test_a_lost_lease_changes_nothing_and_says_so(engine: Engine) -> None:
    with transaction(engine) as session:
        outbox.put(session, [a_letter()], NOW)
    with transaction(engine) as session:
        lost = claimed(session)
    with transaction(engine) as session:
        mine = claimed(session, NOW + LEASE)
    with transaction(engine) as session:
        assert not complete(session, lost, NOW)
        assert not outbox.fail(session, lost, "no", NOW)
        assert not outbox.postpone(session, lost, NOW, "no", NOW)
        assert not outbox.hold(session, lost, NOW, "no", NOW)
        assert not outbox.ask_again(session, lost, NOW, "no", NOW)
        assert not outbox.confirm(session, lost, NOW)
        assert not outbox.release(session, lost, NOW)
        assert not outbox.send_singly(session, lost, NOW)
        assert outbox.push_instead(session, lost, NOW) is None
    with transaction(engine) as session:
        assert complete(session, mine, NOW)


def test_an_expired_lease_that_nobody_took_still_counts(session: Session) -> None:
    outbox.put(session, [a_letter()], NOW)
    assert complete(session, claimed(session), NOW + timedelta(hours=1))


def test_released_rows_are_as_if_never_claimed(session: Session) -> None:
    outbox.put(session, [a_letter()], NOW)
    assert outbox.release(session, claimed(session), NOW)
    assert claimed(session).attempts == 1


def test_copies_of_an_unsent_report_are_taken_back(session: Session) -> None:
    case, other = a_saved_case(session), a_saved_case(session)
    quoting = {"quotes_case": True}
    outbox.put(
        session,
        [
            a_letter("line:Umentor", text="copy", case_id=case.id, **quoting),
            a_letter("line:Umentor", text="state", case_id=case.id),
            a_letter("line:Umentor", text="other", case_id=other.id, **quoting),
        ],
        NOW,
    )
    assert outbox.cancel_quotes(session, [case.id], NOW) == 1
    assert texts(claimed(session)) == ["state", "other"]


def test_a_copy_in_hand_is_blanked_and_not_tried_again(session: Session) -> None:
    case = a_saved_case(session)
    outbox.put(session, [a_letter(case_id=case.id, quotes_case=True), a_letter(text="b")], NOW)
    lane = claimed(session)
    assert outbox.cancel_quotes(session, [case.id], NOW) == 1
    assert outbox.postpone(session, lane, NOW, "timeout", NOW)
    assert texts(claimed(session)) == ["b"]


def test_a_copy_in_hand_whose_sender_died_is_not_sent(session: Session) -> None:
    case = a_saved_case(session)
    outbox.put(session, [a_letter(case_id=case.id, quotes_case=True)], NOW)
    claimed(session)
    outbox.cancel_quotes(session, [case.id], NOW)
    assert claim(session, NOW + LEASE) is None


def test_a_message_that_cannot_be_sent_is_written_as_failed(session: Session) -> None:
    outbox.put(session, [a_mail("dlpw-58", reason="no e-mail address")], NOW)
    assert claim(session) is None
    assert outbox.failed_messages(session)[0].reason == "no e-mail address"


def test_an_answer_in_hand_is_what_another_attempt_reads(session: Session) -> None:
    payload = {"type": "text", "text": "ก\0ข\ud800", "cards": ({"b": 1, "a": "\ud83d\ude00"},)}
    hand = Hand("w1", LEASE, timedelta(seconds=60), timedelta(seconds=5))
    outbox.put(session, [a_letter(payload=payload, **FRESH)], NOW, hand=hand)
    (in_hand,) = hand.lanes
    outbox.release(session, in_hand, NOW)
    again = claim(session)
    assert again is not None
    assert json.dumps(in_hand.rows[0].payload) == json.dumps(again.rows[0].payload)
    assert in_hand.rows == again.rows


def test_of_several_delivered_together_one_whose_lease_was_lost_stays_as_it_is(
    session: Session,
) -> None:
    outbox.put(session, [a_letter("line:U1"), a_letter("line:U1"), a_letter("line:U2")], NOW)
    found = [claim(session), claim(session)]
    lanes = [each for each in found if each is not None]
    assert len(lanes) == 2
    late = NOW + LEASE + timedelta(seconds=1)
    again = claim(session, late)
    assert again is not None
    assert again.recipient == lanes[0].recipient
    taken = [Taken(lane, late, "request") for lane in lanes]
    assert outbox.complete_all(session, taken) == [False, True]
    assert complete(session, again, late)
    assert claim(session, late + LEASE) is None
