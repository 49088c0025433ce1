from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "sufficiency.service.journeys"
    label = "journeys"
