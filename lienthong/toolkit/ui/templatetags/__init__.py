"""Template tags of the page components: `{% load ui %}`."""
