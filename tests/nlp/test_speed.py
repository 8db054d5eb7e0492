"""The reader's own measure: what `make bench` prints of it."""

import json
import subprocess
import sys

from tests.trained_reader import trained_model_path


def test_it_prints_its_figures_as_one_line_of_json() -> None:
    command = [sys.executable, "-m", "nlp.speed", str(trained_model_path())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    assert set(figures) == {
        "reading_median_ms", "newmm_median_ms", "reading_to_newmm", "reader_load_s", "reader_bytes",
    }  # fmt: skip
    assert all(value > 0 for value in figures.values())
