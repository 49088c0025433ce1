from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "sufficiency.service.governance"
    label = "governance"

    def ready(self) -> None:
        from sufficiency.service.audit.following import follow
        from sufficiency.service.governance import models

        follow(models.Board)
        follow(models.Seat, person="person")
        follow(models.ReportingCycle, person="person")
        follow(models.Meeting, left_out=("changes",))
        follow(models.DuePaper, person="person")
        follow(models.ActionArising, person="person")
        follow(models.CarriedOver)
