"""`train`: a new model of the reader, put in place of the old one while the service runs."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from bot.commands.plain import PlainCommand
from bot.house import House


def train(house: House) -> click.Command:
    """The command."""

    @click.command("train", cls=PlainCommand)
    @click.option("--if-missing", is_flag=True, help="Only when there is no reader yet.")
    @click.option(
        "--add",
        "added",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Learn from this file of labelled messages, too. May be given several times.",
    )
    @click.option("--undo", is_flag=True, help="Bring the previous reader back.")
    def command(if_missing: bool, added: tuple[Path, ...], undo: bool) -> None:
        """Train the reader, with a progress bar; workers take it up without a restart."""
        import nlp  # noqa: PLC0415  (slow to load)

        if undo and (if_missing or added):
            raise click.UsageError("--undo stands alone.")
        path = house.model_path
        if undo:
            click.echo(f"reader {_undone(path)} is in use again; --undo once more changes back.")
            return
        if if_missing and nlp.is_trained(path):
            return
        card = _trained(path, added)
        click.echo(f"reader {card['version']}: accuracy {card['development_accuracy']:.1%}")

    return command


def _trained(path: Path, added: Iterable[Path]) -> dict[str, Any]:
    import nlp  # noqa: PLC0415
    from nlp import exchange  # noqa: PLC0415

    with _corpus(added) as corpus:

        def make(aside: Path) -> dict[str, Any]:
            card = nlp.train(aside, corpus)
            nlp.check(aside)
            return card

        with _told():
            return exchange.replace_model(path, make)


def _undone(path: Path) -> str:
    import nlp  # noqa: PLC0415
    from nlp import exchange  # noqa: PLC0415

    with _told():
        try:
            return exchange.bring_back(path, nlp.check)
        except exchange.NoEarlierModel:
            raise click.ClickException("There is no previous reader to bring back.") from None
        except nlp.ReaderNotTrained:
            wrong = "The previous reader is not one of this release; the one in use stays."
            raise click.ClickException(wrong) from None


@contextmanager
def _told() -> Iterator[None]:
    """What may go wrong with files is told in a sentence."""
    from nlp import exchange  # noqa: PLC0415

    try:
        yield
    except exchange.TrainingUnderWay:
        raise click.ClickException("Another training is under way on this machine.") from None
    except OSError as error:
        wrong = f"The model cannot be put in place ({error.strerror}); the one in use stays."
        raise click.ClickException(wrong) from None


@contextmanager
def _corpus(added: Iterable[Path]) -> Iterator[Path]:
    """The folder to learn from: the project's own, or a copy of it with the added files."""
    from nlp import corpus_file  # noqa: PLC0415

    files = [(number, file) for number, file in enumerate(added, start=1)]
    if not files:
        yield corpus_file.CORPUS_PATH
        return
    with TemporaryDirectory() as folder:
        copies = Path(folder)
        for file in corpus_file.corpus_files(corpus_file.CORPUS_PATH):
            shutil.copy(file, copies)
        for number, file in files:
            # Numbered, so that the same files in the same order give the same model anywhere.
            shutil.copyfile(file, copies / f"{number:04d}-added.jsonl")
            _check(file)
        _check_ids(copies)
        yield copies


def _check(file: Path) -> None:
    from nlp import corpus_file  # noqa: PLC0415

    try:
        for _ in corpus_file.read_file(file):
            pass
    except (ValueError, AttributeError, RecursionError) as error:
        raise click.ClickException(f"{file} holds a line that cannot be learnt: {error}") from None


def _check_ids(corpus: Path) -> None:
    from nlp import corpus_file  # noqa: PLC0415

    counted = Counter(str(row.id) for row in corpus_file.read_corpus(corpus))
    twice = sorted(id_ for id_, count in counted.items() if count > 1)
    if twice:
        raise click.ClickException(f"These ids stand there twice: {', '.join(twice[:10])}")
