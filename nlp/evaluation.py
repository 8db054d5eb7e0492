"""Measure the reader on labelled messages: `evaluate(path)` prints a report and returns figures.

A line of the file has `text` and `primary` (employment, skills, protection, social_security,
other; out_of_scope, unclear and chitchat count as other), perhaps `labels`, `subtype`, `flags`,
`secondary`, `urgency`.
"""

import json
from pathlib import Path
from typing import Any

from nlp import pipeline
from nlp.figures import figures_of
from nlp.judging import judge, own_test_split, read_labelled
from nlp.report import report


def evaluate(
    path: Path | str | None = None, threshold: float | None = None, quiet: bool = False
) -> dict[str, Any]:
    """Figures on the file, or on the corpus's own test split when no path is given.

    Unless quiet, prints the report; its last line is the figures as one JSON object. `threshold`
    (0 to 1) is the confidence from which a message goes on by itself; the card's when not given.
    Raises ValueError naming file and line of the first fault, OSError for a file not readable.
    """
    truths = own_test_split() if path is None else read_labelled(Path(path))
    card = pipeline.current_card()
    at = float(card["recommended_threshold"]) if threshold is None else threshold
    judged = judge(truths)
    figures = figures_of(judged, at)
    if not quiet:
        print(report(judged, figures))
        print(json.dumps(figures, ensure_ascii=False))
    return figures
