"""The lexicons in `nlp/data`, written by hand as YAML."""

from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


def read_yaml(name: str) -> dict[str, Any]:
    """What a file of the folder says. Raises yaml.YAMLError, told with its line."""
    written: dict[str, Any] = yaml.load(
        (DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return written
