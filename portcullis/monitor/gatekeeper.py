"""Keeps the collector's gate in step with the register: asked each second, rebuilt off the hot path when it changed."""

import structlog

from portcullis.core.gate import Gate
from portcullis.members import registry

log = structlog.get_logger()


class Gatekeeper:
    """Starts closed: nobody is looked at until the register has been read."""

    def __init__(self) -> None:
        self._gate = Gate([])
        self._accounts: frozenset[tuple[str, str]] = frozenset()
        self._revision = ""

    def current(self) -> Gate:
        return self._gate

    def watches(self, platform: str, account: str) -> bool:
        """Is this account one that a Member put under the service?"""
        return (platform, account) in self._accounts

    def refresh(self) -> bool:
        """Read the register again if it changed. True if the gate is a new one. Blocks: run it in a thread."""
        revision = registry.revision()
        if revision == self._revision:
            return False
        watched = registry.watched()
        gate = Gate(watched)
        accounts = frozenset((account.platform, account.id) for member in watched for account in member.accounts)
        self._gate, self._accounts, self._revision = gate, accounts, revision
        log.info("gate rebuilt", members=len(watched), accounts=len(accounts))
        return True
