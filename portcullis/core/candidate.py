"""What the pipeline hands to casework: one post that an officer should see."""

import msgspec

from portcullis.core.addressee import Addressing
from portcullis.core.assessment import Assessment
from portcullis.core.post import Post
from portcullis.core.priority import Priority


class Candidate(msgspec.Struct, frozen=True):
    post: Post
    addressed: tuple[Addressing, ...]
    assessment: Assessment
    priority: Priority
