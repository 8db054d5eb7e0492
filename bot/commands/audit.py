"""Who does something by command, and why: for the log of what operators did."""

import os
import pwd
import socket
from collections.abc import Callable
from typing import Any, TypeVar

import click

from casework.masking import mask

LONGEST_WHY = 500  # characters

Command = TypeVar("Command", bound=Callable[..., Any])


def why_option(*, required: bool) -> Callable[[Command], Command]:
    """--why: a line of plain words, kept for ever, so personal numbers in it are masked."""
    return click.option(
        "--why",
        default="",
        callback=_why,
        required=required,
        help="Why, in a few words; it is kept, so name nobody.",
    )


def who() -> str:
    """The account this runs under, and behind sudo the one that asked, with the machine's name."""
    uid = os.getuid()
    try:
        account = pwd.getpwuid(uid).pw_name
    except KeyError:  # a container without an entry for its user
        account = f"uid {uid}"
    asked = os.environ.get("SUDO_USER", "")
    if uid == 0 and asked.isprintable() and 0 < len(asked) <= 64:
        account = f"{asked} as {account}"
    return f"{account} on {socket.gethostname()}"


def _why(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    text = value.strip()
    if parameter.required and not text:
        raise click.BadParameter("say why in a few words", ctx, parameter)
    if len(text) > LONGEST_WHY:
        raise click.BadParameter(f"at most {LONGEST_WHY} characters", ctx, parameter)
    if not text.isprintable():
        raise click.BadParameter("one line of letters, digits and signs only", ctx, parameter)
    return mask(text)
