from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "sufficiency.service.strategy"
    label = "strategy"
