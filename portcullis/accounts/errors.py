from portcullis.core.errors import PortcullisError


class AccountError(PortcullisError):
    """A change of an account that may not be made. The message says why, and what to do."""
