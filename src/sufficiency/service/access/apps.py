from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccessConfig(AppConfig):
    name = "sufficiency.service.access"
    label = "access"

    def ready(self) -> None:
        from allauth.account.signals import authentication_step_completed
        from allauth.account.signals import user_logged_in as came_in
        from allauth.mfa.models import Authenticator

        from sufficiency.service.access import middleware, second_factor, single_sign_on
        from sufficiency.service.access.models import HeldRole, Person
        from sufficiency.service.audit.following import follow

        follow(Person, masked=["password"], left_out=["last_login", "changes"], person="self")
        follow(HeldRole, person="person")
        follow(Authenticator, masked=["data"], left_out=["last_used_at"], person="user")
        user_logged_in.connect(middleware.keep_time_of_signing_in, dispatch_uid="time of signing in")
        authentication_step_completed.connect(second_factor.remember_step, dispatch_uid="second factor given")
        came_in.connect(
            single_sign_on.remember_provider_s_second_factor, dispatch_uid="second factor at the provider"
        )
