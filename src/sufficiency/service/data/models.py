"""Which edition was chosen for everybody's figures, when and by whom. The editions themselves are files."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Choice(models.Model):
    """Somebody made an edition the one in use, instead of ``before``. Written once, never changed."""

    edition = models.CharField(max_length=40)
    before = models.CharField("edition in use before", max_length=40, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.edition} in place of {self.before or 'none'}"
