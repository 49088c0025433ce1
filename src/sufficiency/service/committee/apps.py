from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "sufficiency.service.committee"
    label = "committee"
    verbose_name = "Committee papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sufficiency.service.committee.publications import newest, publications_of
        from sufficiency.service.data.publications import Reader, read_by

        read_by(Reader(newest=newest, read=publications_of))
