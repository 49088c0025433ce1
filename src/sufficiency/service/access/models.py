"""People who sign in, and the roles they hold."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from sufficiency.service.access.roles import Role

USERNAME_CHARACTERS = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9._@-]*\Z",
    "A username has letters, numbers, dots, hyphens and underscores only, and begins with a letter or number.",
)


class People(BaseUserManager):
    """All the people; ``access.actions.create_person`` is the way to add one."""

    def get_by_natural_key(self, username: str) -> "Person":
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Someone who may sign in. What they may see and do follows from their roles alone."""

    username = models.CharField(
        max_length=100,
        unique=True,
        validators=[USERNAME_CHARACTERS],
        error_messages={"unique": "This username is taken."},
    )
    name = models.CharField("full name", max_length=200)
    email = models.EmailField("email address", blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    made_up = models.BooleanField("made-up person of the made-up authority", default=False, editable=False)
    since = models.DateTimeField(default=timezone.now, editable=False)
    must_change_password = models.BooleanField("has a one-time password", default=False, editable=False)
    changes = models.PositiveIntegerField("changes to the account", default=0, editable=False)

    objects = People()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name_plural = "people"
        ordering = ("name", "username")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="one_person_for_a_username",
                violation_error_message="This username is taken.",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_person_for_an_email",
                violation_error_message="Another person has this email address.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must hold to stay signed in: it ends when the password or anything counted changes.

        ``changes`` counts what an administrator changed: roles, the account closed or opened, the second factor or
        the password given anew. So all sessions of the person end in the transaction of the change itself.
        """
        known = f"{self.password} {self.changes}"
        return salted_hmac("sufficiency session", known, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles this person holds; none for somebody whose roles were all taken away."""
        return frozenset(Role(held.role) for held in self.held_roles.all())

    @property
    def roles_in_words(self) -> str:
        """The roles for the screen, in the order of the list of roles."""
        return ", ".join(role.label for role in Role if role in self.roles) or "No role yet"


class HeldRole(models.Model):
    """One role of one person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="held_roles")
    role = models.CharField(max_length=40, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("person", "role"), name="a_role_is_held_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="a_role_is_one_of_the_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class Counted(models.Model):
    """The table of Django's database cache: tries to sign in, counted for all processes of the service together.

    Its columns are those Django's ``createcachetable`` makes; being a model, it comes and goes with migrations.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "access_counted"

    def __str__(self) -> str:
        return self.cache_key
