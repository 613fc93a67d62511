"""What the tests of the whole house share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portcullis_process import House


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> House:
    """An installation with one Member opted in and one not, set up by the real commands once."""
    house = House(tmp_path_factory.mktemp("furnished") / "house")
    house.members()
    return house


@pytest.fixture
def house(furnished: House, tmp_path: Path) -> Iterator[House]:
    """A copy of it: its own database, its own folders."""
    copy = House(tmp_path / "house")
    shutil.copytree(furnished.folder / "var", copy.folder / "var")
    yield copy
    copy.close()
