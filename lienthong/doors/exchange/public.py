"""The door of the exchange: nobody enters it but the site."""

__all__: list[str] = []
