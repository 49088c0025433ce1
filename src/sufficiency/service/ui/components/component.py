"""What all components are: a dataclass with its arguments, and a template that shows it as ``this``."""

from typing import ClassVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Component:
    """Written as ``{{ component }}`` in a template; its text is escaped by its own template, never by hand."""

    template: ClassVar[str]

    def render(self) -> SafeString:
        return render_to_string(self.template, {"this": self})

    def __str__(self) -> str:
        return self.render()

    __html__ = render
