"""What is held about people lies in one file: only its owner reads it, whatever the folder around it allows."""

import stat
from pathlib import Path

from portcullis.config.database import database


def test_only_the_owner_reads_the_database(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    file = database("", tmp_path)["NAME"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(b"held")
    assert database("", tmp_path)["NAME"].read_bytes() == b"held"
