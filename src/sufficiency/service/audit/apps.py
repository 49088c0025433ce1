from django.apps import AppConfig
from django.db.models.signals import post_migrate


def keep_append_only(using: str, **_: object) -> None:
    """After every migration: the triggers a remade table would have lost."""
    from sufficiency.service.audit.triggers import put_in_place

    put_in_place(using)


class AuditConfig(AppConfig):
    name = "sufficiency.service.audit"
    label = "audit"

    def ready(self) -> None:
        from sufficiency.service.audit.signing_in import follow_signing_in

        follow_signing_in()
        post_migrate.connect(keep_append_only, sender=self, dispatch_uid="the audit is append-only")
