"""Small models of the reader for tests: trained in a moment on a few messages of the corpus."""

import json
from pathlib import Path

import nlp
from nlp import corpus_file

MOST = 60  # messages of each sub-type


def small_corpus(folder: Path, *subtypes: str) -> Path:
    """A corpus of some messages of these sub-types, and of some that are unclear."""
    folder.mkdir(parents=True)
    lines: dict[str, list[str]] = {}
    for file in corpus_file.corpus_files():
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            about = row["subtype"] or row["primary"]
            if about in (*subtypes, "unclear"):
                lines.setdefault(about, []).append(line)
    chosen = [line for found in lines.values() for line in found[:MOST]]
    (folder / "small.jsonl").write_text("\n".join(chosen) + "\n", encoding="utf-8")
    return folder


def small_model(folder: Path, *subtypes: str) -> str:
    """Train a small model into the folder; returns its version."""
    corpus = small_corpus(folder.with_name(f"{folder.name}-corpus"), *subtypes)
    version: str = nlp.train(folder, corpus, show_progress=False)["version"]
    return version
