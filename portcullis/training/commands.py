"""`portcullis train`."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from portcullis.detector.files import save
from portcullis.training.errors import DataError
from portcullis.training.public import public as read_public
from portcullis.training.row import Row
from portcullis.training.written import SHIPPED as WRITTEN
from portcullis.training.written import written

if TYPE_CHECKING:
    from portcullis.training.train import Trained

LICENCE = (
    "The weights go under the project's licence. They are learnt from the posts written for the project and from the "
    "public sets that `data` names: gab_hate_corpus, hatemoji_build, dynahate, cad_v1_1 and convabuse CC-BY-4.0; "
    "edos_sexism, civil_toxic_spans and jigsaw_toxic_subset CC0 (the latter's texts CC-BY-SA); guest_misogyny, "
    "davidson_2017 and implicit_hate MIT. The weights hold no text."
)


def train(
    data: Annotated[
        Path, typer.Option(help="Folder of the written posts (CSV).", show_default="the posts that ship")
    ] = WRITTEN,
    public: Annotated[
        Path | None, typer.Option(help="Folder of the public sets (.jsonl.gz), if you hold them.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for weights.npz and model.json.")] = Path("var/model"),
) -> None:
    """Train the detector anew, from the posts written for this project and, if you hold them, public sets."""
    console = Console()
    own = written(data)
    others = read_public(public) if public else []
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("Starting")
        trained = _train(own, others, lambda step: progress.update(task, description=step))
    save(out, trained.weights, trained.metadata)
    console.print_json(data=trained.metadata.figures)
    console.print(f"Model {trained.metadata.version} is in {out}. The figures are of rows that it had not seen.")


def _train(own: Sequence[Row], others: Sequence[Row], step: Callable[[str], None]) -> "Trained":
    try:
        from portcullis.training.train import train as make
    except ImportError as error:
        raise DataError("Training needs scikit-learn. Install it with `pip install 'portcullis[train]'`.") from error
    return make(own, others, described([*own, *others]), LICENCE, step)


def described(rows: Sequence[Row]) -> dict[str, object]:
    """Of each source: how many rows, and a fingerprint of their ids, texts and labels."""
    sources = dict[str, list[Row]]()
    for row in rows:
        sources.setdefault(row.source, []).append(row)
    return {
        source: {"rows": len(held), "sha256": hashlib.sha256(msgspec.json.encode(held, order="sorted")).hexdigest()}
        for source, held in sorted(sources.items())
    }
