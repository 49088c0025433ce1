from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PositionConfig(AppConfig):
    name = "sufficiency.service.position"
    label = "position"

    def ready(self) -> None:
        from sufficiency.service.audit.following import follow
        from sufficiency.service.position.models import Target

        follow(Target)
        post_migrate.connect(_targets_of_the_made_up_authority, sender=self)


def _targets_of_the_made_up_authority(**_: object) -> None:
    from sufficiency.service.position.actions import bring_made_up_targets

    bring_made_up_targets()
