"""The peer of latency.py: reads the stream as a first version would. `python -m benchmarks.naive ws://...`"""

import json
import sys
import time
import uuid
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from portcullis.config import wiring

wiring.ready()

from django.utils import timezone  # noqa: E402

from portcullis.members import registry  # noqa: E402
from portcullis.monitor.models import Gap  # noqa: E402


def main(service: str) -> None:
    """Print the delays. A row of a small table stands for the item: this flatters the peer."""
    cascade = wiring.cascade()
    dids = {account.id for member in registry.watched() for account in member.accounts}
    delays: list[float] = []
    with connect(f"{service}/subscribe", compression=None, max_queue=None) as line:
        try:
            while True:
                message = line.recv()
                event = json.loads(message)
                if _mentions(event) & dids:
                    assessment = cascade.assess([event["commit"]["record"]["text"]])[0]
                    now = timezone.now()
                    key, facts = uuid.uuid4(), {"source": event["did"], "start": now, "end": now, "recorded_at": now}
                    Gap(pk=key, why=assessment.model, **facts).save(force_insert=True)
                    delays.append(time.time() - event["time_us"] / 1e6)
        except ConnectionClosed:
            pass
    delays.sort()
    print(json.dumps({"p50_ms": 1000 * delays[len(delays) // 2], "p99_ms": 1000 * delays[int(len(delays) * 0.99)]}))


def _mentions(event: dict[str, Any]) -> set[str]:
    record = event.get("commit", {}).get("record", {})
    facets = record.get("facets") or []
    return {feature.get("did", "") for facet in facets for feature in facet.get("features", [])}


if __name__ == "__main__":
    main(sys.argv[1])
