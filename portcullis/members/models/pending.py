import uuid

from django.db import models


class PendingImport(models.Model):
    """A file that was uploaded, shown as a plan, and waits for a yes. Gone once applied, bad or a day old."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    format = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
