PLATFORM = "bluesky"
POSTS = "app.bsky.feed.post"
