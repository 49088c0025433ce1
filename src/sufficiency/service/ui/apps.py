from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "sufficiency.service.ui"
    label = "ui"
