"""Which account a handle stands for. The gate works on the immutable DID, because a handle can change hands."""

import re

import httpx

from portcullis.sources import reading
from portcullis.sources.reading import UnreadableError
from portcullis.sources.stream import SourceError

RESOLVER = "https://public.api.bsky.app"
_HANDLE = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_DID = re.compile(r"did:[a-z]+:[A-Za-z0-9._:%-]{1,2000}", re.ASCII)


class UnresolvedError(SourceError):
    """The handle cannot be resolved. The message says why and what to do."""


def resolve(handle: str, service: str = RESOLVER, *, timeout: float = 10.0) -> str:
    """The DID of a handle such as alex.example.org (an @ in front is allowed), asked of `service` over XRPC.

    Raises UnresolvedError if the handle is none, nobody has it, or the service does not answer as it should.
    """
    name = handle.strip().removeprefix("@").lower()
    if not _HANDLE.fullmatch(name):
        raise UnresolvedError(f"{handle!r} is not a Bluesky handle. Write it like alex.example.org")
    address = _http(service) + "/xrpc/com.atproto.identity.resolveHandle"
    try:
        answer = httpx.get(address, params={"handle": name}, timeout=timeout, follow_redirects=True)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnresolvedError(f"No answer about {name} from {service}. Check the address and try again.") from error
    if answer.status_code == httpx.codes.BAD_REQUEST:
        raise UnresolvedError(f"{service} knows no account called {name}. Check the spelling with the Member.")
    if answer.status_code != httpx.codes.OK:
        raise UnresolvedError(f"{service} answered {answer.status_code} about {name}. Try again later.")
    return _did(answer.content, name, service)


def _did(body: bytes, name: str, service: str) -> str:
    try:
        did = reading.mapping(reading.decode(body[:100_000])).get("did")
    except UnreadableError:
        did = None
    if not isinstance(did, str) or not _DID.fullmatch(did):
        raise UnresolvedError(f"{service} gave an answer about {name} that is no account. Use another service.")
    return did


def _http(service: str) -> str:
    """wss://host -> https://host, so that the address of a stream can be used."""
    service = service.strip().rstrip("/")
    scheme, found, rest = service.partition("://")
    return f"{ {'wss': 'https', 'ws': 'http'}.get(scheme, scheme) }://{rest}" if found else f"https://{service}"
