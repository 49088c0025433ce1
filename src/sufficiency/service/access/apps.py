from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "sufficiency.service.access"
    label = "access"

    def ready(self) -> None:
        from sufficiency.service.access import audit

        audit.follow_changes()
