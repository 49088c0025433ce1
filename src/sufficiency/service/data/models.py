"""Which edition was chosen for everybody's figures, and who loaded what from the pages. The editions are files."""

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


class Load(models.Model):
    """Somebody started a load from the pages: which files, told how. Written once, never changed."""

    token = models.CharField(max_length=32)
    files = models.JSONField()
    year = models.PositiveSmallIntegerField("collection year given", null=True)
    status = models.CharField(max_length=20)
    authority = models.CharField(max_length=20, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{len(self.files)} files, {self.status}"
