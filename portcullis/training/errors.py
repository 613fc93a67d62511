"""What can go wrong with training data."""

from portcullis.core.errors import PortcullisError


class DataError(PortcullisError):
    """A data file is missing, unreadable, or must not be trained on. The message says which, and what to do."""
