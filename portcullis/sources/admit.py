"""The gate's answer about one post, put into the batch."""

from portcullis.core.addressee import Addressing
from portcullis.core.gate import Lane
from portcullis.core.post import Edit, Post
from portcullis.sources.stream import Batch, Directed


def admit(post: Post, edited: bool, lane: Lane | None, batch: Batch) -> None:
    """Keep a post that is directed at a Member; of an edit that is not, keep only that it happened."""
    addressed = _addressed(post, lane)
    if addressed:
        batch.directed.append(Directed(post, addressed, edited))
    if edited:
        batch.edits.append(Edit(post if addressed else _emptied(post)))


def _addressed(post: Post, lane: Lane | None) -> tuple[Addressing, ...]:
    if lane is None:
        return ()
    return lane.directed(
        author=post.author.id,
        mentions=tuple(mention.account for mention in post.mentions),
        parent=post.parent.author if post.parent else "",
        root=post.root.author if post.root else "",
        quoted=post.quoted.author if post.quoted else "",
        text=post.text,
        witnessed_at=post.witnessed_at,
    )


def _emptied(post: Post) -> Post:
    return Post(
        platform=post.platform,
        id=post.id,
        version=post.version,
        url=post.url,
        author=post.author,
        text="",
        witnessed_at=post.witnessed_at,
    )
