from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PopulationsConfig(AppConfig):
    name = "sufficiency.service.populations"
    label = "populations"

    def ready(self) -> None:
        from sufficiency.service.audit.following import follow
        from sufficiency.service.populations.models import Population

        follow(Population)
        post_migrate.connect(_population_of_the_made_up_authority, sender=self)


def _population_of_the_made_up_authority(**_: object) -> None:
    from sufficiency.service.populations.actions import bring_made_up_population

    bring_made_up_population()
