"""`com.atproto.sync.subscribeRepos` frames (two DAG-CBOR items, the second with a CAR file in it) to what the gate lets
through. Pure. A commit is opened only if one of its operations is on a post."""

from collections.abc import Iterable
from datetime import datetime

import libipld
import msgspec

from portcullis.core.gate import Lane
from portcullis.core.post import Renaming
from portcullis.sources import reading
from portcullis.sources.bluesky import PLATFORM, POSTS
from portcullis.sources.bluesky.glance import Glance, near
from portcullis.sources.bluesky.parse import Notice
from portcullis.sources.bluesky.record import Change, take
from portcullis.sources.position import Position
from portcullis.sources.reading import UnreadableError
from portcullis.sources.stream import Batch

LONGEST = 5_000_000
MOST_OPERATIONS = 200  # as the protocol says; each may cost a walk through the whole commit
_PATH = POSTS + "/"
_PASSED_BY = frozenset({"#account", "#sync", "#handle", "#migrate", "#tombstone"})


def read_frames(
    frames: Iterable[bytes],
    lane: Lane | None,
    now: datetime,
    batch: Batch,
    after: int = 0,
    since: datetime | None = None,
) -> tuple[list[Notice], list[Position]]:
    """Count these frames into the batch and keep what the gate lets through. Never raises, whatever the bytes are.

    Frames numbered `after` or lower were read before and are passed over. A frame's time is the claim of the server
    that the post was written on: it counts only between `since`, when what came before was seen, and `now`. Returns
    what the service said about the stream itself, and the places of all frames that have one.
    """
    notices: list[Notice] = []
    places: list[Position] = []
    for frame in frames:
        try:
            kind, body = _open(frame)
        except UnreadableError as error:
            _count(batch, error)
            continue
        if kind in ("error", "#info"):
            name = body.get("error") if kind == "error" else body.get("name")
            notices.append(Notice(reading.text(name), reading.text(body.get("message"))))
            continue
        witnessed_at = _witnessed_at(body, since, now)
        if seq := reading.whole(body.get("seq")):
            places.append(Position(seq, reading.microseconds(witnessed_at)))
        if not seq or seq > after:
            batch.read += 1
            _read(kind, body, lane, witnessed_at, batch)
    return notices, places


def _witnessed_at(body: dict[str, object], since: datetime | None, now: datetime) -> datetime:
    claimed = min(reading.moment(body.get("time")) or now, now)
    return max(claimed, min(since, now)) if since else claimed


def _count(batch: Batch, error: UnreadableError) -> None:
    batch.read += 1
    batch.unreadable[str(error)] += 1


def _open(frame: bytes) -> tuple[str, dict[str, object]]:
    if len(frame) > LONGEST:
        raise UnreadableError("frame longer than 5 MB")
    try:
        parts = libipld.decode_dag_cbor_multi(frame)
    except (ValueError, RecursionError):
        raise UnreadableError("damaged frame") from None
    if len(parts) != 2:
        raise UnreadableError("damaged frame")
    header, body = reading.mapping(parts[0]), reading.mapping(parts[1])
    kind = "error" if header.get("op") == -1 else header.get("t")
    if not isinstance(kind, str):
        raise UnreadableError("frame of an unknown kind")
    return kind, body


def _read(kind: str, body: dict[str, object], lane: Lane | None, witnessed_at: datetime, batch: Batch) -> None:
    try:
        if kind == "#commit":
            _read_commit(body, lane, witnessed_at, batch)
        elif kind == "#identity":
            _rename(body, witnessed_at, batch)
        elif kind not in _PASSED_BY:
            raise UnreadableError("frame of an unknown kind")
    except UnreadableError as error:
        batch.unreadable[str(error)] += 1


def _rename(body: dict[str, object], witnessed_at: datetime, batch: Batch) -> None:
    did, handle = reading.text(body.get("did")), reading.text(body.get("handle"))
    if did and handle:
        batch.renamings.append(Renaming(PLATFORM, did, handle, witnessed_at))


def _read_commit(body: dict[str, object], lane: Lane | None, witnessed_at: datetime, batch: Batch) -> None:
    operations = [
        (operation, path.removeprefix(_PATH))
        for each in reading.items(body.get("ops"))
        if isinstance(path := (operation := reading.mapping(each)).get("path"), str) and path.startswith(_PATH)
    ]
    if body.get("tooBig") is True:
        raise UnreadableError("commit too big for the stream")
    if not operations:
        return
    if len(operations) > MOST_OPERATIONS:
        batch.unreadable["operation beyond the 200 of a commit"] += len(operations) - MOST_OPERATIONS
        del operations[MOST_OPERATIONS:]
    blocks = body.get("blocks")
    car = blocks if isinstance(blocks, bytes) else b""
    records = _records(car) if any(operation.get("action") != "delete" for operation, _ in operations) else {}
    for operation, rkey in operations:
        try:
            _read_operation(reading.text(body.get("repo")), operation, rkey, records, car, lane, witnessed_at, batch)
        except UnreadableError as error:
            batch.unreadable[str(error)] += 1


def _records(car: bytes) -> dict[bytes, object]:
    try:
        return dict(libipld.decode_car(car)[1])
    except (ValueError, RecursionError):
        raise UnreadableError("damaged CAR file in a commit") from None


def _read_operation(
    did: str,
    operation: dict[str, object],
    rkey: str,
    records: dict[bytes, object],
    car: bytes,
    lane: Lane | None,
    witnessed_at: datetime,
    batch: Batch,
) -> None:
    action, cid = reading.text(operation.get("action")), operation.get("cid")
    deleted = action == "delete"
    if not deleted and (not isinstance(cid, bytes) or cid not in records):
        raise UnreadableError("post missing from its commit")
    record = records[cid] if isinstance(cid, bytes) and not deleted else None
    if action == "create" and rkey and _nobodys(did, record, lane):
        batch.posts += 1
        return
    version, raw = (_version(cid), block(car, cid)) if isinstance(cid, bytes) and not deleted else ("", b"")
    take(Change(did, action, rkey, version, record, witnessed_at, raw), lane, batch)


def _nobodys(did: str, record: object, lane: Lane | None) -> bool:
    """True if the gate says, at the first glance, that this post is directed at nobody."""
    try:
        glance = msgspec.convert(record, Glance)
    except (ValueError, RecursionError):
        return False
    return did.startswith("did:") and (lane is None or not near(lane, glance))


def _version(cid: bytes) -> str:
    try:
        version: str = libipld.encode_cid(cid)
    except ValueError:
        raise UnreadableError("damaged content identifier") from None
    return version


def block(car: bytes, cid: bytes) -> bytes:
    """The bytes in a CAR file (version 1) that `cid` names: the record as its author signed it; b"" if it is not
    there."""
    length, at = _varint(car, 0)
    at += length
    while at < len(car):
        length, at = _varint(car, at)
        if car.startswith(cid, at):
            return car[at + len(cid) : at + length]
        at += length
    return b""


def _varint(octets: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number and where it ends; one that is cut off ends the file."""
    value = shift = 0
    while at < len(octets) and shift < 63:
        octet = octets[at]
        at, value, shift = at + 1, value | (octet & 0x7F) << shift, shift + 7
        if octet < 0x80:
            return value, at
    return 0, len(octets)
