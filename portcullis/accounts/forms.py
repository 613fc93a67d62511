"""Forms of sign-in, users and preferences. What they say is what people read."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm

from portcullis.accounts.guessing import guessing
from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.accounts.shortcuts import SHORTCUTS


class SignIn(AuthenticationForm):
    error_messages = {
        "invalid_login": "The user name or the password is wrong. Passwords are case-sensitive.",
        "inactive": "The user name or the password is wrong. Passwords are case-sensitive.",
        "too_many": "Too many wrong passwords. Wait 10 minutes, or ask the administrator for a one-time password.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "User name"
        self.fields["username"].error_messages["required"] = "Enter your user name"
        self.fields["password"].error_messages["required"] = "Enter your password"

    def clean(self) -> dict[str, Any]:
        if guessing(self.cleaned_data.get("username", "")):
            raise forms.ValidationError(self.error_messages["too_many"], code="too_many")
        return super().clean()


class AddUser(forms.Form):
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9.@_-]+\Z",
        max_length=150,
        label="User name",
        help_text="Small letters, digits, dots, hyphens or an email address",
        error_messages={
            "required": "Enter a user name",
            "invalid": "User name must be small letters, digits, dots or hyphens, such as a.morgan",
        },
    )
    name = forms.CharField(max_length=150, label="Full name", error_messages={"required": "Enter a full name"})
    role = forms.ChoiceField(
        choices=Role.choices, widget=forms.RadioSelect, label="Role", error_messages={"required": "Choose a role"}
    )

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError("This user name is taken. Choose another")
        return username


class Reasoned(forms.Form):
    reason = forms.CharField(
        max_length=500,
        label="Reason",
        help_text="It is kept in the audit log",
        error_messages={"required": "Enter a reason"},
    )


class ChangeRole(Reasoned):
    role = forms.ChoiceField(
        choices=Role.choices, widget=forms.RadioSelect, label="New role", error_messages={"required": "Choose a role"}
    )
    field_order = ["role", "reason"]


class ChoosePassword(forms.Form):
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        label="New password",
        help_text="At least 12 characters. Three random words are easy to keep in mind",
        strip=False,
        error_messages={"required": "Enter a new password"},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self.user.check_password(password):
            raise forms.ValidationError("Choose a password that differs from the one you have now")
        password_validation.validate_password(password, self.user)
        return password


class PreferencesForm(forms.Form):
    text_in_lists = forms.BooleanField(required=False, label="Show the text of posts in lists")
    sound_alarm = forms.BooleanField(
        required=False, label="Sound a short tone when an item of the highest band arrives"
    )


class ShortcutsForm(forms.Form):
    """One box a shortcut, and one switch for all."""

    shortcuts_on = forms.BooleanField(required=False, label="Use single-key shortcuts")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in SHORTCUTS:
            self.fields[each.name] = forms.CharField(required=False, max_length=1, label=each.does)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for each in SHORTCUTS:
            key = cleaned.get(each.name, "")
            if key and key in seen:
                self.add_error(each.name, f"“{key}” is used twice. Choose another key")
            seen[key] = each.name
        return cleaned

    def keys(self) -> dict[str, str]:
        return {each.name: self.cleaned_data[each.name] for each in SHORTCUTS}
