"""The only place that joins implementations to protocols: the model to the cascade, the sources to the pipeline."""

import os

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portcullis.config import logs
from portcullis.core.cascade import Cascade
from portcullis.detector import load

SETTINGS = "portcullis.config.settings"


def ready() -> None:
    """Logging, settings and models. Call it before anything that touches the database."""
    logs.configure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def migrate() -> None:
    """Bring the database's tables up to date. Looking costs little, so every command that needs them does it."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def cascade() -> Cascade:
    """The rules and the shipped model, as one."""
    return Cascade(load())
