"""A field for money: typed as 12.50, given in minor units of the co-operative’s currency."""

from flask_babel import gettext as _
from wtforms import Field
from wtforms.widgets import TextInput

from coop.core.money import minor, plain
from coop.membership.queries import the_cooperative


class MoneyField(Field):
    """An amount such as 12.50; its `data` are whole minor units, or None when it is empty."""

    widget = TextInput()
    data: int | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the amount; thousands are written without a sign between."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        self.raw_data = [text]
        try:
            self.data = minor(text, the_cooperative().currency)
        except ValueError as slip:
            raise ValueError(_("Write the amount in figures, such as 12.50.")) from slip

    def _value(self) -> str:
        if self.data is not None:
            return plain(self.data, the_cooperative().currency)
        return str(self.raw_data[0]) if self.raw_data else ""
