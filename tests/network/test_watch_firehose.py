"""The main job on a real network: what is directed at a Member who opted in is held, each once, and nothing else."""

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.network.conftest import Network, Person
from tests.portcullis_process import DANGER, House, end, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

HEADER = "name,constituency,house,bluesky,bluesky_id,opted_in_from,consent_reference\n"
NAME = "Adelaide Larkspur-Fenwright"
OPT_OUT = """
from portcullis.config import wiring
wiring.ready()
from portcullis.audit.auditor import Auditor
from portcullis.members import actions
from portcullis.members.models import Enrolment
actions.withdraw(Auditor.job("test"), list(Enrolment.objects.current()))
"""


class Scene:
    """One Member opted in (by handle alone, so that the monitor must find the id), one not, and a passer-by."""

    def __init__(self, network: Network, folder: Path) -> None:
        self.network = network
        self.member, self.other, self.passer = (network.person(name) for name in ("larkspur", "quill", "passer"))
        self.house = House(folder / "house")
        opted_in = f"{NAME},Market Stoke,Commons,{self.member.handle},,2026-01-01,form 1\n"
        not_opted_in = f"Barnaby Quillfeather,Upper Fenwick,Commons,{self.other.handle},{self.other.did},,\n"
        self.house.members(HEADER + opted_in + not_opted_in)

    def watch(self) -> "subprocess.Popen[bytes]":
        return self.house.start("watch", "firehose", "--service", self.network.pds)

    def known(self) -> bool:
        return not self.house.ask("select 1 from members_platformaccount where immutable_id = ''")


@pytest.fixture
def scene(network: Network, tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(network, tmp_path)
    yield scene
    scene.house.close()


def test_every_way_of_addressing_and_what_becomes_of_a_post(scene: Scene) -> None:
    house, member, other, passer = scene.house, scene.member, scene.other, scene.passer
    process = scene.watch()
    try:
        wait_until(scene.known)
        time.sleep(2.5)  # the gate is asked each second
        root = member.post("Surgery in Market Stoke on Friday")
        others = other.post("Surgery in Upper Fenwick on Friday")
        answer = passer.reply("Thank you", root)
        deep = passer.reply("And thank you", answer, root)
        wanted = [
            passer.mention(DANGER, member), passer.reply(DANGER, root), passer.reply(f"deep {DANGER}", deep, root),
            passer.quote(DANGER, root), passer.post(f"{NAME} {DANGER}"), passer.post(f"see @{member.handle} {DANGER}"),
        ]  # fmt: skip
        passer.mention(DANGER, other)
        passer.reply(DANGER, others)
        passer.quote(DANGER, others)
        passer.post(f"Barnaby Quillfeather {DANGER}")
        passer.post(DANGER)
        harmless = passer.mention("thank you for the answer", member)
        wait_until(lambda: len(house.held()) >= len(wanted))
        facet = {"features": [{"$type": "app.bsky.richtext.facet#mention", "did": member.did}]}
        index = {"byteStart": 0, "byteEnd": len(member.handle) + 1}
        passer.delete(wanted[0])
        passer.edit(wanted[4], f"{NAME}, I am sorry")
        wanted.append(passer.edit(harmless, f"@{member.handle} {DANGER}", facets=[{"index": index, **facet}]))
        wait_until(lambda: len(house.held()) >= len(wanted))
        wait_until(lambda: house.ask("select count(*) from casework_platformevent")[0][0] >= 2)
        assert house.held() == sorted(post["uri"] for post in wanted)
        _opt_out(house)
        time.sleep(5)
        passer.mention(DANGER, member)
        passer.reply(DANGER, root)
        time.sleep(2)
    finally:
        assert end(process) == 0, (house.folder / "stderr").read_text()[-3000:]
    assert house.held() == sorted(post["uri"] for post in wanted)
    words = [row[0] for row in house.ask("select text from casework_item")]
    assert all(DANGER in text for text in words)  # what was captured stays as it was


def test_killed_at_random_twenty_times_under_load(scene: Scene) -> None:
    """kill -9 the monitor while people post: every directed candidate is held exactly once, nothing else is."""
    house, member, network = scene.house, scene.member, scene.network
    process = scene.watch()
    wait_until(scene.known)
    time.sleep(2.5)
    people = [network.person("crowd") for _ in range(3)]
    writers = [Writer(person, member) for person in people]
    chance = random.Random(20)
    for writer in writers:
        writer.start()
    try:
        for _ in range(20):
            time.sleep(chance.uniform(0.5, 3.5))
            end(process, signal.SIGKILL)
            process = scene.watch()
    finally:
        for writer in writers:
            writer.finish()
    wanted = sorted(uri for writer in writers for uri in writer.wanted)
    assert len(wanted) > 100
    try:
        wait_until(lambda: len(house.held()) >= len(wanted), 60)
        time.sleep(2)
    finally:
        assert end(process) == 0, (house.folder / "stderr").read_text()[-3000:]
    assert house.held() == wanted
    posts = house.ask("select sum(posts) from monitor_coverage")[0][0]
    written = sum(writer.count for writer in writers)
    assert posts >= written  # each is counted; the frame at the cursor is asked for again after each kill


class Writer(threading.Thread):
    """Posts without a pause; every third one is directed at the Member and dangerous. `wanted`: the oracle."""

    def __init__(self, person: Person, member: Person) -> None:
        super().__init__()
        self.person, self.member = person, member
        self.wanted: list[str] = []
        self.count = 0
        self._over = threading.Event()
        self._error: Exception | None = None

    def run(self) -> None:
        try:
            while not self._over.is_set():
                kind, self.count = self.count % 3, self.count + 1
                if kind == 0:
                    self.wanted.append(self.person.mention(f"{DANGER} {self.count}", self.member)["uri"])
                elif kind == 1:
                    self.person.mention(f"thank you {self.count}", self.member)
                else:
                    self.person.post(f"{DANGER} {self.count}")
        except (AssertionError, httpx.HTTPError) as error:
            self._error = error

    def finish(self) -> None:
        self._over.set()
        self.join()
        if self._error:
            raise self._error


def _opt_out(house: House) -> None:
    subprocess.run([sys.executable, "-c", OPT_OUT], env=house.environment, check=True, capture_output=True)
