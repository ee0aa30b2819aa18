"""How satisfied citizens are with the handling of their dossiers: one rating each, counted for leaders."""
