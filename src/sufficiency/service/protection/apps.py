from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "sufficiency.service.protection"
    label = "protection"
