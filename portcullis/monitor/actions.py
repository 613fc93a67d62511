"""Starts and stops of the monitor, on record: "nothing was found" means nothing unless somebody looked."""

from django.utils import timezone

from portcullis.audit.auditor import Auditor, action
from portcullis.monitor.models import Source
from portcullis.sources.stream import Connector, State


@action
def started(auditor: Auditor, connector: Connector, service: str) -> None:
    """The monitor begins to read this source."""
    now = timezone.now()
    facts = {
        "platform": connector.platform,
        "lawful_access": connector.lawful_access,
        "state": State.GAP,
        "behind": 0.0,
    }
    signs = {"started_at": now, "heartbeat_at": now, "stopped_at": None}
    Source.objects.update_or_create(name=connector.name, defaults={**facts, **signs})
    auditor.record("monitor.started", f"source:{connector.name}", service=service)


@action
def stopped(auditor: Auditor, source: str, why: str) -> None:
    """The monitor reads this source no longer, and has recorded what it read."""
    now = timezone.now()
    Source.objects.filter(name=source).update(stopped_at=now, heartbeat_at=now)
    auditor.record("monitor.stopped", f"source:{source}", reason=why)
