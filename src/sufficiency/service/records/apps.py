from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "sufficiency.service.records"
    label = "records"
