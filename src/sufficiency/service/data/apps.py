from django.apps import AppConfig


class DataConfig(AppConfig):
    name = "sufficiency.service.data"
    label = "data"

    def ready(self) -> None:
        from sufficiency.service.audit.following import follow
        from sufficiency.service.audit.models import What
        from sufficiency.service.data.models import Choice, Load

        follow(Choice)
        follow(Load, what=What.LOADED)
