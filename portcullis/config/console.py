"""The console's web server: waitress, in threads beside the monitor, so that one process is the whole service."""

import errno
import threading
from typing import Any

import waitress

from portcullis.config import environment as env
from portcullis.config.environment import BadSetting
from portcullis.core.errors import PortcullisError

THREADS = 8


class AddressInUse(PortcullisError):
    """Something listens at the console's address already."""


def address() -> tuple[str, int]:
    """PORTCULLIS_BIND as a host and a port."""
    host, _, port = env.BIND.text().rpartition(":")
    if not host or not port.isdigit():
        raise BadSetting(
            f"{env.BIND.name} must be an address and a port such as 127.0.0.1:8000, not {env.BIND.text()!r}"
        )
    return host, int(port)


class Console:
    """Answers from `start` to `close`. Raises AddressInUse if it cannot listen."""

    def __init__(self) -> None:
        self.host, self.port = address()
        self._server: Any = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/"

    def start(self) -> None:
        from portcullis.config.wsgi import application

        try:
            self._server = waitress.create_server(
                application, host=self.host, port=self.port, threads=THREADS, ident=None
            )
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise AddressInUse(
                f"Something listens on {self.host}:{self.port} already: perhaps Portcullis runs in another window. "
                f"Stop it, or set {env.BIND.name} to another address, such as {self.host}:{self.port + 1}."
            ) from error
        self._thread = threading.Thread(target=self._server.run, name="console", daemon=True)
        self._thread.start()

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
        if self._thread is not None:
            self._thread.join(timeout=5)
