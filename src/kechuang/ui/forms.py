"""Forms as the house shows them: label above, help under, the error beside the field."""

from django.forms import Form
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders a field with the house's template."""

    field_template_name = "ui/field.html"
    form_template_name = "ui/form.html"


class HouseForm(Form):
    """A form whose widgets carry the house's classes."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "form-control")
