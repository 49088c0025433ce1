from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "sufficiency.service.api"
    label = "api"
