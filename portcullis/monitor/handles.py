"""Handles that Members gave without an immutable id are looked up in the background, so that replies count too."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog
from django.db import DatabaseError, connection

from portcullis.audit.auditor import Auditor
from portcullis.core.errors import PortcullisError
from portcullis.members import registry

log = structlog.get_logger()
EVERY = 15.0
AGAIN_AFTER = 600.0
Resolve = Callable[[str], str]


class Handles:
    """`resolve(handle)` asks the platform for the immutable id. An unknown handle is asked for again later."""

    def __init__(self, platform: str, resolve: Resolve) -> None:
        self.platform, self.resolve = platform, resolve
        self._asked: dict[str, float] = {}

    async def keep(self) -> None:
        """For ever: look for accounts without an id, and ask."""
        pool = ThreadPoolExecutor(1)
        try:
            while True:
                await self.once(pool)
                await asyncio.sleep(EVERY)
        finally:
            pool.submit(lambda: connection.close())
            pool.shutdown(wait=False)

    async def once(self, pool: ThreadPoolExecutor) -> None:
        loop = asyncio.get_running_loop()
        for account, handle in await loop.run_in_executor(pool, registry.unresolved, self.platform):
            if self._asked.get(account, -AGAIN_AFTER) > loop.time() - AGAIN_AFTER:
                continue
            self._asked[account] = loop.time()
            try:
                immutable_id = await loop.run_in_executor(pool, self.resolve, handle)
                await loop.run_in_executor(pool, registry.resolved, Auditor.job("monitor"), account, immutable_id)
            except (PortcullisError, DatabaseError) as error:
                log.warning("handle not resolved", account=account, error=type(error).__name__)
