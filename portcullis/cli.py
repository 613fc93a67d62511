"""Thin: parse arguments, call one function. What needs Django is imported where it is needed: `assess` starts fast."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from portcullis.core.errors import PortcullisError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=(
    "Portcullis reads public posts directed at Members who opted in, and puts threats and abuse before an officer."
))  # fmt: skip
watch = typer.Typer(no_args_is_help=True, help="Read one source and hold what an officer should see. Ctrl-C stops.")
app.add_typer(watch, name="watch")

ROOMS = {
    "members": "portcullis.members.commands",
    "users": "portcullis.accounts.commands",
    "audit": "portcullis.audit.commands",
}
FAST = {"assess"}

File = Annotated[
    str, typer.Argument(metavar="FILE|-", help="JSON Lines in the files schema, plain or .gz; - is standard input.")
]
Json = Annotated[bool, typer.Option("--json", help="End with one JSON object on standard output.")]
Name = Annotated[str, typer.Option(help="The source's name on the coverage page.")]
Lawful = Annotated[str, typer.Option(help="By what right this source is read; shown on the coverage page.")]


@app.command()
def run(
    demo: Annotated[
        bool, typer.Option("--demo", help="Load a fictional parliament and replay its day at 60 times real speed.")
    ] = False,
    service: Annotated[str, typer.Option(help="The Jetstream server to watch, without --demo.")] = "",
) -> None:
    """Run console and monitor in one process. Run it again and it goes on where it stopped; Ctrl-C stops it cleanly."""
    _ready()
    from portcullis.config.service import run as run_service

    run_service(demonstrate=demo, service=service)


@watch.command()
def jetstream(
    service: Annotated[
        str, typer.Option(help="ws:// or wss:// address of the Jetstream server; empty: Bluesky's own.")
    ] = "",
    v2: Annotated[bool, typer.Option("--v2/--v1", help="Version of Jetstream that the server speaks.")] = True,
    identity: Annotated[str, typer.Option(help="Server that tells the ids behind handles; empty: Bluesky's own.")] = "",
    dictionary: Annotated[
        Path | None,
        typer.Option(help="zstd dictionary of the server: asks for a compressed stream.", dir_okay=False, exists=True),
    ] = None,
    name: Name = "Bluesky",
    json: Json = False,
) -> None:
    """Read every public post of the Bluesky network through Jetstream."""
    _ready()
    from portcullis.config.service import watch_jetstream

    shared = dictionary.read_bytes() if dictionary else b""
    watch_jetstream(service, version=2 if v2 else 1, identity=identity, name=name, as_json=json, dictionary=shared)


@watch.command()
def firehose(
    service: Annotated[
        str, typer.Option(help="http(s):// or ws(s):// address of any AT Protocol server (PDS or relay).")
    ],
    identity: Annotated[str, typer.Option(help="Server that tells the ids behind handles; empty: this service.")] = "",
    name: Name = "Bluesky firehose",
    json: Json = False,
) -> None:
    """Read the firehose (com.atproto.sync.subscribeRepos) of any AT Protocol server."""
    _ready()
    from portcullis.config.service import watch_firehose

    watch_firehose(service, identity=identity, name=name, as_json=json)


@watch.command()
def files(file: File, name: Name = "Files", json: Json = False) -> None:
    """Read a file or standard input once, and remember how far: the next time it goes on from there."""
    _ready()
    from portcullis.config.service import watch_files

    watch_files(file, name=name, as_json=json)


@app.command()
def replay(
    file: File,
    json: Json = False,
    speed: Annotated[
        float, typer.Option(help="Times real speed, by the posts' own times; 0: as fast as it goes.")
    ] = 0.0,
) -> None:
    """Read a file from its beginning. What is held already is not held again."""
    _ready()
    from portcullis.config.service import replay as replay_file

    replay_file(file, speed=speed, as_json=json)


@app.command()
def assess() -> None:
    """Assess texts: JSON Lines {"id", "text"} on standard input; for each line, in order, scores and factors."""
    from portcullis.core.cascade import Cascade
    from portcullis.detector import load
    from portcullis.monitor.assess import assess as assess_lines

    assess_lines(Cascade(load()), sys.stdin.buffer, sys.stdout.buffer)


@app.command()
def setup() -> None:
    """Make the database, or bring it up to date."""
    _ready()


@app.command()
def bench(
    names: Annotated[list[str] | None, typer.Argument(help="Benchmarks to run; without any, all.")] = None,
) -> None:
    """Measure, and print one JSON line a figure: name, value, unit, target, holds. Needs the source repository."""
    from portcullis.config.bench import bench as run_benchmarks

    raise typer.Exit(run_benchmarks(names or []))


def mount() -> typer.Typer:
    """The whole command line, with the commands that the rooms bring."""
    from portcullis.config import wiring

    wiring.ready()
    present = {group.name for group in app.registered_groups}
    for name, module in ROOMS.items():
        if name not in present:
            app.add_typer(import_module(module).app, name=name)
    if "train" not in {command.name for command in app.registered_commands}:
        app.command("train")(import_module("portcullis.training.commands").train)
    return app


def _ready() -> None:
    """Settings, logging and an up-to-date database."""
    from portcullis.config import wiring

    wiring.ready()
    wiring.migrate()


def main() -> None:
    try:
        if sys.argv[1:2] and sys.argv[1] in FAST:
            app()
        commands = mount()
        if sys.argv[1:2] and sys.argv[1] in ROOMS and "--help" not in sys.argv:
            _ready()
        commands()
    except PortcullisError as error:
        Console(stderr=True).print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
