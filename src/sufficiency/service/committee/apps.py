from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "sufficiency.service.committee"
    label = "committee"
    verbose_name = "Committee papers"
    default_auto_field = "django.db.models.BigAutoField"
