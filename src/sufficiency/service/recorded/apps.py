from django.apps import AppConfig


class RecordedConfig(AppConfig):
    name = "sufficiency.service.recorded"
    label = "recorded"
