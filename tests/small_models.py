"""Small models of the reader for tests: trained in a moment on a few messages of the corpus."""

import functools
import json
from pathlib import Path

import nlp
from nlp import corpus_file

MOST = 60  # messages of each sub-type


def small_corpus(folder: Path, *subtypes: str) -> Path:
    """A corpus of some messages of these sub-types, and of some that are unclear."""
    folder.mkdir(parents=True)
    chosen = [
        line
        for about, lines in _first_lines().items()
        if about in (*subtypes, "unclear")
        for line in lines
    ]
    (folder / "small.jsonl").write_text("\n".join(chosen) + "\n", encoding="utf-8")
    return folder


@functools.cache
def _first_lines() -> dict[str, list[str]]:
    """The first lines of the corpus about each sub-type; read once a process."""
    lines: dict[str, list[str]] = {}
    for file in corpus_file.corpus_files():
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found = lines.setdefault(row["subtype"] or row["primary"], [])
            if len(found) < MOST:
                found.append(line)
    return lines


def small_model(folder: Path, *subtypes: str) -> str:
    """Train a small model into the folder; returns its version."""
    corpus = small_corpus(folder.with_name(f"{folder.name}-corpus"), *subtypes)
    version: str = nlp.train(folder, corpus, show_progress=False)["version"]
    return version
