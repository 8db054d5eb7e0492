"""From the text of `config.yaml` to Settings, or to the list of all its faults at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml.constructor import ConstructorError

from casework.settings import Settings

DEEPEST = 10  # an anchor that holds itself would have no end


@dataclass(frozen=True)
class Fault:
    """One thing to mend. `key` is a dotted path, or a name in the environment."""

    where: str
    key: str
    wrong: str
    right: str

    def __str__(self) -> str:
        """[config.yaml] cases.keep_months: what is wrong; what would be right."""
        key = f"{self.key}: " if self.key else ""
        return f"[{self.where}] {key}{self.wrong}; {self.right}"


class SettingsError(ValueError):
    """The configuration cannot be used. `faults` are all there are."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def parse_settings(yaml_text: str, file_name: str = "config.yaml") -> Settings:
    """The settings in `yaml_text`. Raises SettingsError with every fault."""
    try:
        loader = _Loader(yaml_text)
        written = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        raise SettingsError([_syntax_fault(error, file_name)]) from None
    except yaml.YAMLError as error:
        wrong = f"is not YAML ({str(error).splitlines()[0]})"
        raise SettingsError([Fault(file_name, "", wrong, "save it as UTF-8 text")]) from None
    except RecursionError:
        right = "write sections and their keys only"
        raise SettingsError([Fault(file_name, "", "is nested too deep", right)]) from None
    if written is None:
        written = {}
    if not isinstance(written, dict):
        wrong = f"holds {_kind(written)}"
        raise SettingsError([Fault(file_name, "", wrong, "write sections such as cases:")])
    twice = [
        Fault(file_name, key, f"is written twice (lines {first} and {second})", "keep one of them")
        for key, first, second in loader.twice
    ]
    try:
        settings = Settings.model_validate(_without_empty_sections(written))
    except ValidationError as error:
        wrong_values = [_fault(details, file_name) for details in error.errors()]
        raise SettingsError(twice + wrong_values) from None
    if twice:
        raise SettingsError(twice)
    return settings


def key_paths(model: type[BaseModel] = Settings) -> tuple[str, ...]:
    """Every key a configuration may have, dotted: for the check that each one is documented."""
    paths: list[str] = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            paths += [f"{name}.{path}" for path in key_paths(inner)]
        else:
            paths.append(name)
    return tuple(paths)


class _Loader(yaml.SafeLoader):
    """YAML 1.2 scalars: 16:30 and 2026-12-04 are words, `no` is no boolean. Notes repeated keys."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.twice: list[tuple[str, int, int]] = []

    def get_single_data(self) -> Any:
        """The document's data; keys written twice are in `twice`."""
        node = self.get_single_node()
        if node is None:
            return None
        self._look_for_repeats(node, "")
        return self.construct_document(node)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The value of a node. ConstructorError also where a tag does not fit (!!int abc)."""
        try:
            value = super().construct_object(node, deep)
            if isinstance(value, int):
                str(value)  # no number that is too long to be shown
        except (ArithmeticError, AttributeError, LookupError, ValueError):
            kind = node.tag.rpartition(":")[2]
            problem = f"this is no {kind} that can be read"
            raise ConstructorError(None, None, problem, node.start_mark) from None
        return value

    def _look_for_repeats(self, node: yaml.Node, path: str) -> None:
        if not isinstance(node, yaml.MappingNode) or path.count(".") > DEEPEST:
            return
        lines: dict[str, int] = {}
        for key, value in node.value:
            here = f"{path}{key.value}"
            line = key.start_mark.line + 1
            if here in lines:
                self.twice.append((here, lines[here], line))
            lines[here] = line
            self._look_for_repeats(value, f"{here}.")


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""]
)


def _without_empty_sections(written: Mapping[str, Any]) -> dict[str, Any]:
    # A section with every line commented out reads as null: it means "all defaults".
    return {
        str(k): v for k, v in written.items() if v is not None or k not in Settings.model_fields
    }


def _syntax_fault(error: yaml.MarkedYAMLError, file_name: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    where = f"{file_name}:{mark.line + 1}:{mark.column + 1}" if mark else file_name
    right = "mend the line; sections are indented by two spaces, tabs are not allowed"
    return Fault(where, "", f"is not YAML ({error.problem or error.context})", right)


def _fault(details: ErrorDetails, file_name: str) -> Fault:
    location = [str(part) for part in details["loc"] if part != "[key]"]
    key = ".".join(location)
    known, right = _expected(location)
    if details["type"] == "extra_forbidden":
        near = get_close_matches(location[-1], known, n=1)
        meant = f"did you mean {near[0]}?" if near else f"known here: {', '.join(sorted(known))}"
        return Fault(file_name, key, "is not a known key", meant)
    if details["type"] == "missing":
        return Fault(file_name, key, "is missing", f"write {right}")
    if details["type"] == "value_error":
        wrong = details["msg"].removeprefix("Value error, ")
        if ";" in wrong:  # a rule between several keys brings its own mend
            wrong, _, right = wrong.partition("; ")
            return Fault(file_name, key, wrong, right)
        return Fault(file_name, key, wrong, f"write {right}")
    return Fault(file_name, key, f"{_kind(details['input'])} is not allowed", f"write {right}")


def _expected(location: list[str]) -> tuple[list[str], str]:
    """The keys known beside the last part of the path, and what would be right there."""
    model: type[BaseModel] | None = Settings
    known, right = list(Settings.model_fields), "a section with its keys below it"
    for part in location:
        if model is None:
            break
        known = list(model.model_fields)
        field = model.model_fields.get(part)
        if field is None:
            break
        right = field.description or _metadata_description(field.metadata) or right
        inner = field.annotation
        model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
    return known, right


def _metadata_description(metadata: Iterable[Any]) -> str | None:
    return next((each.description for each in metadata if getattr(each, "description", None)), None)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a section"
    if isinstance(value, list):
        return "a list"
    return repr(value)
