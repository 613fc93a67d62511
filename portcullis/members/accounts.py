"""Handles as people and files write them, and the rule that an account has one owner at a time."""

import re
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from portcullis.members.errors import AccountTaken, Refused
from portcullis.members.models import Member, PlatformAccount

PLATFORMS = {
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "x": "X",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "youtube": "YouTube",
}
SLUG = re.compile(r"[a-z][a-z0-9_-]{0,39}")
HANDLE = re.compile(r"[^\s@/?#]+(@[^\s@/?#]+)?")
LONGEST = 253
BEFORE_THE_NAME = {"profile", "pages", "pg", "people", "users", "channel", "c", "user"}


def platform_of(text: str) -> str:
    """The platform's short name: `bluesky`."""
    slug = text.strip().lower()
    if not SLUG.fullmatch(slug):
        raise Refused(f"{text!r} is not the short name of a platform, such as bluesky.")
    return slug


def handle_of(text: str) -> str:
    """The bare handle from a handle, an @handle or the address of a profile page."""
    handle = text.strip()
    if "://" in handle:
        handle = _from_address(handle)
    handle = handle.removeprefix("@")
    if not HANDLE.fullmatch(handle) or len(handle) > LONGEST or not handle.isprintable():
        raise Refused(f"{text[:60]!r} is not a handle, such as jane.example.org.")
    return handle


def _from_address(address: str) -> str:
    """The part of a profile page's address that names the profile; "" if there is none."""
    try:
        address_parts = urlsplit(address)
    except ValueError:
        return ""
    parts = [part for part in address_parts.path.split("/") if part]
    if parts[:1] == ["profile.php"]:
        return parse_qs(address_parts.query).get("id", [""])[0]
    if parts and parts[0].lower() in BEFORE_THE_NAME:
        parts = parts[1:]
    return parts[0] if parts else ""


def open_account(
    member: Member, platform: str, handle: str, immutable_id: str, moment: datetime, by: str
) -> PlatformAccount:
    """An account, not saved yet. Raises AccountTaken if it is in use in the register."""
    in_use = PlatformAccount.objects.filter(platform=platform, retired_at=None)
    other = in_use.filter(handle__iexact=handle).first()
    if other is None and immutable_id:
        other = in_use.filter(immutable_id=immutable_id).first()
    if other is not None:
        whose = (
            "this Member has it already" if other.member_id == member.pk else f"it is recorded for {other.member.name}"
        )
        raise AccountTaken(f"{other}: {whose}. Retire it there first, or correct the handle.")
    return PlatformAccount(
        member=member, platform=platform, handle=handle, immutable_id=immutable_id, added_at=moment, added_by_name=by
    )
