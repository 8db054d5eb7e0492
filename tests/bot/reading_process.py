"""A worker in a process of its own that reads with a real model, and answers with its version.

The model's folder is MODEL; the rest of the environment is that of worker_process.py.
"""

import os
import sys
from functools import partial
from pathlib import Path

import nlp
from casework.changes import Decision
from casework.messages import Here, Message, Text
from casework.reading import Reading
from handlers.context import Context
from handlers.inbound import Inbound
from tests.bot import stub_brains, worker_process


def answer(inbound: Inbound, reading: Reading | None, context: Context) -> Decision:
    """Which model read it."""
    version = reading.model_version if reading else "unread"
    return Decision(messages=(Message(Here(), Text(f"{version} {inbound.text}"), "read"),))


if __name__ == "__main__":
    model = Path(os.environ["MODEL"])
    nlp.load(model)
    made = stub_brains.brains(read=nlp.read, decide=answer, refresh=partial(nlp.refresh, model))
    sys.exit(worker_process.main(made))
