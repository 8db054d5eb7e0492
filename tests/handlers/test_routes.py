import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handlers
from casework.cases import Part
from casework.changes import Decision
from handlers.inbound import Inbound, InboundKind
from handlers.postback import LONGEST, decode, encode
from handlers.routes import ROUTES, decide, route_for, text_to_read
from handlers.timers import TIMERS
from tests.builders import context, draft, inbound, postback, reading, stranger, text, volunteer

SOURCES = sorted(Path(handlers.__file__).parent.glob("*.py"))


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in SOURCES:
        yield path.name, ast.parse(path.read_text(encoding="utf-8"))


def first_arguments(*functions: str) -> set[str]:
    """The first argument, where it is a plain string, of every call of these functions."""
    found = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in functions and isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def event(kind: InboundKind, *, in_group: bool = False) -> Inbound:
    parts = (Part("m1", "สวัสดี"),) if kind == InboundKind.TEXT else ()
    return inbound(kind, parts=parts, message_id="m1", in_group=in_group)


@pytest.mark.parametrize("kind", InboundKind)
@pytest.mark.parametrize("in_group", [False, True], ids=["alone", "in a group"])
def test_every_kind_of_inbound_is_matched_and_decided(kind: InboundKind, in_group: bool) -> None:
    for person in (volunteer(), stranger()):
        heard = event(kind, in_group=in_group)
        assert isinstance(decide(heard, None, context(person)), Decision)


@pytest.mark.parametrize("kind", InboundKind)
def test_the_last_route_matches_anything(kind: InboundKind) -> None:
    assert ROUTES[-1].matches(event(kind), None, context())
    assert ROUTES[-1].name == "anything"


def test_no_two_routes_have_the_same_name() -> None:
    names = [route.name for route in ROUTES]
    assert len(names) == len(set(names))


def test_every_button_we_make_has_a_route() -> None:
    made = first_arguments("encode")
    assert made, "the scan found no button"
    for action in made:
        route = route_for(postback(action), None, context())
        assert route.name != "unknown button", f"nobody answers the button {action!r}"


def test_every_button_in_the_table_is_made_somewhere() -> None:
    routed = first_arguments("button", "guarded")
    assert routed - first_arguments("encode") == set()


def test_every_step_a_chat_is_put_at_has_a_route() -> None:
    put = first_arguments("step", "SetConversation", "_at", "_ask_for_words") - {""}
    for step in put | {"office.result", "office.reason"}:
        heard = text("อะไรบางอย่าง")
        at_it = route_for(heard, reading(), context(step=step, draft=draft(), case=None))
        assert at_it.name not in {"anything"}, step


def test_every_timer_that_is_set_has_a_handler() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    kinds = set(re.findall(r'kind="([a-z_]+)"', source))
    assert kinds == {kind for kind in TIMERS if not kind.startswith("overdue.")}


def test_the_words_so_far_are_read_again_with_new_ones() -> None:
    heard = text("ที่ปาย")
    ctx = context(draft=draft())
    assert text_to_read(heard, ctx.step, ctx.draft).endswith("\nที่ปาย")
    assert text_to_read(heard, "", {}) == "ที่ปาย"
    assert text_to_read(heard, "desk.close", ctx.draft) == "ที่ปาย"


@given(st.text(max_size=400))
def test_a_button_nobody_made_is_no_error(data: str) -> None:
    decoded = decode(data)
    assert isinstance(decoded.action, str)
    assert decoded.uuid("case") is None or decoded.args["case"]


@given(st.text(max_size=400), st.sampled_from(["", "report.confirm", "case.add", "desk.close"]))
def test_hostile_button_data_changes_no_case(data: str, step: str) -> None:
    decision = decide(inbound(InboundKind.POSTBACK, data=data), None, context(step=step))
    assert not any(type(each).__name__ == "SaveCase" for each in decision.changes)


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=20)))
def test_what_is_encoded_comes_back(args: dict[str, str]) -> None:
    args.pop("a", None)
    args.pop("action", None)
    if len(args) > 9:
        return
    try:
        data = encode("case.show", **args)
    except ValueError:
        return
    assert len(data) <= LONGEST
    assert decode(data).args == args


def test_a_button_that_line_would_refuse_is_an_error() -> None:
    with pytest.raises(ValueError, match="LINE takes 300"):
        encode("case.show", words="ก" * 40)


def test_the_same_inbound_decides_the_same_thing() -> None:
    heard = postback("report.consent", answer="agreed")
    ctx = context(draft=draft(), step="report.consent")
    first, again = (decide(heard, None, ctx) for _ in range(2))
    assert first == again
    other = decide(postback("report.consent", event="e2", answer="agreed"), None, ctx)
    assert other != first


def test_handlers_know_nobody_but_casework() -> None:
    allowed = {"casework", "handlers", "pydantic"}
    for name, tree in trees():
        for node in ast.walk(tree):
            modules = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for module in modules:
                top = module.split(".")[0]
                assert top in allowed or top in {
                    "collections",
                    "dataclasses",
                    "datetime",
                    "enum",
                    "typing",
                    "urllib",
                    "uuid",
                }, f"{name} imports {module}"


def test_no_decision_looks_at_the_clock() -> None:
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        assert ".now()" not in source
        assert "utcnow" not in source
        assert "uuid4" not in source
