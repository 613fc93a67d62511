"""What can go wrong with a model."""

from portcullis.core.errors import PortcullisError


class ModelError(PortcullisError):
    """The model's files are missing, damaged or of another make. The message says which, and what to do."""
