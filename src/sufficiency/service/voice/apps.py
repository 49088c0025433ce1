from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "sufficiency.service.voice"
    label = "voice"
    verbose_name = "What children and young people say"
    default_auto_field = "django.db.models.BigAutoField"
