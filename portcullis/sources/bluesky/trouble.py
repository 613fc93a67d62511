"""What AT Protocol services call their troubles, in plain words for the coverage page."""

WHY = {
    "OutdatedCursor": "the service no longer had the oldest posts asked for",
    "FutureCursor": "the service did not know the place asked for and began with the newest posts",
    "ConsumerTooSlow": "the service closed the line because we read too slowly",
}
