import msgspec
from django.db import models

from portcullis.core.assessment import Assessment


class PlatformEvent(models.Model):
    """What the platform said later about a held post. What was captured stays as it was.

    The new words of an edit are kept only where the new version is itself a candidate; otherwise only that it changed.
    """

    class Kind(models.TextChoices):
        DELETED = "deleted", "Deleted on the platform"
        EDITED = "edited", "Changed on the platform"

    item = models.ForeignKey("casework.Item", models.CASCADE, related_name="events", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    version_key = models.BinaryField(max_length=16, default=b"")
    version = models.TextField(blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    text = models.TextField(blank=True)
    stored_assessment = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    raw = models.BinaryField(default=b"")

    @property
    def assessment(self) -> Assessment | None:
        if not self.stored_assessment:
            return None
        return msgspec.json.decode(self.stored_assessment, type=Assessment)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "kind", "version_key"], name="told_once")]
