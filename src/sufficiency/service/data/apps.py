from django.apps import AppConfig


class DataConfig(AppConfig):
    name = "sufficiency.service.data"
    label = "data"

    def ready(self) -> None:
        from auditlog.registry import auditlog

        from sufficiency.service.data.models import Choice, Load

        auditlog.register(Choice)
        auditlog.register(Load)
