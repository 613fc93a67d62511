"""What stands in the terminal of whoever runs the monitor, and how it ends."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

from tests.portcullis_process import House, line


def read_until(terminal: int, pattern: str, seconds: float = 20) -> str:
    said, until = "", time.monotonic() + seconds
    while not re.search(pattern, said):
        assert time.monotonic() < until, said[-2000:]
        if select.select([terminal], [], [], 0.2)[0]:
            said += os.read(terminal, 65536).decode(errors="replace")
    return said


def test_a_progress_line_counts_what_comes_and_ctrl_c_ends_it_cleanly(house: House) -> None:
    terminal, theirs = pty.openpty()
    environment = house.environment | {"TERM": "xterm", "COLUMNS": "140", "PORTCULLIS_LOG_LEVEL": "error"}
    process = subprocess.Popen(
        [sys.executable, "-m", "portcullis", "watch", "files", "-", "--json"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=theirs,
    )  # fmt: skip
    try:
        os.close(theirs)
        assert process.stdin and process.stdout
        lines = [line(number) for number in range(30)] + [line("n", to="")]
        process.stdin.write(b"".join(json.dumps(one).encode() + b"\n" for one in lines) + b"{broken\n")
        process.stdin.flush()
        read_until(terminal, r"read 32 +directed 30 +candidates 30 +unreadable 1 +[\d,]+ per second")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert json.loads(process.stdout.read())["written"] == 30
    finally:
        process.kill()
        process.communicate()
        os.close(terminal)
    assert len(house.held()) == 30
