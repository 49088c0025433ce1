from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "sufficiency.service.operations"
    label = "operations"
