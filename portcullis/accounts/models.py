import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from portcullis.accounts.roles import Role
from portcullis.accounts.shortcuts import SHORTCUTS


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
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["role"]

    def __str__(self) -> str:
        return self.name or self.username

    def has(self, *roles: Role) -> bool:
        return self.role in roles


class Preferences(models.Model):
    """What a person has set for themselves. No row: the defaults."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True)
    shortcuts_on = models.BooleanField(default=True)
    shortcuts = models.JSONField(default=dict)
    sound_alarm = models.BooleanField(default=False)
    text_in_lists = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"Preferences of {self.user}"

    @classmethod
    def of(cls, user: User) -> "Preferences":
        return cls.objects.filter(user=user).first() or cls(user=user)

    def keys(self) -> dict[str, str]:
        """Every shortcut's key; an empty one is switched off."""
        return {each.name: self.shortcuts.get(each.name, each.key) for each in SHORTCUTS}

    def keys_in_force(self) -> dict[str, str]:
        return {name: key for name, key in self.keys().items() if key} if self.shortcuts_on else {}
