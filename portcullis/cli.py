"""Thin: parse arguments, call one function."""

import typer

app = typer.Typer(no_args_is_help=True, help="Portcullis: watch, assess, decide.")


def main() -> None:
    app()
