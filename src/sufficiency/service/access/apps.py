from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccessConfig(AppConfig):
    name = "sufficiency.service.access"
    label = "access"

    def ready(self) -> None:
        from sufficiency.service.access import audit, middleware

        audit.follow_changes()
        user_logged_in.connect(middleware.keep_time_of_signing_in, dispatch_uid="time of signing in")
