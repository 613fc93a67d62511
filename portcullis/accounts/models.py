import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from portcullis.accounts.roles import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, role: Role | str, password: str | None = None, name: str = "") -> "User":
        """Without a password the account cannot sign in until an administrator sets one."""
        user = self.model(username=self.model.normalize_username(username), role=role, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with one role. Members' and delegates' ties to a Member are kept in members."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["role"]

    def __str__(self) -> str:
        return self.name or self.username

    def has(self, *roles: Role) -> bool:
        return self.role in roles
